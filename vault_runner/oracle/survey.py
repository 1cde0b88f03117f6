"""A survey of a statement before it is elaborated: which letters are indices, what is called with what."""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import PAIR, Node, peel

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
    for name in sorted({name for node in nodes for name in _matrices(node)}):
        if found.get(name) is None and name not in found.sizes:
            found.options[f"forced {name}"] = "mat"
    for name in _factors(nodes):
        found.options[f"factor {name}"] = "yes"
    calls: dict[str, Node] = {}
    for node in nodes:
        if node.head == "call" and len(node.args) == PAIR and node.args[1].head != "slot":
            calls.setdefault(name_of(node.args[0]), node.args[1])
    return Survey(found, calls)


_SCALARS = frozenset({"eta", "alpha", "beta", "lambda", "tau", "epsilon", "varepsilon", "delta", "rho", "kappa"})
"""Letters that nobody gives to functions; `f(x + y) = fx + fy` may speak of a linear one."""


def _factors(nodes: list[Node]) -> set[str]:
    r"""Return the names before brackets that are factors: `\eta` of `\eta(u + v) - \eta\lambda u`.

    Each of their brackets holds a sum, and elsewhere they multiply something that is no function: `fg` keeps f one.
    """
    calls = [node for node in nodes if node.head == "call" and len(node.args) == PAIR]
    called = {name_of(node.args[0]) for node in nodes if node.head == "call"}
    plain = {name_of(node.args[0]) for node in calls if peel(node.args[1]).head != "add"}
    beside = set[str]()
    for node in (node for node in nodes if node.head == "mul" and node.text in {"", "cdot"} and len(node.args) == PAIR):
        for one, other in (node.args, node.args[::-1]):
            inner = {part.text for part in other.walk() if part.head == "sym"}
            if one.head == "sym" and not inner & ({one.text} if other.head == "nabla" else called):
                beside.add(one.text)
    return (called & beside & _SCALARS) - plain


_OF_MATRICES = frozenset({"det", "tr", "rank", "adj", "logdet", "nullity"})


def _matrices(node: Node) -> list[str]:
    """Return the names that can only be matrices: the argument of a determinant, or a term of a sum in it."""
    if node.head != "fun" or node.text not in _OF_MATRICES or len(node.args) != 1:
        return []
    names, pending = [], [node.args[0]]
    while pending:
        part = peel(pending.pop())
        if part.head in {"add", "neg", "transpose", "powT"}:
            pending += part.args[:1] if part.head in {"transpose", "powT"} else part.args
        elif part.head in {"sym", "accent"} and name_of(part):
            names.append(name_of(part))
    return [name for name in names if name not in _CONSTANTS]


_CONSTANTS = frozenset({"I", "mathbf:I", "mathbb:I", "mathbf:1", "mathbf:0"})


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
