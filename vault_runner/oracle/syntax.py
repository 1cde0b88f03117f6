"""The tree that formulas are read into, and the failure to read one; nothing here knows types or numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

PAIR, TRIPLE = 2, 3
"""How many parts a thing has, or axes an array."""
LONGEST_FORMULA = 4000
DEEPEST = 48
MOST_TOKENS = 1500


class UnreadableError(Exception):
    """A formula that the grammar doesn't read; `code` is the reason code, `at` the offset in the formula."""

    def __init__(self, code: str, message: str, at: int = 0) -> None:
        """Keep the code and the place beside the sentence."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.at = at


@dataclass(frozen=True, slots=True)
class Node:
    """One node: `head` says what it is, `text` its name or operator, `args` its parts, `start`/`end` its place."""

    head: str
    args: tuple[Node, ...] = ()
    text: str = ""
    start: int = 0
    end: int = 0

    def __iter__(self) -> Iterator[Node]:
        """Iterate over the parts."""
        return iter(self.args)

    def walk(self) -> Iterator[Node]:
        """Iterate over this node and everything below it."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.args))

    def with_args(self, *args: Node) -> Node:
        """Return the node with other parts."""
        return replace(self, args=args)

    def __str__(self) -> str:
        """Write the tree as an S-expression, for `--explain` and for tests."""
        if not self.args:
            return self.text or self.head
        name = f"{self.head}:{self.text}" if self.text else self.head
        return f"({name} {' '.join(map(str, self.args))})"


def num(value: int) -> Node:
    """Return the node of a small integer that the grammar itself needs."""
    return Node("num", (), str(value))


def same(left: Node, right: Node) -> bool:
    """Tell whether two trees are equal but for their places."""
    return (
        left.head == right.head
        and left.text == right.text
        and len(left.args) == len(right.args)
        and all(same(a, b) for a, b in zip(left.args, right.args, strict=True))
    )


def peel(node: Node) -> Node:
    """Remove brackets around a single expression."""
    while node.head == "group" and len(node.args) == 1:
        node = node.args[0]
    return node
