r"""Claims about Gaussians: the law of `Ax + b`, conditionals and marginals of a joint one, densities as values.

An affine image of Gaussians is Gaussian; its mean and its covariance say the rest, and both are compared.
"""

from __future__ import annotations

import math

import numpy as np

from vault_runner.oracle import calls
from vault_runner.oracle.declare_laws import distribution_of
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.judge import judge
from vault_runner.oracle.laws import log_density
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node, peel, same
from vault_runner.oracle.terms import NUM, Term, mat
from vault_runner.oracle.verdicts import Answer, unable

_GAUSSIAN = frozenset({"normal", "joint"})
_ORDER = ("refuted", "doubted", "ambiguous", "not-checkable", "recurrence", "definition", "verified", "verified-exact")
NOT_AFFINE = 9


def law_claim(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge the law of what is computed from Gaussians, or of one given another; None if a law is declared."""
    claim = _claimed(statement)
    if claim is None:
        return None
    body, given, law = claim
    name = name_of(body)
    symbol = scope.get(name)
    plain = bool(name) and (symbol is None or symbol.body is None)
    joint = symbol is not None and symbol.law is not None and symbol.law.text == "joint"
    if law.text != "normal" or len(law.args) != PAIR or (plain and not joint and not given):
        return None
    random = _random_names(body, scope)
    if not random:
        return None
    symbols = [scope.get(one) for one in random]
    if any(one is None or one.law is None or one.law.text not in _GAUSSIAN for one in symbols):
        return [unable("chance", "the law of something that isn't computed from Gaussians")]
    if degree(body, scope) != 1:
        return [unable("chance", "the law of something that isn't affine")]
    bar = "|" if given else ""
    answers = [
        judge(Node("apply", (Node("op", (), moment), body, *given), bar), "=", stated, scope, seed + number)
        for number, (moment, stated) in enumerate(zip(("E", "Cov"), law.args, strict=True))
    ]
    worst = min(answers, key=lambda answer: _ORDER.index(answer.verdict))
    worst.reading.append("the mean and the covariance of a Gaussian are compared")
    return [worst]


def _claimed(statement: Statement) -> tuple[Node, tuple[Node, ...], Node] | None:
    r"""Read `a ~ N(…)`, `a | b ~ N(…)` and `p(a | b) = N(a; …)` as what has the law, what is given, and the law."""
    if len(statement.members) != PAIR:
        return None
    left, right = statement.members
    if statement.relations == ("~",):
        law = distribution_of(right)
        body, given = (left.args[0], left.args[1:]) if left.head == "given" else (peel(left), ())
        return None if law is None else (body, given, law)
    if statement.relations != ("=",) or left.head != "call" or name_of(left.args[0]) not in {"p", "q", "f"}:
        return None
    density = _density_parts(right)
    marks = left.text.lstrip("([").split()
    if density is None or marks not in ([], ["|"]) or not same(density[0], left.args[1]):
        return None
    return left.args[1], left.args[2:], Node("law", density[1:], "normal")


def _density_parts(node: Node) -> tuple[Node, ...] | None:
    r"""Return the point, mean and spread of `\mathcal{N}(x; μ, Σ)` or `\mathcal{N}(x \mid μ, Σ)`."""
    if node.head != "call" or name_of(node.args[0]) not in {"mathcal:N", "N"} or len(node.args) != TRIPLE + 1:
        return None
    marks = node.text.lstrip("([").split()
    return node.args[1:] if marks in ([";", ","], ["|", ","]) else None


def _random_names(node: Node, scope: Scope, depth: int = 0) -> set[str]:
    found: set[str] = set()
    for part in node.walk():
        symbol = scope.get(name_of(part))
        if symbol is not None and symbol.random:
            found.add(symbol.name)
        elif symbol is not None and symbol.body is not None and depth < TRIPLE:
            found |= _random_names(symbol.body, scope, depth + 1)
    return found


def degree(node: Node, scope: Scope) -> int:  # noqa: PLR0911 - one case after another
    """Return the degree of an expression in its random variables, a large one for what is no polynomial."""
    symbol = scope.get(name_of(node))
    if symbol is not None and symbol.random:
        return 1
    if symbol is not None and symbol.body is not None and not symbol.params:
        return degree(symbol.body, scope)
    if not _random_names(node, scope):
        return 0
    parts = [degree(part, scope) for part in node.args]
    if node.head == "add":
        return max(parts)
    if node.head in {"neg", "group", "transpose", "row", "matrix"}:
        return max(parts)
    if node.head == "mul":
        return sum(parts)
    if node.head == "div" and parts[1] == 0:
        return parts[0]
    return NOT_AFFINE


def density_value(el: Elaborator, node: Node) -> Term | None:
    r"""Read `\mathcal{N}(x; μ, Σ)` inside of an expression as the value of the density."""
    parts = _density_parts(node)
    if parts is None:
        return None
    point, mean, spread = (el.term(part) for part in parts)
    el.unify(point.ty, mean.ty, "the mean of a Gaussian")
    if point.ty.kind == "col":
        el.unify(spread.ty, mat(point.ty.dims[0], point.ty.dims[0]), "the covariance of a Gaussian")
    elif {point.ty.kind, spread.ty.kind} - {"num", "any"}:
        raise MeaningError("kind", "the density of a Gaussian of this kind")
    return Term("gaussian density", (point, mean, spread), "", NUM)


@operation("gaussian density")
def _gaussian_density(ev: Evaluator, term: Term) -> Value:
    point, mean, spread = (ev(part) for part in term.args)
    if spread <= 0 if np.ndim(spread) == 0 else not _definite(spread):
        raise EvaluationError("domain", "a covariance that is not positive definite")
    return math.exp(log_density("normal", point, [mean, spread]))


def _definite(matrix: Value) -> bool:
    return bool(np.allclose(matrix, matrix.T) and np.linalg.eigvalsh(matrix).min() > 0)


calls.INFORMATION.insert(0, density_value)
