"""Rules of calculus between functions themselves, `(fg)' = f'g + fg'`: read as what they say at every point."""

from __future__ import annotations

from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.stated_products import operator_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM

POINT = "at a point"
_WHOLE = frozenset({"group", "mul", "div", "add", "pow", "neg", "frac"})


def at_points(left: Node, right: Node, scope: Scope) -> tuple[Node, Node, Scope] | None:
    """Return both sides at one point, None unless an expression of bare functions is primed."""
    nodes = [node for side in (left, right) for node in side.walk()]
    primed = [node for node in nodes if node.head == "prime" and peel(node.args[0]).head in _WHOLE]
    ringed = operator_of(scope, "circ") != "circ" and any(node.text == "circ" for node in nodes)
    if ringed or not primed or any(node.head in {"call", "deriv", "nabla"} for node in nodes):
        return None
    names = {name_of(part) for node in primed for part in node.args[0].walk() if part.head == "sym"}
    names |= {name_of(node.args[0]) for node in nodes if node.head == "prime" and node.args[0].head == "sym"}
    functions = {name for name in names if name and _function(scope, name)}
    if not functions:
        return None
    inner = scope.copy()
    for name in functions:
        inner.options[f"value of {name}"] = "num"
    inner.symbols[POINT] = Symbol(POINT, NUM)
    inner.options["constants"] = "allowed"
    point = Node("sym", (), POINT)
    return _at(left, functions, point), _at(right, functions, point), inner


def _function(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    if symbol is None:
        return name not in scope.sizes
    if symbol.ty is None:
        return symbol.callable and symbol.body is None and not symbol.role
    return symbol.ty.kind == "fun" and symbol.ty.parts == (NUM, NUM)


def _at(node: Node, functions: set[str], point: Node) -> Node:
    if node.head == "sym" and node.text in functions:
        return Node("call", (node, point), "(")
    if node.head == "mul" and node.text == "circ" and len(node.args) == PAIR:
        outer, inner = node.args
        return _applied(outer, _at(inner, functions, point), functions)
    if node.head == "prime":
        if node.args[0].head == "sym" and node.args[0].text in functions:
            return Node("call", (node, point), "(")
        inner = _at(node.args[0], functions, point)
        for _ in range(int(node.text or 1)):
            inner = Node("deriv", (inner, point), "d")
        return inner
    return node.with_args(*(_at(part, functions, point) for part in node.args)) if node.args else node


def _applied(outer: Node, inner: Node, functions: set[str]) -> Node:
    """Apply what stands before a ring to a value; what is no function there stays as it is."""
    bare = peel(outer)
    if bare.head == "prime" or (bare.head == "sym" and bare.text in functions):
        return Node("call", (bare, inner), "(")
    return Node("mul", (outer, inner), "circ")
