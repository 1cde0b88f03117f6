"""Sizes read from trees: `n`, `2n+1`, `mp`."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM


def dim_of(node: Node, scope: Scope, *, declare: bool = False) -> Dim | None:  # noqa: C901, PLR0911 - one case after another
    """Read a size from a tree, None if it is none; `declare` makes its names sizes."""
    if node.head == "num" and node.text.isdigit():
        return Dim.of(int(node.text))
    if node.head in {"sym", "sub", "sup", "prime", "accent"} and name_of(node):
        symbol = scope.get(name_of(node))
        if symbol is not None and symbol.ty is not None and symbol.ty != NUM:
            return None
        if declare:
            scope.sizes.add(name_of(node))
        return Dim.of(name_of(node))
    if node.head == "group":
        return dim_of(node.args[0], scope, declare=declare)
    parts = [dim_of(part, scope, declare=declare) for part in node.args]
    if any(part is None for part in parts) or not parts:
        return None
    known = [part for part in parts if part is not None]
    if node.head == "add":
        return sum(known[1:], known[0])
    if node.head == "neg":
        return -known[0]
    if node.head == "mul" and node.text in {"", "cdot", "times"}:
        return known[0] * known[1]
    exponent = node.args[1] if node.head == "pow" else None
    if exponent is not None and exponent.head == "num" and exponent.text.isdigit() and int(exponent.text) in {2, 3}:
        return known[0] * known[0] if exponent.text == "2" else known[0] * known[0] * known[0]
    return None
