"""The report for people: what is wrong, note by note, then one line that counts.

In a pipe each finding is one line that editors and scripts can read, in the order of the notes. On a terminal
the findings stand below their note, root causes first, no wider than the window.
"""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.pipeline import Outcome
from vault_runner.report.counts import counts
from vault_runner.report.findings import ALL, WITHOUT_HINTS, findings_text
from vault_runner.report.style import Style


def to_text(outcome: Outcome, style: Style, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines of the report; hints (`info`) only when `verbose`."""
    shown = ALL if verbose else WITHOUT_HINTS
    yield from findings_text(outcome.all_findings, outcome.vault, style, outcome.telling, shown=shown)
    yield from counts(outcome, style)
