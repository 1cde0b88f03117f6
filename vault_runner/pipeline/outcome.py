"""What a command found out, note by note, and the exit code that it amounts to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vault_runner.model import Finding, Note, NotePlan, Proposal, Result, SessionRun, Verdict

OK, WRONG, UNABLE, UNRUN = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class NoteOutcome:
    """All that is known of one note at the end of the path."""

    note: Note
    plan: NotePlan
    runs: tuple[SessionRun, ...]
    proposal: Proposal
    verdicts: tuple[Verdict, ...]
    """One for each claim of the note, in the order of the claims."""
    findings: tuple[Finding, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of the note's own blocks, in the order of its sessions."""
        return tuple(result for run in self.runs for result in run.results if result.path == self.note.path)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a command found out about a vault."""

    vault: Path
    notes: tuple[NoteOutcome, ...]
    plain: int
    """Notes that hold neither code nor mathematics."""
    findings: tuple[Finding, ...]
    """What belongs to no note that could be parsed: unreadable files, missing packages."""
    unapproved: int = 0
    """Blocks left unrun because nobody approved of running them."""
    interrupted: bool = False

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, those of the vault first, then note by note."""
        return (*self.findings, *(finding for note in self.notes for finding in note.findings))


def exit_code(outcome: Outcome, *, strict: bool = False) -> int:
    """Return 0 if nothing is wrong, 1 if something is, 3 if code was left unrun for want of approval."""
    failing = {"error", "warning"} if strict else {"error"}
    if any(finding.severity in failing for finding in outcome.all_findings):
        return WRONG
    return UNRUN if outcome.unapproved else OK
