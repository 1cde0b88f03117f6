"""Trees of members of sequences: indices computed, numbers written, what a start at zero makes vanish left out."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.syntax import PAIR, Node


def whole_number(node: Node) -> int | None:
    """Compute an index of whole numbers."""
    if node.head == "num" and node.text.isdigit():
        return int(node.text)
    if node.head == "group" and len(node.args) == 1:
        return whole_number(node.args[0])
    parts = [whole_number(part) for part in node.args]
    known = [part for part in parts if part is not None]
    if not parts or len(known) != len(parts):
        return None
    if node.head == "neg":
        return -known[0]
    if node.head == "add":
        return sum(known)
    return known[0] * known[1] if node.head == "mul" and len(known) == PAIR else None


def without_zeros(node: Node) -> Node:
    """Leave out what a start at zero makes vanish: the zero of `m_0 = 0` is one of vectors where the members are."""
    if node.head == "mul" and node.text in {"", "cdot", "times"} and any(map(is_zero, node.args)):
        return Node("num", (), "0", node.start, node.end)
    if node.head != "add" or not any(map(is_zero, node.args)):
        return node
    left = tuple(part for part in node.args if not is_zero(part))
    if not left:
        return Node("num", (), "0", node.start, node.end)
    return left[0] if len(left) == 1 else replace(node, args=left)


def is_zero(node: Node) -> bool:
    """Tell whether a tree is the number zero, in brackets or not."""
    inner = node.args[0] if node.head in {"group", "neg"} and len(node.args) == 1 else node
    return inner.head == "num" and inner.text == "0" if inner is node else is_zero(inner)


def number(value: int) -> Node:
    """Write a whole number as a tree."""
    return Node("num", (), str(value)) if value >= 0 else Node("neg", (Node("num", (), str(-value)),))


def size(node: Node) -> int:
    """Count the parts of a tree."""
    return sum(1 for _ in node.walk())
