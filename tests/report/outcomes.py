"""Outcomes made by hand, for reports: nothing runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vault_runner.model import (
    Claim,
    Finding,
    LineTable,
    Note,
    NotePlan,
    Proposal,
    Remark,
    SessionRun,
    Severity,
    Span,
    Verdict,
    VerdictStatus,
)
from vault_runner.parse import parse
from vault_runner.pipeline import BlockOutcome, NoteOutcome, Outcome, Tally
from vault_runner.pipeline.rulings.silencing import Silenced

TEXT = "# A note\n\n```python run\nx = 1  # (3, 2)\n```\n\n```python run\n1 / 0\n```\n"


@dataclass(frozen=True)
class Ground:
    """What an outcome stands on, without a run."""

    note: Note
    blocks: tuple[BlockOutcome, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    runs: tuple[SessionRun, ...] = ()
    tally: Tally = field(default_factory=dict)

    @property
    def plan(self) -> NotePlan:
        """Nothing was planned."""
        return NotePlan(self.note, (), (), ())

    @property
    def proposal(self) -> Proposal:
        """Nothing would be written."""
        return Proposal(self.note.path, self.note.digest, (), (), ())

    @property
    def lines(self) -> LineTable:
        """The note's."""
        return self.note.lines

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The note's."""
        return self.note.remarks


def block(line: int, status: str = "ok", *, label: str = "", because: str = "") -> BlockOutcome:
    """Return a block that ended in some way."""
    return BlockOutcome(
        id=label or f"id{line}",
        label=label,
        line=line,
        status=status,
        mode="real",
        seconds=0.25,
        device="cpu",
        cached=False,
        because=because,
        expect="",
        planned=status != "skipped",
        ended=status not in {"skipped", "not-run"},
        tagged=True,
    )


def finding(
    message: str,
    *,
    path: str = "note.md",
    start: int = 10,
    end: int = 0,
    rule: str = "VRX001",
    severity: Severity = "error",
    remedy: str = "",
) -> Finding:
    """Return a finding."""
    return Finding(path, Span(start, max(start, end)), rule, severity, message, remedy)


def verdict(note: Note, status: VerdictStatus, reason: str = "") -> Verdict:
    """Return a verdict on the first claim of a note."""
    claim: Claim = note.claims[0]
    return Verdict(claim, status, reason, claim.text, "(3, 4)")


def note_outcome(
    findings: Sequence[Finding] = (),
    *,
    path: str = "note.md",
    text: str = TEXT,
    blocks: Sequence[BlockOutcome] = (),
    verdicts: Sequence[Verdict] = (),
) -> NoteOutcome:
    """Return the outcome of one note."""
    note = parse(text, path)
    return NoteOutcome(path, tuple(findings), Ground(note, tuple(blocks), tuple(verdicts)))


def outcome(
    *notes: NoteOutcome, findings: Sequence[Finding] = (), silenced: Sequence[Silenced] = (), vault: Path | None = None
) -> Outcome:
    """Return the outcome of a vault that need not be there."""
    root = vault or Path("/nowhere/vault")
    return Outcome(vault=root, notes=notes, plain=0, findings=tuple(findings), silenced=tuple(silenced))
