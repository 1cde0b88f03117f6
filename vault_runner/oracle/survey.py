"""A survey of a statement before it is elaborated: which letters are indices, what is called with what."""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import PAIR, Node

_COMPOSITE = frozenset({"group", "fun", "transpose", "pow", "call", "powT"})


@dataclass(frozen=True, slots=True)
class Survey:
    """The scope with what the survey found, and the first argument of each function."""

    scope: Scope
    calls: dict[str, Node]


def survey(sides: tuple[Node, ...], scope: Scope) -> Survey:
    """Look over all sides of a statement."""
    found = scope.copy()
    nodes = [node for side in sides for node in side.walk()]
    letters = _index_letters(nodes)
    for letter in letters:
        found.options[f"index {letter}"] = "yes"
    for node in nodes:
        if node.head == "sub" and name_of(node.args[0]) and _all_indices(node.args[1:], letters):
            found.options[f"indices of {name_of(node.args[0])}"] = str(len(node.args) - 1)
    calls: dict[str, Node] = {}
    for node in nodes:
        if node.head == "call" and len(node.args) == PAIR and node.args[1].head != "slot":
            calls.setdefault(name_of(node.args[0]), node.args[1])
    return Survey(found, calls)


def _index_letters(nodes: list[Node]) -> set[str]:
    letters: set[str] = set()
    for node in nodes:
        if node.head == "big" and node.args[0].head != "none":
            for part in node.args[0].walk():
                if part.head == "sym":
                    letters.add(part.text)
        if node.head == "opt" and node.args[0].head == "sym":
            letters.add(node.args[0].text)
        if node.head == "sub" and (node.args[0].head in _COMPOSITE or len(node.args) > 2):  # noqa: PLR2004 - two indices
            letters.update(part.text for part in node.args[1:] if part.head == "sym" and len(part.text) == 1)
    return letters


def _all_indices(indices: tuple[Node, ...], letters: set[str]) -> bool:
    """Tell whether every index is an index letter, shifted or not."""
    for index in indices:
        names = {part.text for part in index.walk() if part.head == "sym"}
        if not names or not names <= letters:
            return False
    return True
