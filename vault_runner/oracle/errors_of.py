"""By how much a relation fails at a sample, and by how much it holds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from vault_runner.oracle.evaluate import Value
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import Plan

AGREES = 1e-8
AGREES_ROUGHLY = 1e-5
DIFFERS = 1e-3
FLOOR = 1e-3
ROUGH = frozenset(
    {"derivative", "gradient", "jacobian", "jacobian by rows", "jacobian by columns", "hessian", "divergence",
     "laplacian", "limit", "integral", "max over", "min over", "argmax over", "argmin over", "under constraints"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """Two typed sides, the relation between them, and the free indices with the sizes that they range over."""

    left: Term
    right: Term
    kind: str
    indices: tuple[tuple[str, str], ...] = ()
    """Free indices, each with the name of a size or a number."""


def is_rough(*terms: Term) -> bool:
    """Tell whether a term holds differences, quadrature or limits."""
    return any(part.op in ROUGH for term in terms for part in term.walk())


def margin_of(kind: str, left: Value, right: Value) -> float:
    """Return by how much an order holds, relative to the size of its sides."""
    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    scale = max(float(np.max(np.abs(a), initial=0)), float(np.max(np.abs(b), initial=0)), FLOOR)
    gap = b - a if "<" in kind else a - b
    return float(np.linalg.eigvalsh(gap).min() if np.ndim(gap) == PAIR else np.min(gap)) / scale


def error_of(kind: str, left: Value, right: Value) -> float:
    """Return by how much a relation fails, relative to the size of its sides; 0 or less if it holds."""
    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    scale = max(float(np.max(np.abs(a), initial=0)), float(np.max(np.abs(b), initial=0)), FLOOR)
    if kind.startswith("psd"):
        return _order_error(kind, a, b, scale)
    if kind in {"<=", "<"}:
        violation = float(np.max(a - b)) / scale
        return DIFFERS * 2 if kind == "<" and abs(violation) < AGREES else max(violation, 0.0)
    if kind in {">=", ">"}:
        return error_of({">=": "<=", ">": "<"}[kind], b, a)
    return float(np.max(np.abs(a - b), initial=0)) / scale


def among_tiny(relation: Relation, plan: Plan, left: Value, right: Value) -> float:
    """Return an error that says nothing if two tiny sides differ by more than rounding, else nothing."""
    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    largest = max(float(np.max(np.abs(a), initial=0)), float(np.max(np.abs(b), initial=0)))
    if relation.kind != "=" or not 0 < largest < FLOOR or np.shape(a) != np.shape(b):
        return 0.0
    noise = 1e-7 if is_rough(relation.left, relation.right) else 1e-12 if plan.symbols or plan.chance else 0.0
    gap = float(np.max(np.abs(a - b), initial=0))
    return math.sqrt(AGREES * DIFFERS) if gap > max(noise, DIFFERS * largest) else 0.0


def _order_error(kind: str, a: Value, b: Value, scale: float) -> float:
    """Compare symmetric matrices by the eigenvalues of their difference."""
    difference = a - b if ">" in kind else b - a
    if np.ndim(difference) == 0:
        return max(-float(difference), 0.0) / scale
    if not np.allclose(difference, difference.T, atol=1e-9 * scale):
        return 1.0
    smallest = float(np.linalg.eigvalsh(difference).min())
    if not kind.endswith("="):
        return DIFFERS * 2 if smallest < AGREES * scale else 0.0
    return max(-smallest, 0.0) / scale
