"""The order in which findings are told: root causes first, what only follows from them later, hints last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vault_runner.model import Finding, LineTable, Severity
from vault_runner.pipeline import Outcome

ROOTS = ("VRP000", "VRP003", "VRX001", "VRX002", "VRX003", "VRX004", "VRX102", "VRX103")
"""What keeps blocks from running, their own or other ones."""
FOLLOWING = ("VRX006", "VRX007", "VRX107")
WEIGHT: dict[Severity, int] = {"error": 0, "warning": 3, "info": 4}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding and where it stands; line and column are 0 where there is no note to count in."""

    finding: Finding
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    @classmethod
    def of(cls, finding: Finding, lines: LineTable | None) -> Told:
        """Count the lines of a finding."""
        if lines is None:
            return cls(finding)
        start, end = finding.span.start, finding.span.end
        last = max(start, end - 1)  # the last character; a span of whole lines ends on its last one
        return cls(
            finding, lines.line(start), lines.column(start), lines.line(last), lines.column(last) + (end > start)
        )


def rank(finding: Finding) -> int:
    """Return how early a finding is to be told, 0 first."""
    weight = WEIGHT[finding.severity]
    if finding.severity == "error":
        weight += 0 if finding.rule in ROOTS else 2 if finding.rule in FOLLOWING else 1
    return weight


def told(outcome: Outcome) -> Iterator[Told]:
    """Yield every finding with its place, those of the vault first, then note by note."""
    for finding in outcome.findings:
        yield Told.of(finding, None)
    for note in outcome.telling:
        if note.findings:
            lines = note.lines
            for finding in note.findings:
                yield Told.of(finding, lines)


def worst_first(outcome: Outcome) -> list[Told]:
    """Return every finding, root causes first; equally grave ones by their place."""
    return sorted(told(outcome), key=lambda one: (rank(one.finding), one.finding.path, one.line, one.column))
