"""What `check --prove` found of each shape, a line for each."""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.pipeline import Outcome
from vault_runner.report.defuse import log_line, one_line


def proofs(outcome: Outcome) -> Iterator[str]:
    """Yield what is proved of the shapes that notes state, and under which conditions."""
    for note in outcome.notes:
        for verdict in note.verdicts:
            told = dict(verdict.evidence).get("proof")
            if told:
                start = verdict.claim.span.start
                place = f"{note.path}:{note.lines.line(start)}:{note.lines.column(start)}"
                yield log_line(one_line(f"{place}: {verdict.claim.text}: {told}"))
