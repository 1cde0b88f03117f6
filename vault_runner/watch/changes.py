"""Changes of files, gathered until they come to rest: one iterator, whatever hears of them.

Nothing is lost while somebody is at work on a batch: what is heard meanwhile waits in the inbox, and is the next batch
as soon as it is asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

PAUSE: Final = 0.05
"""Seconds without a change after which a batch is complete: an editor's save is a handful of steps, ms apart."""
FEW: Final = 3
"""An editor's save touches no more files than this: the note, a temporary one, a copy of before."""
SEVERAL: Final = 0.16
"""The pause after more files than that: there is rarely somebody who waits for each of them."""
MOST: Final = 0.3
"""A batch waits no longer than this for rest, unless many files change."""
LONG_PAUSE: Final = 0.4
"""The same while many files change: a busy machine may hold whoever writes them up."""
MANY: Final = 20
"""With more files than this somebody unpacks, pulls or checks out: that is one batch."""
LONGEST: Final = 10.0
"""Not even such a batch waits longer."""
CALM: Final = 0.005
"""Seconds without a change after which it is worth looking ahead: the steps of a save follow each other faster."""


Ahead: TypeAlias = Callable[[Collection[str]], None]
"""Does beforehand what can be thrown away."""


def _unasked(_paths: Collection[str]) -> None:
    """Do nothing beforehand."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that changed, came, went or moved; empty when nothing did for a while, or somebody rang."""

    heard: Mapping[str, float] = field(default_factory=dict)
    """When each path was last heard of, by the steady clock."""
    whole: bool = False
    """Whether more may have changed than what is named, so that the vault has to be walked."""
    rung: bool = False
    """Whether somebody rang."""

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.heard) or self.whole


class Inbox:
    """What was heard and not taken yet; for any thread."""

    def __init__(self) -> None:
        """Be empty."""
        self._bell = threading.Condition()
        self._heard: dict[str, float] = {}
        self._whole = False
        self._rung = False
        self._first = self._last = 0.0

    def hear(self, path: str) -> None:
        """Take note of a path at which something changed."""
        with self._bell:
            self._stamp()
            self._heard[path] = self._last
            self._bell.notify_all()

    def miss(self) -> None:
        """Take note that something changed which nobody can name."""
        with self._bell:
            self._stamp()
            self._whole = True
            self._bell.notify_all()

    def ring(self) -> None:
        """Have an empty batch yielded at once: something else than a file is to be looked at."""
        with self._bell:
            self._rung = True
            self._bell.notify_all()

    def take(self, tick: float, holds: Callable[[], bool], ahead: Ahead = _unasked) -> Batch:
        """Wait for the next batch.

        Args:
            tick: Seconds after which an empty one is returned if nothing changes.
            holds: Tells whether somebody is still in the middle of changing things.
            ahead: Called while a batch comes to rest, with the few paths that it holds by then; once more if it
                changes after that.
        """
        end, looked = time.monotonic() + tick, 0.0
        while True:
            with self._bell:
                if self._rung:
                    self._rung = False
                    return Batch(rung=True)
                left = self._left(holds) if self._is_waiting else end - time.monotonic()
                if left <= 0:
                    return self._taken() if self._is_waiting else Batch()
                calm = self._until_calm(looked)
                if calm > 0:
                    self._bell.wait(min(left, calm))
                    continue
                looked, paths = self._last, tuple(self._heard)
            ahead(paths)

    def _until_calm(self, looked: float) -> float:
        """Return how long it is until looking ahead is worth it: not for many files, nor twice for the same."""
        if not self._heard or len(self._heard) > FEW or self._last == looked:
            return LONGEST
        return self._last + CALM - time.monotonic()

    @property
    def _is_waiting(self) -> bool:
        return bool(self._heard) or self._whole

    def _stamp(self) -> None:
        self._last = time.monotonic()
        if not self._is_waiting:
            self._first = self._last

    def _left(self, holds: Callable[[], bool]) -> float:
        """Return how long the batch still has to rest."""
        now = time.monotonic()
        if len(self._heard) > MANY or holds():
            rest = max(self._last + LONG_PAUSE - now, PAUSE if holds() else 0.0)
            return min(rest, self._first + LONGEST - now)
        pause = PAUSE if len(self._heard) <= FEW else SEVERAL
        return min(self._last + pause - now, self._first + MOST - now)

    def _taken(self) -> Batch:
        batch = Batch(self._heard, self._whole)
        self._heard, self._whole = {}, False
        return batch


def changes(
    inbox: Inbox, *, tick: float = 1.0, holds: Callable[[], bool] = lambda: False, ahead: Ahead = _unasked
) -> Iterator[Batch]:
    """Yield what changed, batch by batch; an empty one after each `tick` in which nothing did. See `Inbox.take`."""
    while True:
        yield inbox.take(tick, holds, ahead)
