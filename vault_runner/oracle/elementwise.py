"""“Element-wise” said behind a definition, `h = tanh(Wx + b)` (element-wise): it tells how h comes about."""

from __future__ import annotations

from vault_runner.oracle.arrays import SCALAR
from vault_runner.oracle.roles import FUNCTIONS
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import PAIR, Node, peel

_OTHERWISE = ("operations act element by element", "a product has another meaning")


def is_value(scope: Scope, name: str) -> bool:
    """Tell whether a name stands for what its definition computes, and for no function."""
    symbol = scope.get(name)
    return symbol is not None and symbol.body is not None and not symbol.callable and not symbol.params


def take_elementwise(scope: Scope, name: str) -> None:
    """Take “element-wise” for the function or product that the definition ends with; else leave its products open."""
    symbol = scope.get(name)
    body = peel(symbol.body) if symbol is not None and symbol.body is not None else Node("none")
    if _is_anyway(body):
        return
    function = name_of(body.args[0]) if body.head == "call" and len(body.args) == PAIR else ""
    known = scope.get(function)
    if function and (known is None or known.callable or known.role in FUNCTIONS):
        scope.add_props(function, frozenset({"elementwise"}))
        return
    scope.options.update({f"convention {message}": "yes" for message in _OTHERWISE})


def _is_anyway(body: Node) -> bool:
    """Tell whether what is computed last goes element by element however it is said."""
    if body.head == "mul":
        return body.text in {"odot", "oslash"}
    return body.head == "fun" and body.text in SCALAR
