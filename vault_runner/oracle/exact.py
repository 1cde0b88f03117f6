"""Exact evaluation modulo 2^61 − 1 for the rational fragment: no rounding, and a bound on the error.

By Schwartz and Zippel a non-zero polynomial of degree D vanishes at a random point with chance at most D / p.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle.errors_of import Relation
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import Plan, shape_of

P = 2**61 - 1
POINTS = 3
LARGEST = 40
MOST_ENTRIES = 400
Residue: TypeAlias = Any
"""A whole number below p, or an array of such with dtype object."""


class OutsideError(Exception):
    """A term outside of the rational fragment, or a point where it has no value."""


@dataclass(frozen=True, slots=True)
class Exact:
    """Sizes and residues of one point."""

    sizes: dict[str, int]
    values: dict[str, Residue]

    def __call__(self, term: Term) -> Residue:
        """Return the value of a term modulo p."""
        rule = _RULES.get(term.op)
        if rule is None:
            raise OutsideError(term.op)
        return rule(self, term) % P


def holds_exactly(relation: Relation, plan: Plan, seed: int) -> bool:
    """Tell whether an equation holds modulo p at random points; False as well if it isn't rational."""
    if relation.kind != "=" or plan.chance is not None or plan.guards or plan.facts or plan.minima:
        return False
    try:
        return all(_holds_at(relation, plan, seed + point) for point in range(POINTS))
    except (OutsideError, KeyError, IndexError, ValueError):
        return False


def _holds_at(relation: Relation, plan: Plan, seed: int) -> bool:
    rng = random.Random(seed)  # noqa: S311 - a reproducible point, no secret
    names = list(dict.fromkeys(plan.sizes))
    sizes = dict(zip(names, rng.sample(range(2, 4 + len(names)), len(names)), strict=True))
    for larger, smaller in sorted(plan.larger):
        sizes[larger] = max(sizes.get(larger, 2), sizes.get(smaller, 2) + 1)
    values: dict[str, Residue] = dict(sizes)
    for name, symbol in plan.symbols.items():
        values[name] = _sample(rng, symbol, sizes)
    exact = Exact(sizes, values)
    ranges = [range(1, sizes.get(size, 0) + 1) for _, size in relation.indices]
    for combination in itertools.islice(itertools.product(*ranges), 64):
        values.update({name: k for (name, _), k in zip(relation.indices, combination, strict=True)})
        if np.any(np.asarray((exact(relation.left) - exact(relation.right)) % P) != 0):
            return False
    return True


_SAMPLED = frozenset(
    {"symmetric", "skew", "diagonal", "invertible", "square", "nonzero", "full-rank", "natural", "counting"}
)


def _sample(rng: random.Random, symbol: Symbol, sizes: dict[str, int]) -> Residue:
    ty = symbol.ty
    if ty is None or ty.kind not in {"num", "col", "row", "mat", "ten"} or not symbol.props <= _SAMPLED:
        raise OutsideError(symbol.name)
    if symbol.props & {"natural", "counting"}:
        return rng.randrange(1, 6)
    shape = shape_of(ty, sizes)
    if math.prod(shape) > MOST_ENTRIES:
        raise OutsideError(symbol.name)
    array = np.array([rng.randrange(1, P) for _ in range(math.prod(shape))], dtype=object).reshape(shape)
    if not shape:
        return int(array.item())
    if symbol.props & {"symmetric", "skew"}:
        array = array + (array.T if "symmetric" in symbol.props else -array.T)
    return array * np.eye(shape[0], dtype=object) if "diagonal" in symbol.props else array


def _const(_: Exact, term: Term) -> Residue:
    if not float(term.number).is_integer() or abs(term.number) > P or term.text in {"e", "π", "∞"}:
        raise OutsideError(term.text)
    return int(term.number)


def _size(exact: Exact, term: Term) -> Residue:
    if term.dim is None:
        raise OutsideError(term.op)
    return term.dim.value(exact.sizes)


def _add(exact: Exact, term: Term) -> Residue:
    total = exact(term.args[0])
    for part in term.args[1:]:
        total = total + exact(part)
    return total


def _power(exact: Exact, term: Term) -> Residue:
    base, exponent = exact(term.args[0]), _whole(term.args[1])
    if term.op == "pow":
        return pow(base, exponent, P) if exponent >= 0 else pow(_unit(base), exponent, P)
    result = np.eye(len(base), dtype=object)
    for _ in range(abs(exponent)):
        result = result @ (base if exponent >= 0 else inverse(base)) % P
    return result


def _whole(term: Term) -> int:
    if term.op != "const" or not float(term.number).is_integer() or abs(term.number) > LARGEST:
        raise OutsideError("exponent")
    return int(term.number)


def _unit(value: int) -> int:
    if value % P == 0:
        raise OutsideError("division by zero")
    return int(value)


def inverse(matrix: Residue) -> Residue:
    """Invert a matrix modulo p by elimination."""
    size = len(matrix)
    rows = [[*map(int, row), *(int(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for k in range(size):
        pivot = next((i for i in range(k, size) if rows[i][k] % P), None)
        if pivot is None:
            raise OutsideError("singular")
        rows[k], rows[pivot] = rows[pivot], rows[k]
        factor = pow(rows[k][k], -1, P)
        rows[k] = [value * factor % P for value in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                scale = rows[i][k]
                rows[i] = [(a - scale * b) % P for a, b in zip(rows[i], rows[k], strict=True)]
    return np.array([row[size:] for row in rows], dtype=object)


def determinant(matrix: Residue) -> int:
    """Return a determinant modulo p by elimination."""
    rows = [list(map(int, row)) for row in matrix]
    product = 1
    for k in range(len(rows)):
        pivot = next((i for i in range(k, len(rows)) if rows[i][k] % P), None)
        if pivot is None:
            return 0
        if pivot != k:
            rows[k], rows[pivot], product = rows[pivot], rows[k], -product
        product = product * rows[k][k] % P
        factor = pow(rows[k][k], -1, P)
        for i in range(k + 1, len(rows)):
            scale = rows[i][k] * factor % P
            rows[i] = [(a - scale * b) % P for a, b in zip(rows[i], rows[k], strict=True)]
    return product % P


def _sum(exact: Exact, term: Term) -> Residue:
    low, high = exact(term.args[0]), exact(term.args[1])
    if not 0 <= high - low <= LARGEST:
        raise OutsideError("range")
    values = [Exact(exact.sizes, {**exact.values, term.text: k})(term.args[2]) for k in range(low, high + 1)]
    total = values[0]
    for value in values[1:]:
        total = (total * value if term.op == "prod" else total + value) % P
    return total


def _entry(exact: Exact, term: Term) -> Residue:
    whole = exact(term.args[0])
    for index in term.args[1:]:
        number = exact(index)
        if not 1 <= number <= len(whole):
            raise OutsideError("index")
        whole = whole[number - 1]
    return whole


_RULES: dict[str, Callable[[Exact, Term], Residue]] = {
    "const": _const,
    "size": _size,
    "sym": lambda exact, term: exact.values[term.text],
    "eye": lambda exact, term: np.eye(term.ty.dims[0].value(exact.sizes), dtype=object),
    "ones": lambda exact, term: np.ones(shape_of(term.ty, exact.sizes), dtype=object),
    "zeros": lambda exact, term: np.zeros(shape_of(term.ty, exact.sizes), dtype=object),
    "add": _add,
    "neg": lambda exact, term: -exact(term.args[0]),
    "scale": lambda exact, term: exact(term.args[0]) * exact(term.args[1]),
    "hadamard": lambda exact, term: exact(term.args[0]) * exact(term.args[1]),
    "div": lambda exact, term: exact(term.args[0]) * pow(_unit(exact(term.args[1])), -1, P),
    "matmul": lambda exact, term: np.matmul(exact(term.args[0]), exact(term.args[1])),
    "outer": lambda exact, term: np.multiply.outer(exact(term.args[0]), exact(term.args[1])),
    "kron": lambda exact, term: np.kron(exact(term.args[0]), exact(term.args[1])),
    "transpose": lambda exact, term: np.transpose(exact(term.args[0])),
    "inner": lambda exact, term: np.sum(exact(term.args[0]) * exact(term.args[1])),
    "inv": lambda exact, term: inverse(exact(term.args[0])),
    "det": lambda exact, term: determinant(exact(term.args[0])),
    "tr": lambda exact, term: np.trace(exact(term.args[0])),
    "diagmat": lambda exact, term: np.diag(exact(term.args[0])),
    "diagvec": lambda exact, term: np.array(np.diag(exact(term.args[0]))),
    "vec": lambda exact, term: np.ravel(exact(term.args[0]), order="C" if term.text == "rows" else "F"),
    "pow": _power,
    "matpow": _power,
    "sum": _sum,
    "prod": _sum,
    "entry": _entry,
}
