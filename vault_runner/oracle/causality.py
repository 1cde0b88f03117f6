"""Whether a set of recurrences can be run: no quantity may need itself at the same step."""

from __future__ import annotations

from dataclasses import dataclass, field

from vault_runner.oracle.scope import name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node

_STEPS = frozenset({"t", "k", "n", "i", "j", "s"})


@dataclass(slots=True)
class Causality:
    """What each quantity needs at its own step, over all recurrences of a scope."""

    needs: dict[str, set[str]] = field(default_factory=dict)
    lagged: set[str] = field(default_factory=set)
    """Quantities that are given from another step; without one, a set of equations has no order in time."""
    letter: str = "t"
    """The index that the last equation writes for its step."""

    def add(self, statement: Statement) -> list[str]:
        """Take in one equation; return the cycle that it closes, empty if it closes none.

        An assignment may use what it overwrites. Terms of a sum over the step's letter stand for other steps.
        """
        if statement.relations[:1] != ("=",):
            return []
        left = stepped(statement.members[0])
        if left is None:
            return []
        base, offset, self.letter = left
        used = uses(statement.members[1], self.letter)
        self.needs.setdefault(base, set()).update(other for other, lag in used if lag == offset and other != base)
        if any(lag != offset for _, lag in used):
            self.lagged.add(base)
        found = [base, base] if (base, offset) in used else self._cycle(base)
        return found if self.lagged & set(found) else []

    def _cycle(self, base: str) -> list[str]:
        pending = [(base, [base])]
        seen: set[str] = set()
        while pending:
            here, path = pending.pop()
            for other in sorted(self.needs.get(here, ())):
                if other == base:
                    return [*path, base]
                if other not in seen:
                    seen.add(other)
                    pending.append((other, [*path, other]))
        return []


def stepped(node: Node) -> tuple[str, int, str] | None:
    """Read `x_{t-1}` as (x, -1, t); None for what carries no step."""
    if node.head != "sub" or len(node.args) != PAIR:
        return None
    base, index = name_of(node.args[0]), node.args[1]
    if not base:
        return None
    if index.head == "sym" and index.text in _STEPS:
        return base, 0, index.text
    if index.head == "add" and len(index.args) == PAIR and index.args[0].head == "sym" and index.args[0].text in _STEPS:
        shift = index.args[1]
        number = shift.args[0] if shift.head == "neg" else shift
        if number.head == "num" and number.text.isdigit():
            return base, -int(number.text) if shift.head == "neg" else int(number.text), index.args[0].text
    return None


def uses(node: Node, letter: str) -> list[tuple[str, int]]:
    """List the quantities that an expression uses at a letter's steps, each with its step."""
    found = [one[:2] for part in node.walk() if (one := stepped(part)) is not None and one[2] == letter]
    return list(dict.fromkeys(found))
