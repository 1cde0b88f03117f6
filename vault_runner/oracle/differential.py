"""Which equations are differential ones: they hold dots, primes of unknown names, or `d` by a variable."""

from __future__ import annotations

from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node

DOTS = {"dot": 1, "ddot": 2, "dddot": 3}
"""The order of a derivative by time that dots stand for."""


def differential(left: Node, right: Node, known: set[str]) -> bool:
    """Tell whether an equation speaks of derivatives; the primes of a known function are none by time."""
    for part in (node for side in (left, right) for node in side.walk()):
        inner = name_of(part.args[0]) if part.args else ""
        if part.head == "accent" and part.text in DOTS and inner:
            return True
        if part.head == "deriv" and part.text == "d" and (inner or part.args[0].head == "call"):
            return True
        if part.head == "call" and part.args[0].head == "prime" and name_of(part.args[0].args[0]) not in known:
            return True
        if part.head == "prime" and part.text not in {"", "1"} and inner and inner not in known:
            return True
    return False
