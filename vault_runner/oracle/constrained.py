r"""Extrema under constraints: `\max_{\|x\|_\infty \le 1}`, `\min_{Ax=b}`, `\min_x … \text{ s.t. } …`, the simplex.

The objective is minimised by sequential quadratic steps from several starts. The best two must agree, and the
constraints must hold there, else there is no answer.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle import calls
from vault_runner.oracle.binders import CONSTRAINED
from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.late import optimize
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node, num, peel
from vault_runner.oracle.terms import NUM, Term, Ty
from vault_runner.oracle.worlds import shape_of

Array: TypeAlias = Any
STARTS = 4
MET = 1e-6
AGREE = 1e-6
NEAR = 2e-4
FAR = 1e5
INSIDE = 200
_KINDS = frozenset({"=", "<=", ">=", "<", ">"})
_CONSTANT = frozenset({"mathbf:1", "mathbb:1", "mathbf:0", "top", "e", "infty", "pi", "T"})


def constrained(el: Elaborator, kind: str, variable: Node, body: Node) -> Term | None:
    """Elaborate an extremum whose subscript holds constraints; None if it holds none that is read here."""
    parts = list(variable.args) if variable.head == "tuple" else [variable]
    constraints = [part for part in parts if part.head == "rel" and part.text in _KINDS]
    others = [part for part in parts if part not in constraints]
    if not constraints or any(part.head == "rel" and part.text != "in" for part in others):
        return None
    name = _variable(el, others, constraints, body)
    symbol = el.scope.get(name)
    known = symbol.ty if symbol is not None and symbol.body is None else None
    ty = known or _open_kind(el, name, constraints)
    before, unique = el.bound.get(name), el.fresh_name(name)
    el.bound[name] = Term("sym", (), unique, ty)
    try:
        objective = el.term(body)
        terms = [_constraint(el, part) for part in constraints]
    finally:
        if before is None:
            el.bound.pop(name, None)
        else:
            el.bound[name] = before
    if objective.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", "an objective that is no number")
    value = NUM if kind in {"max", "min"} else ty
    return Term("under constraints", (Term("domain", (), "", ty), objective, *terms), f"{kind} {unique}", value)


def _open_kind(el: Elaborator, name: str, constraints: list[Node]) -> Ty:
    r"""Return the kind of a variable that nothing declares: `\lambda > 0` alone may bound a number or a vector."""
    plain = all(name_of(part.args[0]) == name and part.args[1].head == "num" for part in constraints)
    kind = el.choose(f"kind of {name}", "col", "num") if plain else "col"
    return NUM if kind == "num" else Ty("col", (el.sizes.fresh(),))


def _variable(el: Elaborator, others: list[Node], constraints: list[Node], body: Node) -> str:
    """Return what the extremum runs over: the name in front, else the only name that nothing else declares."""
    if len(others) == 1:
        inner = others[0].args[0] if others[0].head == "rel" else others[0]
        if name_of(inner):
            return name_of(inner)
    spoken = [{name_of(part) for part in node.walk()} - {""} for node in (*constraints, body)]
    shared = set.intersection(*spoken)
    free = {name for name in shared if el.scope.get(name) is None and name not in _CONSTANT | el.scope.sizes}
    if len(free) != 1 or others:
        raise MeaningError("unsupported", "an extremum under this constraint")
    return free.pop()


def _constraint(el: Elaborator, node: Node) -> Term:
    """Elaborate one constraint; a number beside a vector bounds every entry."""
    left, right = (el.term(peel(part)) for part in node.args)
    if left.op == "norm" and left.args[0].ty.kind == "col" and node.text in {"<=", "<"}:
        if left.text == "inf":
            return Term("constraint", (left.args[0], right), "box", NUM)
        if left.text == "1":
            return Term("constraint", (left.args[0], right), "corners", NUM)
    zero = "any" in {left.ty.kind, right.ty.kind}
    bounds = {left.ty.kind, right.ty.kind} == {"num", "col"}
    bounds = bounds and all(side.op in {"const", "neg", "sym"} for side in (left, right) if side.ty.kind == "num")
    if not zero and not bounds:
        try:
            el.unify(left.ty, right.ty, "a constraint")
        except ClashError as error:
            raise MeaningError("kind", "a constraint whose sides differ in size") from error
    if {left.ty.kind, right.ty.kind} & {"mat", "ten", "fun", "bool"} and node.text != "=":
        raise MeaningError("unsupported", "an order between matrices as a constraint")
    return Term("constraint", (left, right), node.text.replace("<=", "<").replace(">=", ">"), NUM)


@operation("constraint")
def _constraint_value(ev: Evaluator, term: Term) -> Value:
    """Return by how much a constraint holds: zero for an equation, not negative for an order."""
    left, right = (np.asarray(ev(part), dtype=float) for part in term.args)
    if term.text == "box":
        return np.concatenate([np.ravel(right - left), np.ravel(right + left)])
    gap = left - right
    return np.ravel(-gap if term.text == "<" else gap)


@operation("under constraints")
def _under(ev: Evaluator, term: Term) -> Value:
    domain, objective, *constraints = term.args
    kind, _, name = term.text.partition(" ")
    shape = shape_of(domain.ty, ev.sizes)
    if any(part.text == "corners" for part in constraints) and (len(constraints) > 1 or kind.startswith("arg")):
        raise EvaluationError("unsupported", "an extremum over a part of a ball with corners")
    sign = -1.0 if kind in {"max", "argmax"} else 1.0

    def placed(flat: Array) -> Value:
        return np.asarray(flat, dtype=float).reshape(shape) if shape else float(np.ravel(flat)[0])

    def height(flat: Array) -> float:
        return sign * float(ev.with_value(name, placed(flat), objective))

    def held(part: Term) -> Callable[[Array], Array]:
        return lambda flat: ev.with_value(name, placed(flat), part)

    if constraints[0].text == "corners":
        if constraints[0].args[0].op != "sym":
            raise EvaluationError("unsupported", "an extremum over a ball that is moved")
        return sign * _at_corners(height, float(ev(constraints[0].args[1])), shape)
    rules = [{"type": "eq" if part.text == "=" else "ineq", "fun": held(part)} for part in constraints]
    point, best = _best(height, rules, int(np.prod(shape)) if shape else 1, unique=kind.startswith("arg"))
    return placed(point) if kind.startswith("arg") else sign * best


def _at_corners(height: Callable[[Array], float], radius: float, shape: tuple[int, ...]) -> float:
    """Take the best corner of a ball of sums, unless a point inside is better: then it isn't known to be the best."""
    size = int(np.prod(shape)) if shape else 1
    rng = np.random.default_rng(7)
    best = min(height(sign * radius * unit) for unit in np.eye(size) for sign in (-1.0, 1.0))
    inside = rng.dirichlet(np.ones(size + 1), INSIDE)[:, :size] * rng.choice([-1.0, 1.0], (INSIDE, size)) * radius
    if min(map(height, inside)) < best - MET:
        raise EvaluationError("no-limit", "an extremum that isn't reached at a corner")
    return best


def _best(
    height: Callable[[Array], float], rules: list[dict[str, Any]], size: int, *, unique: bool
) -> tuple[Array, float]:
    rng = np.random.default_rng(7)
    found: list[tuple[float, Array]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(STARTS):
            result = optimize.minimize(
                height,
                rng.normal(size=size),
                method="SLSQP",
                constraints=rules,
                options={"ftol": 1e-14, "maxiter": 120},
            )
            met = all(
                float(np.min(-np.abs(gap) if rule["type"] == "eq" else gap)) > -MET
                for rule in rules
                for gap in [np.ravel(rule["fun"](result.x))]
            )
            if met and np.isfinite(result.fun) and float(np.max(np.abs(result.x))) < FAR:
                found.append((float(result.fun), np.asarray(result.x)))
    found.sort(key=lambda item: item[0])
    if len(found) <= 1 or found[1][0] - found[0][0] > AGREE * max(1.0, abs(found[0][0])):
        raise EvaluationError("no-limit", "an extremum under constraints that isn't reached")
    if unique and float(np.max(np.abs(found[0][1] - found[1][1]))) > NEAR * max(
        1.0, float(np.max(np.abs(found[0][1])))
    ):
        raise EvaluationError("no-limit", "an extremum that isn't reached at one point")
    if size == 1 and _better_elsewhere(height, rules, found[0][0]):
        raise EvaluationError("no-limit", "an extremum under constraints that isn't reached")
    return found[0][1], found[0][0]


def _better_elsewhere(height: Callable[[Array], float], rules: list[dict[str, Any]], best: float) -> bool:
    """Tell whether a number far from where the descents began is better: they found a place of their own only."""
    grid = [sign * size for size in np.geomspace(1e-4, 1e6, 121) for sign in (-1.0, 1.0)]
    for point in (np.array([value]) for value in grid):
        if all(rule["type"] == "ineq" and np.min(np.ravel(rule["fun"](point))) >= 0 for rule in rules):
            value = height(point)
            if value < best - AGREE * max(1.0, abs(best)):
                return True
    return False


def proximal(el: Elaborator, node: Node) -> Term | None:
    r"""Read `\operatorname{prox}_{\lambda f}(v)` as the minimiser of f plus half the squared distance over λ."""
    base = node.args[0]
    if base.head != "sub" or name_of(base.args[0]) != "prox" or len(node.args) != PAIR or len(base.args) > TRIPLE:
        return None
    *factors, function = base.args[1:]
    if len(factors) == 0 and function.head == "mul" and not function.text:
        factors, function = [function.args[0]], function.args[1]
    symbol = el.scope.get(name_of(function))
    if symbol is None or not (symbol.params or symbol.callable or (symbol.ty is not None and symbol.ty.kind == "fun")):
        raise MeaningError("undeclared", "the function of a proximal operator isn't declared")
    point = el.term(node.args[1])
    name = el.fresh_name("prox")
    variable = Node("sym", (), name)
    away = Node("pow", (Node("norm", (Node("add", (variable, Node("neg", (node.args[1],)))),)), num(2)))
    scale = Node("mul", (num(2), factors[0])) if factors else num(2)
    body = Node("add", (Node("call", (function, variable), "("), Node("div", (away, scale))))
    el.bound[name] = Term("sym", (), name, point.ty)
    try:
        objective = el.term(body)
    finally:
        del el.bound[name]
    return Term("argmin over", (Term("domain", (), "", point.ty), objective), name, point.ty)


CONSTRAINED.append(constrained)
calls.INFORMATION.insert(0, proximal)
