"""One session from its first block to its last: what runs, what can't, and what is said of each."""

from __future__ import annotations

import hashlib
import stat
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vault_runner.config import Config
from vault_runner.execute import judge
from vault_runner.execute.claims import Done, Fact, Noted, Ready, Unready
from vault_runner.execute.drive import GARBLED, Cancelled, Drive, Ended
from vault_runner.execute.environ import session_environment
from vault_runner.execute.limits import GRACE, START_SECONDS, Limits
from vault_runner.execute.tape import Tape
from vault_runner.model import FileRead, Notice, Observation, Output, Result, Session, SessionRun, Status, Step

Listener = Callable[[Result], None]
_HASHED_WHOLE = 256 << 20
CANCELLED = "stopped before it could run"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session runs."""

    python: Path
    vault: Path
    scratch: Path


class SessionLog:
    """The results so far; tells the listener of each once nothing about it can change any more."""

    def __init__(self, session: Session, listener: Listener | None) -> None:
        """Start empty."""
        self._session = session
        self._listener = listener
        self._results: list[Result] = []
        self._told = 0
        self._broken: dict[str, tuple[str, int]] = {}
        self.cacheable = True

    @property
    def steps_left(self) -> tuple[Step, ...]:
        """The steps that have no result yet."""
        return self._session.steps[len(self._results) :]

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

    def run(self, files: tuple[FileRead, ...] = ()) -> SessionRun:
        """Return the whole."""
        self._tell()
        return SessionRun(self._session.own, self._session.name, tuple(self._results), files, self.cacheable)

    def _tell(self) -> None:
        while self._told < len(self._results):
            if self._listener is not None:
                self._listener(self._results[self._told])
            self._told += 1


class SessionRunner:
    """Runs the steps of one session through a drive."""

    def __init__(
        self, session: Session, place: Place, config: Config, log: SessionLog, learn: Callable[[Sequence[str]], None]
    ) -> None:
        """Take what is fixed for the session; `learn` is told which modules the next one should find loaded."""
        self._learn = learn
        self._session = session
        self._place = place
        self._config = config
        self._limits = Limits.of(config)
        self._log = log

    def run(self, drive: Drive, texts: Mapping[str, str]) -> SessionRun:
        """Run every step that can run."""
        try:
            if self._start(drive, texts):
                for number, step in enumerate(self._session.steps):
                    root = self._log.root(step)
                    if root is not None:
                        self._log.pass_over(step, root)
                    elif not self._step(drive, number, step):
                        return self._log.run()
                return self._log.run(self._finish(drive))
        except Cancelled:
            drive.end("cancelled")
            self._log.give_up(CANCELLED)
        return self._log.run()

    def _start(self, drive: Drive, texts: Mapping[str, str]) -> bool:
        """Set the session up; if that fails, say so of its first step."""
        paths = {step.path for step in self._session.steps}
        figures = self._config.figures
        drive.send(
            {
                "texts": {path: texts[path] for path in paths if path in texts},
                "vault": str(self._place.vault),
                "folder": str((self._place.vault / self._session.own).parent),
                "scratch": str(self._place.scratch),
                "environment": session_environment(str(self._place.scratch), self._limits.threads),
                "prelude": self._session.prelude,
                "seed": self._session.seed,
                "threads": self._limits.threads,
                "figures": {
                    "format": figures.format,
                    "dpi": figures.dpi,
                    "width": figures.width,
                    "height": figures.height,
                },
            }
        )
        try:
            answer = drive.wait(time.monotonic() + START_SECONDS)
            if isinstance(answer, Ready):
                return True
            why = answer.why if isinstance(answer, Unready) else "it gave no answer"
            ended = drive.end("unready")
        except Ended as gone:
            ended, why = gone, judge.sudden_end(gone.fact, gone.why, self._limits.memory)[1]
        self._lose(self._session.steps[0], ended, ("crashed", f"the session could not be set up: {why}"), ())
        return False

    def _step(self, drive: Drive, number: int, step: Step) -> bool:
        """Run one step; False if the session ended with it."""
        tape = Tape(self._limits.output)
        drive.begin(tape)
        drive.send(self._command(number, step))
        started = time.monotonic()
        try:
            done = self._await_done(drive, number, started + step.options.timeout)
        except Ended as ended:
            status = judge.sudden_end(ended.fact, ended.why, self._limits.memory)
            if ended.why == "timeout":
                status = ("timed-out", judge.overtime(step, judge.last_line(step, ended.fact)))
            self._lose(step, ended, status, tape.outputs(), time.monotonic() - started, tape.dropped)
            return False
        self._keep(step, done, tape, time.monotonic() - started, interrupted=drive.interrupted)
        return True

    def _command(self, number: int, step: Step) -> dict[str, object]:
        options = step.options
        return {
            "do": "run",
            "block": number,
            "path": step.path,
            "source": step.source,
            "lines": step.lines,
            "room": self._limits.output,
            "salt": step.block.id,
            "width": options.fig_width,
            "height": options.fig_height,
            "warning": options.warning and self._config.warning,
            "seed": options.seed,
            "threads": options.threads if options.threads != 1 else self._limits.threads,
        }

    def _await_done(self, drive: Drive, number: int, deadline: float) -> Done:
        """Wait for the block's one `done`; at its limit interrupt it, then end it."""
        claim = drive.wait(deadline)
        if claim is None:
            drive.interrupt()
            claim = drive.wait(time.monotonic() + GRACE)
        if claim is None:
            raise drive.end("timeout")
        if not isinstance(claim, Done) or claim.block != number:
            raise drive.end(GARBLED)
        return claim

    def _keep(self, step: Step, done: Done, tape: Tape, seconds: float, *, interrupted: bool) -> None:
        """Add the result of a block that ended by itself."""
        told = done.failure
        line = judge.failing_line(step, told)
        outputs: tuple[Output, ...] = tape.outputs()
        status, because = judge.verdict(step, told, str(self._place.python))
        if interrupted:
            status, because = "timed-out", judge.overtime(step, line)
            self._log.cacheable = False
        if told is not None:
            outputs += (judge.failure(told, step.options.timeout if interrupted else None),)
        observations = tuple(_observation(noted) for noted in done.observations)
        result = Result(
            step.path,
            step.block.id,
            step.key,
            status,
            outputs,
            observations,
            seconds,
            device=judge.device(observations),
            because=because,
            notices=tuple(Notice(*notice) for notice in done.notices),
            dropped=tape.dropped + done.dropped,
        )
        self._log.add(step, result, line)

    def _lose(
        self,
        step: Step,
        ended: Ended,
        status: tuple[Status, str],
        outputs: tuple[Output, ...],
        seconds: float = 0.0,
        dropped: int = 0,
    ) -> None:
        """Add the result of the step with which the session ended, and give the rest up."""
        kind, because = status
        result = Result(
            step.path, step.block.id, step.key, kind, outputs, (), seconds, because=because, dropped=dropped
        )
        line = judge.last_line(step, ended.fact)
        self._log.add(step, result, line)
        self._log.give_up(f"not run because line {line} ended the process")

    def _finish(self, drive: Drive) -> tuple[FileRead, ...]:
        bye, fact = drive.farewell()
        if fact is None or fact.exit or fact.reason or bye is None or bye.untraced:
            self._log.cacheable = False
        if fact is not None and fact.swept:
            self._log.note_survivors(fact)
        if bye is not None:
            self._learn(bye.modules)
        return tuple(read for path in (bye.files if bye else ()) if (read := _file_read(path)) is not None)


def _not_run(step: Step, because: str) -> Result:
    return Result(step.path, step.block.id, step.key, "not-run", because=because)


def _observation(noted: Noted) -> Observation:
    return Observation(
        noted.line, noted.end_line, noted.name, noted.type, noted.shape, noted.dtype, noted.device, noted.value
    )


def _file_read(path: str) -> FileRead | None:
    digest = file_digest(path)
    return FileRead(path, digest) if digest else None


def file_digest(path: str) -> str:
    """Return what stands for a file's content: its hash, `absent`, or size and time of a very large one.

    Empty for a folder, a pipe or a device, which have no content to compare.
    """
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            return ""
        if status.st_size > _HASHED_WHOLE:
            return f"{status.st_size} bytes at {status.st_mtime_ns}"
        with Path(path).open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return "absent"
    except ValueError:
        return ""
