"""The results of a session so far, and what is said of the blocks that could not run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from vault_runner.execute.claims import Fact
from vault_runner.model import FileRead, Notice, Result, Session, SessionRun, Step

Listener = Callable[[Result], None]
Hearing = Callable[[str, str, str, str], None]
"""Called with the path of a note, the identifier of a block, a stream's name, and text that was printed.

Once the block is over, `STATUS` stands for the stream and its status for the text; its result follows later.
"""
STATUS = "status"


class SessionLog:
    """The results so far; tells the listener of each once nothing about it can change any more."""

    def __init__(self, session: Session, listener: Listener | None, *, told: int = 0, last: bool = False) -> None:
        """Start empty.

        Args:
            session: The session.
            listener: Called with each result.
            told: How many results the listener knows from an attempt before this one.
            last: Whether there is no further attempt.
        """
        self.last = last
        self._session = session
        self._listener = listener
        self._results: list[Result] = []
        self._told = told
        self._broken: dict[str, tuple[str, int]] = {}
        self.cacheable = True

    @property
    def steps_left(self) -> tuple[Step, ...]:
        """The steps that have no result yet."""
        return self._session.steps[len(self._results) :]

    @property
    def latest(self) -> Result | None:
        """The result that was added last."""
        return self._results[-1] if self._results else None

    def again(self) -> SessionLog:
        """Return the log for another attempt, the last one."""
        return SessionLog(self._session, self._listener, told=self._told, last=True)

    def add(self, step: Step, result: Result, line: int = 0) -> None:
        """Add the next result; with `line`, blocks that need this one won't run because of that line."""
        if line and result.status not in ("ok", "skipped"):
            self._broken[step.block.id] = (step.path, line)
        self._tell()
        self._results.append(result)

    def root(self, step: Step) -> tuple[str, int] | None:
        """Return the place of the failure that keeps `step` from running."""
        return next((self._broken[needed] for needed in step.needs if needed in self._broken), None)

    def pass_over(self, step: Step, root: tuple[str, int]) -> None:
        """Say that `step` does not run because of `root`, and neither does what needs it."""
        path, line = root
        place = f"line {line}" if path == self._session.own else f"[[{Path(path).stem}]] line {line}"
        self._broken[step.block.id] = root
        self.add(step, _not_run(step, f"not run because of {place}"))

    def give_up(self, because: str) -> None:
        """Say of every step left that it does not run."""
        self.cacheable = False
        for step in self.steps_left:
            self.add(step, _not_run(step, because))

    def note_survivors(self, fact: Fact) -> None:
        """Say that processes outlived the code that started them."""
        processes = "process" if fact.swept == 1 else "processes"
        notice = Notice(
            "VRX010",
            f"left {fact.swept} {processes} running, which had to be ended",
            "wait for them in the code, or end them there",
        )
        self.cacheable = False
        if self._results and self._told < len(self._results):
            self._results[-1] = replace(self._results[-1], notices=(*self._results[-1].notices, notice))

    def doubt_last(self, because: str) -> None:
        """Say of the last block that it crashed: what came after its result shows that it had not ended by itself."""
        self.cacheable = False
        if self._results and self._told < len(self._results):
            self._results[-1] = replace(self._results[-1], status="crashed", because=because)

    def run(self, files: tuple[FileRead, ...] = ()) -> SessionRun:
        """Return the whole."""
        self._tell()
        return SessionRun(self._session.own, self._session.name, tuple(self._results), files, self.cacheable)

    def _tell(self) -> None:
        while self._told < len(self._results):
            if self._listener is not None:
                self._listener(self._results[self._told])
            self._told += 1


def _not_run(step: Step, because: str) -> Result:
    return Result(step.path, step.block.id, step.key, "not-run", because=because)
