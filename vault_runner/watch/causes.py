"""Why a note runs again: because somebody edited something, or because a run did; the latter must come to an end."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeAlias

LIMIT: Final = 5
"""A note that ran so often in a row, each time because of a run before, runs in a circle."""
FIRST_REST: Final = 1.0
"""Seconds after which such a note is tried once more: somebody who types while it runs looks much the same."""
NEXT_REST: Final = 10.0
"""The rest after a trial that failed; each further one is twice as long."""
LONGEST_REST: Final = 3600.0
Chain: TypeAlias = tuple[frozenset[str], ...]
"""The notes of one run after the other, each of which brought about the next."""
EDITED: Chain = ()


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of time in which notes ran."""

    start: float
    end: float
    chain: Chain


@dataclass(slots=True)
class _Rest:
    """A note that waits since it seems to run in a circle."""

    until: float
    seconds: float
    trying: bool = False


class Causes:
    """What brought about what."""

    def __init__(self) -> None:
        """Know of no run."""
        self._windows: deque[_Window] = deque(maxlen=50)
        self._written: dict[str, Chain] = {}
        self._resting: dict[str, _Rest] = {}

    @contextmanager
    def running(self, notes: Collection[str], chain: Chain, lag: float) -> Iterator[list[str]]:
        """Note the time in which notes run; the list yielded takes those that really did."""
        start, ran = time.monotonic(), list[str]()
        try:
            yield ran
        finally:
            if ran:
                longer = (*chain, frozenset(ran))[-LIMIT * 8 :]
                self._windows.append(_Window(start, time.monotonic() + lag, longer))
            self._trim(notes)

    def wrote(self, note: str, chain: Chain) -> None:
        """Note that the outputs of a run were written into a note."""
        self._written[note] = (*chain, frozenset((note,)))[-LIMIT * 8 :]

    def of_write(self, note: str) -> Chain:
        """Return what led to the last write into a note."""
        return self._written.get(note, EDITED)

    def of(self, heard: float) -> Chain:
        """Return what led to a change that was heard of at some time: nothing, if nothing ran then."""
        return next((one.chain for one in reversed(self._windows) if one.start <= heard <= one.end), EDITED)

    def ran_at(self, note: str, heard: float) -> bool:
        """Tell whether a note was running when a change was heard of."""
        return any(one.start <= heard <= one.end and note in one.chain[-1] for one in self._windows)

    def is_circle(self, note: str, chain: Chain) -> bool:
        """Tell whether a note would go on running in a circle; what somebody edited starts afresh."""
        if sum(note in ran for ran in chain) >= LIMIT:
            return True
        if not any(note in ran for ran in chain):
            self._resting.pop(note, None)
        return False

    def rest(self, note: str) -> bool:
        """Let a note rest, longer each time; tell whether it has just turned out that it does run in a circle."""
        before = self._resting.get(note)
        if before is not None and not before.trying:
            return False
        seconds = FIRST_REST if before is None else min(max(before.seconds * 2, NEXT_REST), LONGEST_REST)
        self._resting[note] = _Rest(time.monotonic() + seconds, seconds)
        return before is not None and before.seconds == FIRST_REST

    def rested(self) -> list[str]:
        """Return the notes that are to be tried once more; to be asked when nothing has changed for a while.

        A note that was tried and did not bring itself about until then was somebody's doing after all.
        """
        now = time.monotonic()
        for note in [note for note, rest in self._resting.items() if rest.trying]:
            del self._resting[note]
        due = [note for note, rest in self._resting.items() if rest.until <= now]
        for note in due:
            self._resting[note].trying = True
        return due

    @staticmethod
    def of_trial(note: str) -> Chain:
        """Return what leads to one more trial of a note: if it brings itself about even once, it rests again."""
        return (frozenset((note,)),) * (LIMIT - 1)

    def forget(self, note: str) -> None:
        """Forget a note that is gone."""
        self._resting.pop(note, None)
        self._written.pop(note, None)

    def _trim(self, notes: Collection[str]) -> None:
        """Forget what led to the writes of notes that have run anew."""
        for note in notes:
            self._written.pop(note, None)
