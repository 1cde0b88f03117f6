r"""Conditions written as formulas: `A^\\top = A`, `a > 0`, `AB = BA`, `\\|u\\| = 1` — properties or guards."""

from __future__ import annotations

from vault_runner.oracle.names import CONSTANTS
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM

IDENTITY = frozenset({"I", "mathbf:I", "I_n", "I_m", "I_d", "I_k", "I_r", "mathbf:I_n", "I_p"})


def condition_read(scope: Scope, left: Node, relation: str, right: Node) -> tuple[str, ...] | None:
    """Read one condition; return the names that it speaks of, None if it isn't understood."""
    if relation in {"=", "==="}:
        moment = _moment(scope, left, right) or _moment(scope, right, left)
        if moment is not None:
            return moment
        return (
            _matrix_condition(scope, left, right)
            or _matrix_condition(scope, right, left)
            or _guard(scope, left, "=", right)
        )
    if relation.startswith("psd"):
        return _definite(scope, left, relation, right)
    if relation in {"<", ">", "<=", ">=", "!="}:
        return _comparison(scope, left, relation, right)
    return None


_MOMENTS = {"E": "mean", "Var": "variance", "Cov": "covariance"}


def _moment(scope: Scope, left: Node, right: Node) -> tuple[str, ...] | None:
    """Read `E[X] = μ` and `Var(X) = σ²`."""
    if left.head != "apply" or left.args[0].text not in _MOMENTS or len(left.args) != PAIR:
        return None
    name, kind = name_of(left.args[1]), _MOMENTS[left.args[0].text]
    symbol = scope.get(name)
    if not name or (symbol is not None and not symbol.random and symbol.ty is not None):
        return None
    if symbol is None or not symbol.random:
        scope.declare(Symbol(name, NUM, random=True))
    if any(name_of(part) == name for part in right.walk()):
        return None  # what a moment is, or a hypothesis such as E[X^2] = Var(X): no value that a sample could be given
    scope.moments[name] = (*scope.moments.get(name, ()), (kind, right))
    inner = name_of(right.args[0]) if right.head == "pow" else name_of(right)
    if inner and scope.get(inner) is None and scope.symbols[name].ty == NUM:
        scope.declare(Symbol(inner, NUM, frozenset({"positive"}) if kind != "mean" else frozenset()))
    return (name,)


def _transposed(node: Node) -> str:
    if node.head in {"transpose", "powT"} and len(node.args) >= 1:
        return name_of(node.args[0])
    return ""


def _matrix_condition(scope: Scope, left: Node, right: Node) -> tuple[str, ...] | None:  # noqa: PLR0911 - one case after another
    left, right = peel(left), peel(right)
    name, turned = name_of(right), _transposed(left)
    if turned and turned == name:
        return _give(scope, turned, "symmetric")
    if turned and right.head == "neg" and name_of(right.args[0]) == turned:
        return _give(scope, turned, "skew")
    if turned and right.head == "pow" and name_of(right.args[0]) == turned and right.args[1].head == "neg":
        return _give(scope, turned, "orthogonal")
    if left.head == "pow" and left.args[1].text == "2":
        return _squared(scope, name_of(left.args[0]), right)
    if left.head == "pow" and left.args[1].text == "3" and right.text == "0":
        base = name_of(left.args[0])
        return _give(scope, base, "nilpotent-3") if _is_matrix(scope, base) else None
    if left.head == "mul" and right.head == "mul" and not left.text and not right.text:
        a, b = (name_of(part) for part in left.args)
        if a and b and (name_of(right.args[0]), name_of(right.args[1])) == (b, a) and a != b:
            scope.facts.add(("commute", a, b))
            return a, b
    if left.head == "mul" and name in IDENTITY:
        return _orthonormal(scope, left)
    if left.head == "norm" or (left.head == "sub" and left.args[0].head == "norm" and left.args[1].text == "2"):
        inner = name_of(left.args[0] if left.head == "norm" else left.args[0].args[0])
        return _give(scope, inner, "unit") if inner and right.text == "1" else None
    return _products(scope, left, right)


def _is_matrix(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    return symbol is not None and symbol.ty is not None and symbol.ty.kind == "mat"


def _squared(scope: Scope, name: str, right: Node) -> tuple[str, ...] | None:
    if not name:
        return None
    if name_of(right) == name:
        return _give(scope, name, "idempotent")
    if right.text == "0" and _is_matrix(scope, name):
        return _give(scope, name, "nilpotent-2")
    return _give(scope, name, "involution") if name_of(right) in IDENTITY else None


def _orthonormal(scope: Scope, left: Node) -> tuple[str, ...] | None:
    first, second = left.args
    turned, name = _transposed(first), name_of(second)
    if turned and turned == name:
        symbol = scope.get(name)
        square = (
            symbol is not None
            and symbol.ty is not None
            and symbol.ty.kind == "mat"
            and symbol.ty.dims[0] == symbol.ty.dims[1]
        )
        return _give(scope, name, "orthogonal" if square else "orthonormal-columns")
    turned, name = _transposed(second), name_of(first)
    return _give(scope, name, "orthogonal") if turned and turned == name else None


def _products(scope: Scope, left: Node, right: Node) -> tuple[str, ...] | None:
    r"""Read `x^\\top y = 0`, `\\langle x, y \\rangle = 0`, `\\sum_i p_i = 1`, `\\mathbf 1^\\top p = 1`."""
    if left.head == "inner" and right.text == "0" and len(left.args) == PAIR:
        names = tuple(name_of(part) for part in left.args)
    elif left.head == "mul" and left.args[0].head in {"transpose", "powT"}:
        names = (name_of(left.args[0].args[0]), name_of(left.args[1]))
    else:
        names = ()
    if len(names) == PAIR and all(names) and right.text == "0" and right.head == "num":
        if names[0] == names[1]:
            return None
        scope.facts.add(("orthogonal", *names))
        return names
    if len(names) == PAIR and all(names) and right.text == "1" and right.head == "num":
        if names[0] == names[1]:
            return _give(scope, names[0], "unit")
        return None
    if left.head == "big" and left.text == "sum" and right.text == "1" and left.args[2].head == "sub":
        return _give(scope, name_of(left.args[2].args[0]), "probability")
    return None


def _give(scope: Scope, name: str, prop: str) -> tuple[str, ...] | None:
    if not name:
        return None
    scope.add_props(name, frozenset({prop}))
    return (name,)


def _definite(scope: Scope, left: Node, relation: str, right: Node) -> tuple[str, ...] | None:
    if name_of(left) and name_of(right):
        return _ordered(scope, left, right) if "<" in relation else _ordered(scope, right, left)
    if right.text != "0" or relation not in {"psd>=", "psd>"} or not name_of(left):
        return None
    return _give(scope, name_of(left), "spd" if relation == "psd>" else "psd")


def _ordered(scope: Scope, lower: Node, upper: Node) -> tuple[str, ...] | None:
    r"""Read `A \preceq B` between two symmetric matrices: B is A plus something positive semidefinite."""
    low, high = name_of(lower), name_of(upper)
    first, second = scope.get(low), scope.get(high)
    if first is None or second is None or first.ty is None or first.ty != second.ty or first.ty.kind != "mat":
        return None
    if first.body is not None or second.body is not None:
        return None
    for name in (low, high):
        scope.add_props(name, frozenset({"symmetric"}))
    scope.facts.add(("ordered", low, high))
    return (low, high)


_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "!=": "!="}
_BY_ZERO = {">": "positive", ">=": "nonnegative", "<": "negative", "<=": "nonpositive", "!=": "nonzero"}
_WHOLE = frozenset({"integer", "natural", "counting", "whole"})


def _comparison(scope: Scope, left: Node, relation: str, right: Node) -> tuple[str, ...] | None:  # noqa: PLR0911 - one case after another
    if left.head == "num" and right.head != "num":
        return _comparison(scope, right, _FLIPPED[relation], left)
    names = [name_of(part) for part in left.args] if left.head == "tuple" else [name_of(left)]
    if right.head == "num" and all(names):
        results = [
            _against_number(scope, part, name, relation, right)
            for part, name in zip(left.args if left.head == "tuple" else (left,), names, strict=True)
        ]
        return (
            tuple(name for result in results for name in result or ())
            if all(result is not None for result in results)
            else None
        )
    if left.head in {"apply", "call"} and name_of(left.args[0]) in {"P", ""} and right.head == "num":
        return ()
    if left.head == "call" and scope.get(name_of(left.args[0])) is None:
        return _masses(left, relation, right)
    if left.head == "abs" and right.text == "1" and relation == "<" and name_of(left.args[0]):
        name = name_of(left.args[0])
        scope.declare(Symbol(name, None if scope.get(name) else NUM))
        return _give(scope, name, "small")
    name, other = name_of(left), name_of(right)
    if name in scope.sizes and other in scope.sizes and relation in {">", ">=", "<", "<="}:
        pair = (name, other) if relation in {">", ">="} else (other, name)
        scope.facts.add(("larger", *pair))
        return (name, other)
    return _guard(scope, left, relation, right)


_MASSES = frozenset({"p", "q", "pi"})


def _masses(left: Node, relation: str, right: Node) -> tuple[str, ...] | None:
    """Read `p(x) > 0` and `f(x; s) > 0`, which the masses of a sample always meet; of another function it says less."""
    positive = relation in {">", ">="} and right.text == "0"
    return () if positive and (name_of(left.args[0]) in _MASSES or ";" in left.text) else None


def _against_number(scope: Scope, node: Node, name: str, relation: str, right: Node) -> tuple[str, ...] | None:
    symbol = scope.get(name)
    if name in scope.sizes and symbol is None:
        return (name,) if relation in {">", ">="} and float(right.text) <= PAIR else None
    if node.head == "sub" and (symbol is None):
        base = name_of(node.args[0])
        if base and scope.get(base) is not None:
            name, symbol = base, scope.get(base)
    if symbol is not None and symbol.ty is not None and symbol.ty.kind in {"mat", "ten", "fun"}:
        unequal = _is_matrix(scope, name) and (relation, right.text) == ("!=", "0")
        return _give(scope, name, "nonzero") if unequal else None
    if symbol is None and relation == "!=" and len(name) == 1 and name.isupper():
        return _give(scope, name, "nonzero") if right.text == "0" else None  # a number, a vector or a matrix
    if symbol is None:
        scope.declare(Symbol(name, NUM))
    if float(right.text) == 0:
        if symbol is None and relation == "!=":
            scope.options[f"compared {name}"] = "yes"
        return _give(scope, name, _BY_ZERO[relation])
    whole = symbol is not None and symbol.props & _WHOLE
    if float(right.text) == 1 and relation in {">", ">="} and not whole:
        return _above_one(scope, node, name, relation, right)
    return _guard(scope, node, relation, right)


def _above_one(scope: Scope, node: Node, name: str, relation: str, one: Node) -> tuple[str, ...] | None:
    if relation == ">" and name in _COUNTERS:
        scope.guards.append(Node("rel", (node, one), relation))  # made a whole number, it might be one
    return _give(scope, name, "above-one")


_COUNTERS = frozenset({"n", "m", "k", "N", "M", "K", "d"})
"""Letters of numbers that the last index of a sum may make whole ones."""
_OF_MATRICES = frozenset({"det", "tr", "rank", "logdet"})


def _guard(scope: Scope, left: Node, relation: str, right: Node) -> tuple[str, ...] | None:
    """Keep a condition that samples can be rejected by; equations can't be met so, but for sizes."""
    names = {name_of(part) for side in (left, right) for part in side.walk()} - {""}
    names -= {name for name in names & CONSTANTS if scope.get(name) is None}
    called = {name_of(part.args[0]) for side in (left, right) for part in side.walk() if part.head == "call"}
    if any(scope.get(name) is None for name in called):
        return None
    parts = [part for side in (left, right) for part in side.walk()]
    arrays = any(part.head in {"norm", "transpose", "powT"} or part.text in _OF_MATRICES for part in parts)
    if relation == "=" or not names or arrays or not all(_number(scope, name) for name in names):
        return None
    for name in sorted(names):
        if scope.get(name) is None and name not in scope.sizes:
            scope.declare(Symbol(name, NUM))
    scope.guards.append(Node("rel", (left, right), relation))
    return tuple(sorted(names))


def _number(scope: Scope, name: str) -> bool:
    """Tell whether a name is a number, or may be one."""
    symbol = scope.get(name)
    return name in scope.sizes or symbol is None or symbol.ty == NUM
