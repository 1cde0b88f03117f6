"""What is known of a live session between its runs: which blocks have run, with what, and what came of them."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vault_runner.execute.leash import Leash
from vault_runner.execute.moved import Position, may_move, moved
from vault_runner.execute.session_setup import Place
from vault_runner.model import Result, SessionRun, Step

Conditions = tuple[object, ...]
"""Everything of a block and its options that its result depends on, beside the blocks above it."""
_Stat = tuple[int, ...] | None
_TOO_NEW = 20_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A block that has run."""

    conditions: Conditions
    position: Position
    result: Result | None
    """None if it was passed over, since a block that it needs had failed."""
    line: int = 0
    """The line that blocks which need this one won't run because of."""
    files: tuple[tuple[str, _Stat], ...] = ()
    """The files that it was the first to read, as they were."""

    def holds(self, conditions: Conditions) -> bool:
        """Tell whether it would have the same result now, its place aside."""
        return self.conditions == conditions and all(
            status is not None and status == _status(path) for path, status in self.files
        )

    def placed(self, step: Step, lines: Mapping[int, int], *, alone: bool) -> Kept | None:
        """Return it where `step` stands now, given where each line of its note does; None if it can't be moved.

        Nothing is moved unless the session's note is `alone`: what functions of another note did is told by lines.
        """
        position = Position.of(step)
        if self.position == position:
            return self
        if not alone or self.position.shift(position) is None or not may_move(step, self.result):
            return None
        try:
            result = self.result and moved(self.result, lines)
        except KeyError:
            return None
        return replace(self, position=position, result=result, line=lines.get(self.line, position.fence))


@dataclass(slots=True)
class Chain:
    """The blocks of one session that have run, the first to the latest."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    wake: int = -1
    """Readable once the run is to stop."""
    leash: Leash | None = None
    place: Place | None = None
    setup: dict[str, object] | None = None
    kept: list[Kept] = field(default_factory=list)
    places: dict[int, tuple[Position, ...]] = field(default_factory=dict)
    """Where the blocks above each snapshot stood when it was made."""
    path: str = ""
    """The note."""
    again: str = ""
    """The block that shall run in any case."""
    ended: str = ""
    """What a block did that no snapshot can stand for."""
    over: bool = False
    """Whether nothing can be gone on with after this run."""
    why: str = ""
    """Why a run is from the start; set before it."""
    _ring: int | None = None
    _ring_lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, leash: Leash, place: Place, setup: dict[str, object]) -> None:
        """Begin anew with a guardian of its own."""
        self.leash, self.place, self.setup = leash, place, setup
        self.kept, self.places, self.ended, self.over = [], {}, "", False

    def standing(self, steps: Sequence[tuple[Step, Conditions]]) -> list[Kept]:
        """Return the session's first blocks that need not run, each where it stands now."""
        held: list[Kept] = []
        lines: dict[int, int] = {}
        for kept, (step, conditions) in zip(self.kept, steps, strict=False):
            if step.block.id == self.again or not kept.holds(conditions):
                break
            position = Position.of(step)
            lines.update(zip(kept.position.lines, position.lines, strict=False))
            placed = kept.placed(step, lines, alone=all(other.path == step.path for other, _ in steps))
            if placed is None:
                break
            held.append(placed)
        return held

    def moves(self, origin: int, held: Sequence[Kept]) -> dict[str, list[tuple[int, int]]]:
        """Return where the lines of the blocks above the snapshot `origin` stand now; empty if none has moved."""
        before = self.places.get(origin, ())
        now = [kept.position for kept in held[:origin]]
        if list(before) == now:
            return {}
        pairs = [pair for old, new in zip(before, now, strict=True) for pair in zip(old.lines, new.lines, strict=True)]
        return {self.path: pairs}

    def mark(self) -> None:
        """Remember where the blocks stand above the snapshot that is made now."""
        self.places[len(self.kept)] = tuple(kept.position for kept in self.kept)

    def keep(
        self, step: Step, conditions: Conditions, result: Result | None, line: int, read: Iterable[str], since: float
    ) -> None:
        """Add the next block; `since` is when it began, and a file that was changed later counts as changed."""
        known = {path for kept in self.kept for path, _ in kept.files}
        newest = int(since * 1e9) - _TOO_NEW
        files = tuple((path, _settled(path, newest)) for path in read if path not in known)
        self.kept.append(Kept(conditions, Position.of(step), result, line, files))

    def files(self) -> list[str]:
        """Return the files that its blocks read."""
        return [path for kept in self.kept for path, _ in kept.files]

    def marking(self, listener: Callable[[Result], None] | None) -> Callable[[Result], None] | None:
        """Return a listener that is told with the first result why the run was from the start."""
        if listener is None:
            return None
        told: list[Result] = []

        def listen(result: Result) -> None:
            told.append(result)
            listener(self.marked(result) if len(told) == 1 else result)

        return listen

    def marked(self, result: Result) -> Result:
        """Return the first result of a run, with why the run was from the start if it was."""
        return (
            result if result.cached or not self.why else replace(result, anew=f"run from the start because {self.why}")
        )

    def marked_run(self, run: SessionRun) -> SessionRun:
        """Return a run with its first result marked."""
        return replace(run, results=(*map(self.marked, run.results[:1]), *run.results[1:]))

    @contextlib.contextmanager
    def stoppable(self) -> Iterator[None]:
        """Let `stop` have an effect meanwhile."""
        self.wake, ring = os.pipe()
        with self._ring_lock:
            self._ring = ring
        try:
            yield
        finally:
            with self._ring_lock:
                self._ring = None
            os.close(self.wake)
            os.close(ring)

    def stop(self) -> None:
        """Have the run that is under way stop."""
        with self._ring_lock:
            if self._ring is not None:
                os.write(self._ring, b"!")


def now() -> float:
    """Return the time as files tell it."""
    return time.time()


def _settled(path: str, newest: int) -> _Stat:
    """Return what tells a file from a later state of it, None if it has been changed just now."""
    status = _status(path)
    return None if status and max(status[:2]) > newest else status


def _status(path: str) -> _Stat:
    try:
        found = os.stat(path)  # noqa: PTH116 - any text may be a path here
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev
