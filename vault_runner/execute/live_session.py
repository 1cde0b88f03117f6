"""One run of a live session: the results that still stand, then the blocks that have to run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from vault_runner.config import Config
from vault_runner.execute import judge
from vault_runner.execute.chain import Chain, Conditions, Kept, now
from vault_runner.execute.claims import Bye, Done, Ready, Unready
from vault_runner.execute.digests import files_read
from vault_runner.execute.drive import GARBLED, Cancelled, Drive, Ended
from vault_runner.execute.session import CANCELLED, Orphaned, SessionRunner
from vault_runner.execute.session_log import Hearing, Listener, SessionLog
from vault_runner.execute.session_setup import Place
from vault_runner.execute.tape import Tape
from vault_runner.execute.waking import Lost
from vault_runner.model import Output, Session, SessionRun, Status, Step

_READY_SECONDS = 10.0
_PAUSE_SECONDS = 10.0
_PLACES = frozenset(("lines", "probes"))


class LiveRunner(SessionRunner):
    """Runs the steps of a session that changes and is run again."""

    def __init__(
        self,
        session: Session,
        place: Place,
        config: Config,
        log: SessionLog,
        learn: Callable[[Sequence[str]], None],
        listen: Hearing | None = None,
        ended: Listener | None = None,
        *,
        chain: Chain,
    ) -> None:
        """Take what is fixed for the run, and what is known from the runs before it."""
        super().__init__(session, place, config, log, learn, listen, ended)
        self._chain = chain
        self._first = 0
        self._stands = -1
        """The block before which a snapshot stands already."""
        self._began = 0.0

    def conditions(self) -> list[tuple[Step, Conditions]]:
        """Return every step with what its result depends on."""
        return [(step, self._conditions(number, step)) for number, step in enumerate(self._session.steps)]

    def _conditions(self, number: int, step: Step) -> Conditions:
        options = step.options
        command = {name: part for name, part in super()._command(number, step).items() if name not in _PLACES}
        return (*command.items(), step.key, step.needs, options.error, options.raises, options.timeout)

    def standing_run(self, held: list[Kept]) -> SessionRun:
        """Return the results of a session in which nothing has to run."""
        self._chain.kept = held
        self._replay(held)
        return self._concluded(self._chain.files())

    def go_on(self, drive: Drive, texts: Mapping[str, str], held: list[Kept], *, stays: bool) -> SessionRun:
        """Run the steps below those that are `held`, in a process that has run those.

        Args:
            drive: What drives the process.
            texts: The text of each note by its path.
            held: What stands above the snapshot.
            stays: Whether that snapshot stands on, so that none is to be left in its place.

        Raises:
            Lost: if that process is no more, or can't be told where its blocks stand now.
        """
        _await_ready(drive)
        moves = self._chain.moves(len(held), held)
        drive.send({"do": "texts", "texts": self.texts_of_steps(texts), "moves": moves})
        if moves:
            _await_ready(drive)
        self._first = len(held)
        self._stands = len(held) if stays else -1
        self._chain.kept = held
        self._replay(held)
        return self._run_rest(drive)

    def run(self, drive: Drive, texts: Mapping[str, str]) -> SessionRun:
        """Run every step that can run, from the start."""
        try:
            if not self._start(drive, texts):
                self._chain.over = True
                return self._log.run()
        except Cancelled:
            return self._stopped(drive)
        return self._run_rest(drive)

    def _run_rest(self, drive: Drive) -> SessionRun:
        try:
            for number, step in list(enumerate(self._session.steps))[self._first :]:
                root = self._log.root(step)
                if root is not None:
                    self._log.pass_over(step, root)
                    self._chain.keep(step, self._conditions(number, step), None, 0, (), now())
                elif not self._step(drive, number, step):
                    return self._log.run()
            return self._concluded(self._rest(drive))
        except Cancelled:
            return self._stopped(drive)

    def _stopped(self, drive: Drive) -> SessionRun:
        self._chain.over = drive.end("cancelled").fact is None
        self._log.give_up(CANCELLED)
        return self._log.run()

    def _replay(self, held: Sequence[Kept]) -> None:
        """Add the results of the steps that need not run."""
        for step, kept in zip(self._session.steps, held, strict=False):
            root = self._log.root(step)
            if root is not None:
                self._log.pass_over(step, root)
            elif kept.result is not None:
                self._log.add(step, replace(kept.result, cached=True), kept.line)

    def _command(self, number: int, step: Step) -> dict[str, object]:
        self._began = now()
        stands = number == self._stands
        if not stands:
            self._chain.mark()
        return {**super()._command(number, step), "snapshot": not (self._chain.ended or stands)}

    def _keep(self, step: Step, done: Done, tape: Tape, seconds: float, *, interrupted: bool) -> None:
        super()._keep(step, done, tape, seconds, interrupted=interrupted)
        # What was interrupted would not end in the same state another time, so nothing can be built on it.
        conditions = () if interrupted else self._conditions(done.block, step)
        line = judge.failing_line(step, done.failure)
        self._chain.keep(step, conditions, self._log.latest, line, done.read, self._began)
        self._chain.ended = self._chain.ended or done.ends

    def _note_question(self, step: Step) -> None:
        super()._note_question(step)
        self._chain.ended = self._chain.ended or f"the block in line {step.block.line + 1} asked for input"

    def _lose(
        self,
        step: Step,
        ended: Ended,
        status: tuple[Status, str],
        outputs: tuple[Output, ...],
        seconds: float = 0.0,
        dropped: int = 0,
    ) -> None:
        fact = ended.fact
        self._chain.over = self._chain.over or fact is None or bool(self._chain.ended)
        if self._first and not self._log.last and ended.why in ("", "closed"):
            # A crash has to show in a process that nobody copied before it is told of.
            self._chain.over = True
            self._chain.why = f"line {judge.last_line(step, fact)} ended a process that had gone on from a snapshot"
            raise Orphaned
        super()._lose(step, ended, status, outputs, seconds, dropped)

    def _rest(self, drive: Drive) -> Sequence[str]:
        """Leave the session standing, or end it if it can't be gone on with; return the files that it read."""
        if self._chain.ended:
            self._chain.over = True
            return [file.path for file in self._finish(drive)]
        self._chain.mark()
        drive.begin(Tape(0))
        drive.send({"do": "pause", "number": len(self._session.steps)})
        try:
            claim = drive.wait(time.monotonic() + _PAUSE_SECONDS)
        except Ended as gone:
            self._chain.over = True
            self._log.doubt_last(judge.sudden_end(gone.fact, gone.why, self._limits.memory)[1])
            return ()
        if not isinstance(claim, Bye):
            self._chain.over = True
            self._log.doubt_last(GARBLED)
            return ()
        self._learn(claim.modules)
        return claim.files

    def _concluded(self, read: Sequence[str]) -> SessionRun:
        files = files_read(read)
        if files is None or any(not kept.conditions for kept in self._chain.kept):
            self._log.cacheable = False
        return self._log.run(files or ())


def _await_ready(drive: Drive) -> None:
    """Wait until a snapshot says that it can be gone on with.

    Raises:
        Lost: if it can't.
    """
    try:
        claim = drive.wait(time.monotonic() + _READY_SECONDS)
    except Ended as ended:
        raise Lost("a snapshot could not be woken") from ended
    if isinstance(claim, Unready):
        raise Lost(f"its lines have moved, and {claim.why} above remembers them")
    if not isinstance(claim, Ready):
        raise Lost("a snapshot gave no answer")
