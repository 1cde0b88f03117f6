r"""Derivatives by name of a function that the note gives by a formula: `J_f(x, y)`, `\nabla f(x, y)`, `H_f`, `f_{xy}`.

What a formula determines is never defined anew, so `J_f(x, y) = …` below `f(x, y) = (x^2y, x + \sin y)` is a claim.
Where a list of entries is claimed, one for each argument, the arguments are numbers.
"""

from __future__ import annotations

from vault_runner.oracle.judge import judge
from vault_runner.oracle.own_notations import substituted
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.verdicts import Answer

_JACOBIANS = frozenset({"J", "mathbf:J"})
_HESSIANS = frozenset({"H", "mathbf:H"})
_ARRAYS = frozenset({"transpose", "powT", "norm", "inner", "matrix", "tuple"})
_AGAINST = frozenset({"refuted", "doubted"})
_HIGHEST = 3
"""So many letters of arguments an index may have, as in `f_{xxy}`."""


def named_derivatives(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge an equation whose left side names a derivative of a function that a formula gives; None if none does."""
    if statement.relations not in {("=",), ("===",)}:
        return None
    left, right = statement.members
    partial = _partial(left, scope)
    if partial is not None:
        return [judge(partial, "=", right, with_constants(scope), seed)]
    call = _differentiated(left)
    symbol = scope.get(name_of(call.args[0])) if call is not None else None
    if call is None or symbol is None or not given_by_formula(symbol):
        return None
    if len(symbol.params) == 1:
        return _of_one_argument(left, call, right, scope, seed)
    return _by_entries(left, call, symbol, right, scope, seed)


def _of_one_argument(left: Node, call: Node, right: Node, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `H_f(x)` as second derivatives, and `J_f(x)` with the other layout in mind."""
    if left.head == "nabla":
        return None
    if name_of(left.args[0].args[0]) in _HESSIANS:
        return [judge(Node("nabla", (call, Node("none")), "2"), "=", right, scope, seed)]
    answer = judge(left, "=", right, scope, seed)
    if answer.verdict == "refuted" and answer.code == "shape" and not scope.options.get("layout"):
        answer.verdict, answer.code = "doubted", "layout"
    return [answer]


def _by_entries(left: Node, call: Node, symbol: Symbol, right: Node, scope: Scope, seed: int) -> list[Answer] | None:
    """Compare every entry of a gradient, a Jacobian or a Hessian with a derivative of the formula."""
    names = tuple(map(name_of, call.args[1:]))
    if (
        len(names) != len(symbol.params)
        or len(set(names)) < len(names)
        or not all(_number(scope, one) for one in names)
    ):
        return None
    arguments = dict(zip(symbol.params, call.args[1:], strict=True))
    values = [substituted(part, arguments) for part in values_of(symbol.body)]
    if any(part.head in _ARRAYS for value in values for part in value.walk()):
        return None
    whole = _entries(left, values, call.args[1:])
    right = _standing(right)
    inner = with_constants(scope)
    for name in names:
        inner.symbols[name] = scope.get(name) or Symbol(name, NUM)
    if whole is None or _shape(right) is None:
        return None
    turned = Node("matrix", tuple(Node("row", cells) for cells in zip(*(row.args for row in whole.args), strict=True)))
    if left.head == "nabla" and _shape(right) == _shape(turned):
        return [judge(turned, "=", right, inner, seed)]
    answer = judge(whole, "=", right, inner, seed)
    if answer.verdict in _AGAINST and judge(turned, "=", right, inner, seed).verdict.startswith("verified"):
        return [Answer("doubted", "layout", "it holds in the other layout of derivatives")]
    if _shape(right) != _shape(whole) and answer.verdict == "refuted":
        answer.verdict = "doubted"
    return [answer]


def _partial(node: Node, scope: Scope) -> Node | None:
    """Read `f_{xy}(x, y)` as derivatives by the arguments that the index names."""
    base = node.args[0] if node.head == "call" else node
    if base.head != "sub" or node.head != "call" or scope.get(name_of(base)) is not None:
        return None
    symbol = scope.get(name_of(base.args[0]))
    letters = list(base.args[1:])
    letters = (
        list(letters[0].args) if len(letters) == 1 and letters[0].head == "mul" and not letters[0].text else letters
    )
    if symbol is None or not given_by_formula(symbol) or len(symbol.params) < PAIR or len(letters) > _HIGHEST:
        return None
    if tuple(map(name_of, node.args[1:])) != symbol.params or not {name_of(one) for one in letters} <= {*symbol.params}:
        return None
    if not _all_numbers(scope, symbol.params, declared=True):
        return None
    return Node("deriv", (Node("call", (base.args[0], *node.args[1:]), "("), *reversed(letters)), "partial")


def _differentiated(node: Node) -> Node | None:
    r"""Return `f(x, y)` for `\nabla f(x, y)`, `\nabla^2 f(x, y)`, `J_f(x, y)` and `H_f(x, y)`."""
    if node.head == "nabla" and node.text in {"", "2"} and node.args[1].head == "none":
        inner = node.args[0]
        return inner if inner.head == "call" and name_of(inner.args[0]) else None
    if node.head != "call" or node.args[0].head != "sub" or len(node.args[0].args) != PAIR:
        return None
    sign, function = node.args[0].args
    known = name_of(sign) in _JACOBIANS | _HESSIANS
    return Node("call", (function, *node.args[1:]), "(") if known and name_of(function) else None


def _number(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    return bool(name) and (symbol is None or (symbol.ty == NUM and symbol.body is None and not symbol.random))


def given_by_formula(symbol: Symbol | None) -> bool:
    """Tell whether a note writes out what a function makes of its arguments."""
    return symbol is not None and bool(symbol.params) and symbol.body is not None


def _all_numbers(scope: Scope, names: tuple[str, ...], *, declared: bool) -> bool:
    """Tell whether names are numbers; where nothing declares them, the words must speak of no arrays."""
    free = [name for name in names if scope.get(name) is None]
    if free and (declared or any(kind != "num" for kind, _ in scope.phrases)):
        return False
    return len(set(names)) == len(names) and all(_number(scope, name) for name in names)


def are_numbers(scope: Scope, names: tuple[str, ...]) -> bool:
    """Tell whether names are different numbers, or may be: nothing declares them as something else."""
    return len(set(names)) == len(names) and all(_number(scope, name) for name in names)


def with_constants(scope: Scope) -> Scope:
    """Allow derivatives of what doesn't depend on the variable: entries of a Jacobian may vanish."""
    inner = scope.copy()
    inner.options["constants"] = "allowed"
    return inner


def values_of(body: Node | None) -> list[Node]:
    """Return what a function gives: the parts of its list, or its one value."""
    inner = peel(body) if body is not None else Node("none")
    inner = peel(_standing(inner))
    if inner.head == "tuple":
        return list(inner.args)
    if inner.head == "matrix" and all(len(row.args) == 1 for row in inner.args):
        return [row.args[0] for row in inner.args]
    return [inner]


def _entries(left: Node, values: list[Node], variables: tuple[Node, ...]) -> Node | None:
    """Write a gradient as a column, a Jacobian with a row for each value, a Hessian with one for each argument."""
    second = left.text == "2" if left.head == "nabla" else name_of(left.args[0].args[0]) in _HESSIANS
    if left.head == "nabla" or second:
        if len(values) != 1:
            return None
        slopes = [Node("deriv", (values[0], by), "partial") for by in variables]
        rows = [
            tuple(Node("deriv", (values[0], by, other), "partial") for other in variables) if second else (slope,)
            for by, slope in zip(variables, slopes, strict=True)
        ]
    else:
        rows = [tuple(Node("deriv", (value, by), "partial") for by in variables) for value in values]
    return Node("matrix", tuple(Node("row", row) for row in rows))


def _standing(node: Node) -> Node:
    r"""Return `(a, b)` for `(a, b)^\top`: a list in a line is a column either way."""
    inner = peel(node)
    listed = peel(inner.args[0]) if inner.head in {"transpose", "powT"} else inner
    return listed if listed.head == "tuple" else node


def _shape(node: Node) -> tuple[int, int] | None:
    """Return how many rows and columns of entries are written out; a list is a column."""
    inner = peel(node)
    if inner.head in {"transpose", "powT"}:
        return (_shape(inner.args[0]) or (0, 0))[::-1]
    if inner.head == "tuple":
        return len(inner.args), 1
    widths = {len(row.args) for row in inner.args} if inner.head == "matrix" else set[int]()
    return (len(inner.args), widths.pop()) if len(widths) == 1 else None
