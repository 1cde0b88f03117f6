"""How long blocks took the last time, and so what is not to run by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from vault_runner.model import NotePlan, Plan, Session, Step
from vault_runner.pipeline.outcome import BlockOutcome
from vault_runner.pipeline.running import Workshop

SLOW: Final = 2.0
"""Seconds; a block that took longer waits for somebody to ask for it."""
NEVER_RAN: Final = frozenset(("skipped", "not-run"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A block that is out of date and takes too long to run by itself."""

    line: int
    seconds: float
    """What it is expected to take."""


class Times:
    """The times of the blocks of every note, in their order: an edited block takes about what it took before."""

    def __init__(self, recall: Callable[[str], Iterable[BlockOutcome]] = lambda _note: ()) -> None:
        """Know none yet; `recall` returns what an earlier command found of a note's blocks."""
        self._notes: dict[str, dict[str, float]] = {}
        self._recall = recall

    def learn(self, note: str, blocks: Iterable[BlockOutcome]) -> None:
        """Take the times of a note's blocks; those of blocks that did not run this time stay what they were."""
        before = self._known(note)
        blocks = [block for block in blocks if block.planned]
        guessed = _carried(before, [block.id for block in blocks])
        self._notes[note] = {
            block.id: block.seconds if block.ended and block.status not in NEVER_RAN else guessed.get(block.id, 0.0)
            for block in blocks
        }

    def move(self, old: str, new: str) -> None:
        """Keep what is known of a note that was renamed."""
        self._notes[new] = dict(self._known(old))

    def forget(self, note: str) -> None:
        """Forget a note that is gone."""
        self._notes.pop(note, None)

    def expected(self, note: str, blocks: Sequence[str]) -> Mapping[str, float]:
        """Return what the blocks of a note are expected to take, as far as there is a ground for it."""
        return _carried(self._known(note), blocks)

    def _known(self, note: str) -> dict[str, float]:
        if note not in self._notes:
            recalled = (block for block in self._recall(note) if block.ended)
            self._notes[note] = {block.id: block.seconds for block in recalled}
        return self._notes[note]


def _carried(before: Mapping[str, float], blocks: Sequence[str]) -> dict[str, float]:
    """Give each block its own time, or that of the block in whose place it stands."""
    old = list(before)
    times = {block: before[block] for block in blocks if block in before}
    for tag, start, end, first, last in SequenceMatcher(None, old, blocks, autojunk=False).get_opcodes():
        if tag == "replace":
            for was, block in zip(old[start:end], blocks[first:last], strict=False):
                times.setdefault(block, before[was])
            for block in blocks[first + end - start : last]:
                times.setdefault(block, 0.0)
    return times


class Forecast:
    """Takes out of a plan what would take too long, and remembers what that was."""

    def __init__(self, times: Times, usual: float, *, slow: bool = False) -> None:
        """Judge by `times` where a session has not run yet.

        Args:
            times: What blocks took.
            usual: The vault's own time limit; a block that nobody ran yet and that asks for more is slow.
            slow: Run everything.
        """
        self.waiting: dict[str, list[Waiting]] = {}
        """The blocks that were taken out of the last plan, note by note."""
        self._times, self._usual, self._slow = times, usual, slow

    def narrow(self, plan: Plan, workshop: Workshop) -> Plan:
        """Leave of each session what stands above its first slow block; a session that is kept stays whole."""
        self.waiting = {}
        if self._slow:
            return plan
        return Plan(tuple(self._of_note(note, workshop) for note in plan.notes), plan.findings)

    def _of_note(self, note: NotePlan, workshop: Workshop) -> NotePlan:
        sessions = (self._cut(session, workshop) for session in note.sessions)
        return replace(note, sessions=tuple(session for session in sessions if session is not None))

    def _cut(self, session: Session, workshop: Workshop) -> Session | None:
        if not workshop.is_approved(session):
            return session
        expected = self._expected(session, workshop)
        slow = next((at for at, seconds in enumerate(accumulate(expected)) if seconds > SLOW), None)
        if slow is None:
            return session
        if workshop.request.cache and workshop.store.lookup(session, workshop.stamp(session)) is not None:
            return session
        step = session.steps[slow]
        self.waiting.setdefault(session.own, []).append(Waiting(step.block.line, sum(expected)))
        return replace(session, steps=session.steps[:slow]) if _holds_own(session, slow) else None

    def _expected(self, session: Session, workshop: Workshop) -> list[float]:
        """Return what each step would take now: nothing if it stands, else what it took here or in another command."""
        blocks: dict[str, list[str]] = {}
        for step in session.steps:
            blocks.setdefault(step.path, []).append(step.block.id)
        known = {note: self._times.expected(note, ids) for note, ids in blocks.items()}
        told = workshop.sessions(session.imports).expected(session)
        return [
            self._of_step(step, seconds, known[step.path]) for step, seconds in zip(session.steps, told, strict=True)
        ]

    def _of_step(self, step: Step, told: float | None, known: Mapping[str, float]) -> float:
        """Return what one step would take: of two guesses the longer one, so that nothing long starts by mistake."""
        if told is not None:
            return max(told, known.get(step.block.id, 0.0)) if told else 0.0
        asked = step.options.timeout
        return known.get(step.block.id, asked if asked > self._usual else 0.0)


def _holds_own(session: Session, end: int) -> bool:
    """Tell whether the beginning of a session up to a step holds blocks of its own note, and ends with one."""
    return end > 0 and session.steps[end - 1].path == session.own
