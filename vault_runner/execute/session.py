"""One session from its first block to its last: what runs, what can't, and what is said of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec

from vault_runner.config import Config
from vault_runner.config.device_local import device_file
from vault_runner.execute import blocked, judge
from vault_runner.execute.asking import Ask, wait_answering
from vault_runner.execute.claims import Done, Noted, Ready, Told, Unready
from vault_runner.execute.digests import files_read
from vault_runner.execute.drive import GARBLED, Cancelled, Drive, Ended
from vault_runner.execute.limits import GRACE, START_SECONDS, Limits
from vault_runner.execute.session_log import STATUS, Hearing, Listener, SessionLog
from vault_runner.execute.session_setup import Place, setup_of
from vault_runner.execute.tape import Tape
from vault_runner.model import (
    Figure,
    FileRead,
    Notice,
    Observation,
    Output,
    Printed,
    Result,
    Session,
    SessionRun,
    Status,
    Step,
)

CANCELLED = "stopped before it could run"


class Orphaned(Exception):  # noqa: N818 - a turn of events, not an error
    """A process above the session was killed, which may have been another session's doing."""


class SessionRunner:
    """Runs the steps of one session through a drive."""

    def __init__(
        self,
        session: Session,
        place: Place,
        config: Config,
        log: SessionLog,
        learn: Callable[[Sequence[str]], None],
        listen: Hearing | None = None,
        ended: Listener | None = None,
    ) -> None:
        """Take what is fixed for the session.

        `learn` is told which modules the next one should find loaded, `listen` what is printed meanwhile, `ended`
        each result of a block that ended by itself, at once: what the log tells may say more of it, and comes later.
        """
        self._ended = ended
        self.ask: Ask | None = None
        self._learn = learn
        self._listen = listen
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

    def setup(self) -> dict[str, object]:
        """Return what the session is set up with, beside the texts of its notes."""
        return setup_of(self._session, self._place, self._config, asks=self.ask is not None)

    def texts_of_steps(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the texts of the notes that hold the session's steps."""
        paths = {step.path for step in self._session.steps}
        return {path: texts[path] for path in paths if path in texts}

    def _start(self, drive: Drive, texts: Mapping[str, str]) -> bool:
        """Set the session up; if that fails, say so of its first step."""
        drive.send({"texts": self.texts_of_steps(texts), **self.setup()})
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
        tape = Tape(self._limits.output, self._listen and partial(self._listen, step.path, step.block.id))
        drive.begin(tape)
        drive.send(self._command(number, step))
        started, suspended = time.monotonic(), drive.suspended
        try:
            done = self._await_done(drive, number, started + step.options.timeout)
        except Ended as ended:
            status = judge.sudden_end(ended.fact, ended.why, self._limits.memory)
            if ended.why == "timeout":
                status = ("timed-out", judge.overtime(step, judge.last_line(step, ended.fact)))
            self._lose(step, ended, status, tape.outputs(), _awake(drive, started, suspended), tape.dropped)
            return False
        self._keep(step, done, tape, _awake(drive, started, suspended), interrupted=drive.interrupted)
        return True

    def _command(self, number: int, step: Step) -> dict[str, object]:
        options = step.options
        figures = self._config.figures
        return {
            "do": "run",
            "block": number,
            "path": step.path,
            "source": step.source,
            "lines": step.lines,
            "probes": step.probes,
            "room": self._limits.output,
            "salt": step.block.id,
            "width": options.fig_width,
            "height": options.fig_height,
            "format": options.fig_format or figures.format,
            "dpi": options.fig_dpi or figures.dpi,
            "warning": options.warning and self._config.warning,
            "seed": options.seed,
            "device": options.device,
            "threads": options.threads if options.threads != 1 else self._limits.threads,
        }

    def _await_done(self, drive: Drive, number: int, deadline: float) -> Done:
        """Wait for the block's one `done`; at its limit interrupt it, then end it."""
        step = self._session.steps[number]
        claim, _, asked = wait_answering(drive, self.ask, (step.path, step.block.id), deadline)
        if asked:
            self._note_question(step)
        if claim is None:
            drive.interrupt()
            claim = drive.wait(time.monotonic() + GRACE)
        if claim is None:
            raise drive.end("timeout")
        if not isinstance(claim, Done) or claim.block != number:
            if isinstance(claim, Done) and claim.block < number:
                self._log.doubt_last(GARBLED)
            raise drive.end(GARBLED)
        return claim

    def _note_question(self, _step: Step) -> None:
        """Take note that a person was asked, who may say something else another time."""
        self._log.cacheable = False

    def _keep(self, step: Step, done: Done, tape: Tape, seconds: float, *, interrupted: bool) -> None:
        """Add the result of a block that ended by itself."""
        told = done.failure
        line = judge.failing_line(step, told)
        outputs: tuple[Output, ...] = tape.outputs()
        wall = blocked.sentence(told, str(self._place.vault), self._place.profile) if told else ""
        status, because = judge.verdict(step, told, str(self._place.python), wall)
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
            notices=(*(Notice(*notice) for notice in done.notices), *_of_pictures(tape)),
            dropped=tape.dropped + done.dropped,
            moved=done.moved,
            peak=done.peak,
            conditions=done.conditions,
            printed=tuple(Printed(*msgspec.structs.astuple(copy)) for copy in done.printed),
            details=tuple(_observation(noted) for noted in done.details),
            remedy=self._remedy(told, step) if wall and status == "failed" else "",
        )
        self._log.add(step, result, line)
        if self._listen is not None:
            self._listen(step.path, step.block.id, STATUS, status)
        if self._ended is not None and self._session.devices is None:
            self._ended(result)

    def _remedy(self, told: Told | None, step: Step) -> str:
        return blocked.remedy(told, step.path, self._place.profile, str(device_file())) if told else ""

    def _lose(
        self,
        step: Step,
        ended: Ended,
        status: tuple[Status, str],
        outputs: tuple[Output, ...],
        seconds: float = 0.0,
        dropped: int = 0,
    ) -> None:
        """Add the result of the step with which the session ended, and give the rest up.

        Raises:
            Orphaned: if that may not have been the session's doing, and it can be tried once more.
        """
        if judge.orphaned(ended.fact) and ended.why in ("", "closed") and not self._log.last:
            raise Orphaned
        kind, because = status
        result = Result(
            step.path, step.block.id, step.key, kind, outputs, (), seconds, because=because, dropped=dropped
        )
        line = judge.last_line(step, ended.fact)
        self._log.add(step, result, line)
        self._log.give_up(f"not run because line {line} ended the process")

    def _finish(self, drive: Drive) -> tuple[FileRead, ...]:
        bye, fact = drive.farewell()
        if drive.garbled:
            self._log.doubt_last(GARBLED)
        elif bye is None and fact is not None and fact.did == "end" and not fact.reason:
            self._log.doubt_last(judge.sudden_end(fact, "", self._limits.memory)[1])
        if fact is None or fact.exit or fact.reason or bye is None or bye.untraced:
            self._log.cacheable = False
        if fact is not None and fact.swept:
            self._log.note_survivors(fact)
        if bye is not None:
            self._learn(bye.modules)
        files = files_read(bye.files if bye else ())
        if files is None:
            self._log.cacheable = False
        return files or ()


def _awake(drive: Drive, started: float, suspended: float) -> float:
    """Return the seconds since a block was started, without those in which this process was suspended."""
    return time.monotonic() - started - (drive.suspended - suspended)


def _of_pictures(tape: Tape) -> tuple[Notice, ...]:
    """Return what is to be told of pictures that a block showed and that are not kept."""
    if not tape.pictures_dropped:
        return ()
    kept = sum(isinstance(output, Figure) for output in tape.outputs())
    return (Notice("VRF004", f"only the first {kept} pictures of the block are kept", "show fewer at a time"),)


def _observation(noted: Noted) -> Observation:
    return Observation(*msgspec.structs.astuple(noted))
