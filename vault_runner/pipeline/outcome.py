"""What a command found out, note by note, and the exit code that it amounts to.

A note's outcome stands on one of two grounds: it was judged just now (`Judged`), or an earlier command judged it
and nothing that it depends on has changed since (see `remembered`). Reports ask for `path`, `findings`, `lines`,
`blocks`, `verdicts` and `remarks`, which both have at hand; `note`, `plan`, `runs` and `proposal` make a remembered
one read and judge its note anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from vault_runner.model import (
        Finding,
        LineTable,
        Note,
        NotePlan,
        Proposal,
        Remark,
        Result,
        SessionRun,
        Verdict,
    )
    from vault_runner.pipeline.rulings.silencing import Silenced

OK, WRONG, UNABLE, UNRUN = 0, 1, 2, 3
Tally: TypeAlias = Mapping[str, int]
"""Counts by what is counted.

`block STATUS` and `claim STATUS` count the blocks and claims of that status, `on purpose STATUS` the blocks that are
left wrong with a reason; `planned` counts the blocks that were to run, `ran` those that ran just now, `fresh` the
results of this command and `cached` those of earlier ones, `left` the blocks that were not to run though the author
asked for it, `alive` the blocks that ever ran, those of other notes that come first included; `missing PACKAGE` is 1
for a note that needs a package.
"""


class BlockOutcome(Struct, frozen=True):
    """What became of one python block."""

    id: str
    label: str
    line: int
    status: str
    mode: str
    seconds: float
    device: str
    cached: bool
    because: str
    expect: str
    """Why it is wrong on purpose; empty if it is meant to be right."""
    planned: bool
    """Whether it was to run; one that is skipped was not."""
    ended: bool
    """Whether there is a result of it, if only that it could not run."""
    tagged: bool
    """Whether the author asked for it to run; always so for one that was to run."""
    first_line: str = ""
    """Its first line of code that is no import, by which people know it that has no label."""


class Ground(Protocol):
    """What an outcome stands on."""

    @property
    def note(self) -> Note:
        """The note."""

    @property
    def plan(self) -> NotePlan:
        """What was to run of it."""

    @property
    def runs(self) -> tuple[SessionRun, ...]:
        """The runs of its sessions."""

    @property
    def proposal(self) -> Proposal:
        """What would be written."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each claim of the note, in the order of the claims."""

    @property
    def lines(self) -> LineTable:
        """Where its lines start."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the author says about findings."""

    @property
    def blocks(self) -> tuple[BlockOutcome, ...]:
        """What became of its python blocks, in the order of their lines."""

    @property
    def tally(self) -> Tally:
        """The counts of this note."""


class NoteOutcome(Struct, frozen=True):
    """All that is known of one note at the end of the path."""

    path: str
    findings: tuple[Finding, ...]
    ground: Ground

    @property
    def note(self) -> Note:
        """The note."""
        return self.ground.note

    @property
    def plan(self) -> NotePlan:
        """What was to run of it."""
        return self.ground.plan

    @property
    def runs(self) -> tuple[SessionRun, ...]:
        """The runs of its sessions."""
        return self.ground.runs

    @property
    def proposal(self) -> Proposal:
        """What would be written."""
        return self.ground.proposal

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each claim of the note, in the order of the claims."""
        return self.ground.verdicts

    @property
    def lines(self) -> LineTable:
        """Where its lines start, to tell the places of findings and claims."""
        return self.ground.lines

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the author says about findings."""
        return self.ground.remarks

    @property
    def blocks(self) -> tuple[BlockOutcome, ...]:
        """What became of its python blocks, in the order of their lines."""
        return self.ground.blocks

    @property
    def tally(self) -> Tally:
        """The counts of this note."""
        return self.ground.tally

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of the note's own blocks, in the order of its sessions."""
        return tuple(result for run in self.runs for result in run.results if result.path == self.path)


class Outcome(Struct, frozen=True, dict=True):
    """All that a command found out about a vault."""

    vault: Path
    notes: Sequence[NoteOutcome]
    """In the order of their paths. Of a large vault that is remembered, only what is looked at is ever made."""
    plain: int
    """Notes that hold neither code nor mathematics."""
    findings: tuple[Finding, ...]
    """What belongs to no note that could be parsed: unreadable files, missing packages."""
    unapproved: int = 0
    """Blocks left unrun because nobody approved of running them."""
    interrupted: bool = False
    lacking: tuple[str, str] = ("", "")
    """Why there are no walls to run unapproved code behind, and what mends that; empty if that is not what is wrong."""
    unapproved_notes: tuple[str, ...] = ()
    """The notes whose blocks were left unrun for want of approval."""
    silenced: tuple[Silenced, ...] = ()
    """What is not told, since a note ignores it or the baseline holds it."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, those of the vault first, then note by note."""
        return (*self.findings, *(finding for note in self.telling for finding in note.findings))

    @property
    def telling(self) -> Iterator[NoteOutcome]:
        """The notes that have findings or remarks; of a large vault that is remembered, no others are made."""
        notes = self.notes
        telling: Sequence[NoteOutcome] = getattr(notes, "telling", notes)
        return iter(telling)

    @cached_property
    def tally(self) -> Tally:
        """The counts of all notes together."""
        counted: Tally | None = getattr(self.notes, "tally", None)
        if counted is not None:
            return counted
        total: Counter[str] = Counter()
        for note in self.notes:
            total.update(note.tally)
        return total


def exit_code(outcome: Outcome, *, strict: bool = False) -> int:
    """Return 0 if nothing is wrong, 1 if something is, 3 if code was left unrun for want of approval."""
    failing = {"error", "warning"} if strict else {"error"}
    if any(finding.severity in failing for finding in outcome.all_findings):
        return WRONG
    return UNRUN if outcome.unapproved else OK
