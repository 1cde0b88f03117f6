r"""Arrays that depend on time: `A(t) \in \mathbb{R}^{n\times n}` declares a function, `\frac{d}{dt}A` takes it at t."""

from __future__ import annotations

from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sets import type_of_set
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Ty

_T = Node("sym", (), "t")
_DOTS = {"dot": 1, "ddot": 2}


def take_of_time(scope: Scope, left: Node, right: Node) -> str:
    r"""Declare the function of `A(t) \in \mathbb{R}^{n\times n}`; return its name, empty if it is none, or known."""
    if left.head != "call" or len(left.args) != PAIR or name_of(left.args[1]) != _T.text:
        return ""
    name, read, time = name_of(left.args[0]), type_of_set(scope, right), scope.get(_T.text)
    counted = _T.text in scope.sizes or (time is not None and (time.ty != NUM or bool(time.props)))
    if not name or counted or scope.get(name) is not None or read is None or read[1]:
        return ""
    scope.declare(Symbol(name, Ty("fun", (), (NUM, read[0])), callable=True))
    return name


def at_times(left: Node, right: Node, scope: Scope) -> tuple[Node, Node, Scope] | None:
    """Return both sides with every bare function of time taken at t, None unless something is differentiated by t."""
    nodes = [node for side in (left, right) for node in side.walk()]
    if not any(_by_time(node) for node in nodes) or any(node.text == "circ" for node in nodes):
        return None
    names = {name_of(node) for node in nodes if node.head == "sym" and _of_a_number(scope, name_of(node))}
    known = [*scope.odes, *scope.equations]
    if not names or any(name_of(part) in names for pair in known for side in pair for part in side.walk()):
        return None
    taken = _at(left, names), _at(right, names)
    if taken == (left, right):
        return None
    inner = scope.copy()
    if inner.get(_T.text) is None:
        inner.symbols[_T.text] = Symbol(_T.text, NUM)
    # How it moves may be said in an equation, or by a word such as “commute”, and no sample would meet it.
    inner.doubt("how it moves in time")
    return *taken, inner


def _of_a_number(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    if symbol is None or symbol.ty is None or symbol.body is not None or symbol.role:
        return False
    return symbol.ty.kind == "fun" and len(symbol.ty.parts) == PAIR and symbol.ty.parts[0] == NUM


def _by_time(node: Node) -> bool:
    derived = node.head == "deriv" and len(node.args) == PAIR and name_of(node.args[1]) == _T.text
    return derived or (node.head == "accent" and node.text in _DOTS)


def _at(node: Node, names: set[str]) -> Node:
    if node.head == "call":
        return node.with_args(node.args[0], *(_at(part, names) for part in node.args[1:]))
    if node.head == "sym" and node.text in names:
        return Node("call", (node, _T), "(")
    if (order := _order(node)) and name_of(node.args[0]) in names:
        inner = Node("call", (node.args[0], _T), "(")
        for _ in range(order):
            inner = Node("deriv", (inner, _T), "d")
        return inner
    return node.with_args(*(_at(part, names) for part in node.args)) if node.args else node


def _order(node: Node) -> int:
    if node.head == "prime":
        return int(node.text or 1)
    return _DOTS.get(node.text, 0) if node.head == "accent" else 0
