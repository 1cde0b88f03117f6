"""The warm engines of a watched vault: some notes after the other are judged, and nothing is started twice.

This is the one place where watching meets running: approved sessions stand between their runs, and an edit runs again
from the snapshot above it. Nothing else knows how a note is run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Final, Self

from msgspec import structs

from vault_runner.errors import NoteError
from vault_runner.model import Finding, NotePlan, Plan, Proposal, Step
from vault_runner.pipeline.concluding import conclude
from vault_runner.pipeline.judged import Judged
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.memory.detail import detail_from
from vault_runner.pipeline.memory.known import Memory
from vault_runner.pipeline.memory.learning import Learner, Seen
from vault_runner.pipeline.memory.remembered import Shelf
from vault_runner.pipeline.memory.witness import Witness
from vault_runner.pipeline.outcome import BlockOutcome, NoteOutcome
from vault_runner.pipeline.reading import read_note
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.rulings.policy import Policy, govern
from vault_runner.pipeline.running import Workshop
from vault_runner.pipeline.vaults import Vault
from vault_runner.watch.times import Forecast, Times, Waiting

WORN: Final = 5000
"""Notes after which the engines are started anew, so that nothing they keep can grow for ever."""
WRONG: Final = frozenset(("failed", "timed-out", "crashed"))
OUTDATED: Final = frozenset(("VRO001", "VRO002"))
"""Findings that say what is about to be written, or waits for an explicit run."""
Narrow = Callable[[Plan, Workshop], Plan]
Early = Callable[[Sequence[NoteOutcome]], None]


@dataclass(frozen=True, slots=True)
class Round:
    """What became of some notes that were judged together."""

    outcomes: tuple[NoteOutcome, ...]
    """With the proposals that are to be written, and without findings that these settle."""
    waiting: dict[str, list[Waiting]]
    """Blocks that take too long to run by themselves, note by note."""
    witnesses: dict[str, Witness]
    findings: tuple[Finding, ...] = ()
    """Of notes that could not be read."""
    unkept: frozenset[str] = frozenset()
    """Of notes that were to be judged by what is kept: those of which not all is."""
    interrupted: bool = False

    @property
    def ran(self) -> list[str]:
        """The notes whose code ran just now."""
        return [outcome.path for outcome in self.outcomes if outcome.tally.get("ran")]


@dataclass(slots=True)
class Kept:
    """Leaves of a plan what need not run, since its results are kept."""

    lacking: set[str] = field(default_factory=set)

    def narrow(self, plan: Plan, workshop: Workshop) -> Plan:
        """Take out every session that would run."""
        return Plan(tuple(self._of_note(note, workshop) for note in plan.notes), plan.findings)

    def _of_note(self, note: NotePlan, workshop: Workshop) -> NotePlan:
        kept = tuple(
            session
            for session in note.sessions
            if workshop.is_approved(session) and workshop.store.lookup(session, workshop.stamp(session))
        )
        if len(kept) < len(note.sessions):
            self.lacking.add(note.note.path)
        return replace(note, sessions=kept)


class Studio:
    """Judges the notes of one vault, as often as they change."""

    def __init__(self, vault: Vault, request: Request, *, slow: bool = False) -> None:
        """Start nothing yet; the index of earlier commands is opened."""
        self.vault = vault
        self.memory = Memory(vault, request)
        self.times = Times(self._recalled)
        self._request = request
        self._slow = slow
        self._narrow: Narrow | None = None
        self._early: Early | None = None
        self._fresh = False
        self._judged = 0
        self._judging = self._engines()

    def __enter__(self) -> Self:
        """Return the studio."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the engines."""
        with suppress(OSError):
            self._judging.__exit__(kind, error, trace)
        self.memory.index.close()

    def renew(self) -> None:
        """Start over with other engines: something changed that they have looked at once and for all."""
        self._judging.__exit__(None, None, None)
        self._judging = self._engines()
        self._judged = 0

    def let_go(self, note: str) -> None:
        """Forget a note that is gone, and end what stands of it."""
        self.times.forget(note)
        self._judging.let_go(note)

    def look_ahead(self, names: Collection[str]) -> None:
        """Read and plan notes that will most likely be judged next, as they are now; one that can't be read waits."""
        with suppress(NoteError):
            self._judging.look_ahead([read_note(self.vault, name) for name in sorted(names)])

    def rounds(self, names: Collection[str], early: Early, *, fresh: bool = False) -> Iterator[Round]:
        """Read and judge notes by their names, as many at a time as may be held.

        Args:
            names: Notes that are there.
            early: Called with what is to be written as soon as it is known, if verdicts take longer.
            fresh: Run them whatever is kept: something changed while they ran, and what is kept may be of before.
        """
        forecast = Forecast(self.times, self.vault.config.timeout, slow=self._slow)
        for learner, batch in self._batches(names):
            self._early = early
            found = self._judge(batch, forecast.narrow, fresh=fresh)
            self._early = None
            for outcome in found:
                self.times.learn(outcome.path, outcome.blocks)
            yield self._round(found, dict(forecast.waiting))
            if self._judging.interrupted:
                return
            done = [outcome for outcome in found if not _to_write(outcome) and outcome.path not in forecast.waiting]
            if done or learner.light:  # while outputs are on their way into a note, nothing is kept of it yet
                learner.keep(batch, done, self._judging)

    def confirm(self, names: Collection[str]) -> Iterator[Round]:
        """Judge notes by what is kept and keep what is found of them; nothing runs."""
        for learner, batch in self._batches(names):
            kept = Kept()
            found = self._judge(batch, kept.narrow)
            yield replace(self._round(found, {}), unkept=frozenset(kept.lacking))
            done = [one for one in found if one.path not in kept.lacking and not _to_write(one)]
            learner.keep(batch, done, self._judging)

    def wear(self) -> None:
        """Start over if the engines have been at work for long; for a moment in which nothing is to do."""
        if self._judged > WORN:
            self.renew()

    def _batches(self, names: Collection[str]) -> Iterator[tuple[Learner, list[Seen]]]:
        memory = self.memory
        memory.shelf, memory.missing = Shelf(), sorted(names)
        memory.unreadable.clear()
        learner = Learner(memory)
        for batch in learner.batches():
            yield learner, batch

    def _judge(self, batch: Sequence[Seen], narrow: Narrow, *, fresh: bool = False) -> tuple[NoteOutcome, ...]:
        self._narrow, self._fresh = narrow, fresh
        self._judging.forget()
        self._judged += len(batch)
        if not batch:
            self._judging.witnesses = {}
            return ()
        return self._judging.judge([seen.note for seen in batch])

    def _round(self, found: tuple[NoteOutcome, ...], waiting: dict[str, list[Waiting]]) -> Round:
        outcome = conclude(self.vault, self._request, found, plain=0, findings=(), interrupted=False)
        told = govern(outcome, Policy(self.vault.config, complete=not waiting)).notes
        judging, broken = self._judging, tuple(self.memory.unreadable.values())
        self.memory.unreadable.clear()
        outcomes = tuple(_settled(note) for note in told)
        return Round(outcomes, waiting, judging.witnesses, broken, interrupted=judging.interrupted)

    def _engines(self) -> Judging:
        return Judging(self.vault, self._request, narrow=self._narrowed, early=self._told_early)

    def _told_early(self, outcomes: tuple[NoteOutcome, ...]) -> None:
        if self._early is not None:
            self._early([_settled(outcome) for outcome in outcomes])

    def _narrowed(self, plan: Plan, workshop: Workshop) -> Plan:
        workshop.request = structs.replace(workshop.request, cache=not self._fresh)
        for note in plan.notes if self._fresh else ():
            workshop.let_go(note.note.path)
        return self._narrow(plan, workshop) if self._narrow is not None else plan

    def _recalled(self, note: str) -> tuple[BlockOutcome, ...]:
        _, raw = self.memory.index.detail(self.memory.context, note)
        detail = detail_from(raw, recalled=True) if raw else None
        return detail.blocks if detail is not None else ()


def _to_write(outcome: NoteOutcome) -> bool:
    proposal = _written(outcome)
    return bool(proposal.edits or proposal.files)


def _written(outcome: NoteOutcome) -> Proposal:
    """Return the part of a proposal that is written without being asked: what failed only shows, it isn't kept.

    A note that is being written fails every other second, and its last good output is worth more than the failure.
    """
    steps = {step.block.id: step for step in outcome.plan.steps}
    failed = {
        result.block for result in outcome.results if result.status in WRONG and not _is_meant(steps.get(result.block))
    }
    edits = tuple(edit for edit in outcome.proposal.edits if edit.block not in failed)
    files = tuple(
        file for file in outcome.proposal.files if any(_name(file.path) in edit.replacement for edit in edits)
    )
    return replace(outcome.proposal, edits=edits, files=files if failed else outcome.proposal.files)


def _is_meant(step: Step | None) -> bool:
    return step is not None and bool(step.options.expect or step.options.error or step.options.raises)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _settled(outcome: NoteOutcome) -> NoteOutcome:
    findings = tuple(finding for finding in outcome.findings if finding.rule not in OUTDATED)
    ground = outcome.ground
    if isinstance(ground, Judged):
        ground = replace(ground, proposal=_written(outcome))
    return NoteOutcome(outcome.path, findings, ground)
