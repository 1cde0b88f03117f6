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

    def add(self, statement: Statement) -> list[str]:
        """Take in one equation; return the cycle that it closes, empty if it closes none."""
        if statement.relations[:1] not in {("=",), (":=",)}:
            return []
        left = stepped(statement.members[0])
        if left is None:
            return []
        base, offset = left
        now = {other for other, lag in uses(statement.members[1]) if lag == offset and other != base}
        self.needs.setdefault(base, set()).update(now)
        if any(other == base and lag == offset for other, lag in uses(statement.members[1])):
            return [base, base]
        return self._cycle(base)

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


def stepped(node: Node) -> tuple[str, int] | None:
    """Read `x_{t-1}` as (x, -1); None for what carries no step."""
    if node.head != "sub" or len(node.args) != PAIR:
        return None
    base, index = name_of(node.args[0]), node.args[1]
    if not base:
        return None
    if index.head == "sym" and index.text in _STEPS:
        return base, 0
    if index.head == "add" and len(index.args) == PAIR and index.args[0].head == "sym" and index.args[0].text in _STEPS:
        shift = index.args[1]
        number = shift.args[0] if shift.head == "neg" else shift
        if number.head == "num" and number.text.isdigit():
            return base, -int(number.text) if shift.head == "neg" else int(number.text)
    return None


def uses(node: Node) -> list[tuple[str, int]]:
    """List the quantities that an expression uses, each with its step."""
    return [found for part in node.walk() if (found := stepped(part)) is not None]
