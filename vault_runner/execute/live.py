"""Sessions that are run again and again while their note is edited, each time only from the first block that changed.

For programs that live long: a watcher, a language server. What a note shows is what a run from its start would show.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from vault_runner.config import Config
from vault_runner.config.device_local import DeviceLocal
from vault_runner.execute.chain import Chain, Kept
from vault_runner.execute.drive import Drive
from vault_runner.execute.durations import Durations
from vault_runner.execute.executor import Executor
from vault_runner.execute.live_session import LiveRunner
from vault_runner.execute.profiles import ProfileOf, always_strict
from vault_runner.execute.session import Orphaned
from vault_runner.execute.session_log import Hearing, Listener, SessionLog
from vault_runner.execute.session_setup import Place
from vault_runner.execute.spawned import spawns
from vault_runner.execute.waking import Lost, wake
from vault_runner.execute.wires import Wires
from vault_runner.model import Session, SessionRun

_BY_ITSELF = re.compile(
    r"\bget(?:pid|ppid|sid|pgid|pgrp|tid|_native_id|rusage|itimer)\b|\b(?:process|thread)_time|\bclock_gettime\b|"
    r"\bwait(?:pid|id|3|4)\b|\bos\.(?:wait|times)\b|\bkillpg\b|\balarm\(|\bsetitimer\b|\bSIGCHLD\b|"
    r"\bregister_at_fork\b|\b(?:psutil|prctl|ptrace|ctypes)\b|/proc/"
)
"""What makes code see that it runs in a copy of another process."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How much may be kept between runs."""

    sessions: int = 8
    number: int = 24
    """Snapshots of one session."""
    memory: int = 1024
    """MiB that the snapshots of one session may hold, each shared page divided among its holders."""
    idle: float = 900.0
    """Seconds without a run after which a session's snapshots are dropped."""
    rest: float = 0.2
    """Seconds after a run until they are weighed and the likeliest is made ready; the next edit may come at once."""
    times: Path | None = None
    """The file in which durations are remembered; for this process only if there is none."""


_Key: TypeAlias = "tuple[str, str]"


class LiveSessions(Executor):
    """An executor that goes on from the deepest snapshot above the first change; approved sessions only.

    Everything else runs as an `Executor` runs it. Two runs of one session never overlap: the later one waits.
    """

    def __init__(  # noqa: PLR0913 - what an executor is told, and how much may be kept
        self,
        python: Path,
        vault: Path,
        config: Config,
        *,
        preload: Collection[str] = (),
        profile_of: ProfileOf = always_strict,
        device: DeviceLocal | None = None,
        listen: Hearing | None = None,
        ended: Listener | None = None,
        keep: Keep | None = None,
    ) -> None:
        """Remember what to run with; see `Executor` for what isn't told here.

        Args:
            python: The interpreter of the notes.
            vault: The vault's folder.
            config: The vault's settings.
            preload: Top-level modules that the notes import.
            profile_of: Tells for each session whether it was approved.
            device: The switches of this device.
            listen: Called with what a block prints while it runs.
            ended: Called with the result of a block at its end; not for those that need not run.
            keep: How much may be kept between runs.
        """
        super().__init__(
            python, vault, config, preload=preload, profile_of=profile_of, device=device, listen=listen, ended=ended
        )
        self._keep = keep or Keep()
        self.times = Durations(self._keep.times)
        self._chains: OrderedDict[_Key, Chain] = OrderedDict()
        self._chains_lock = threading.Lock()

    def run(
        self, session: Session, texts: Mapping[str, str], on_result: Listener | None = None, *, again: str = ""
    ) -> SessionRun:
        """Run a session, of an approved one only what changed since the last time and all below it.

        The results of blocks above the first change are those of an earlier run, marked as `cached`. If a live
        session had to run from its start all the same, the first result says why in `anew`.

        Args:
            session: What to run.
            texts: The text of each note by its path, for tracebacks.
            on_result: Called with each result as soon as it stands.
            again: The identifier of a block that shall run even if nothing has changed.

        Raises:
            ExecutionError: if no process can be started here.
        """
        if self._profile_of(session) != "approved" or session.devices is not None or spawns():
            self.forget(session.own)
            run = super().run(session, texts, on_result)
        else:
            chain = self._chain_of(session)
            with chain.lock, chain.stoppable():
                chain.again = again
                run = super().run(session, texts, chain.marking(on_result))
                run = self._settled(chain, run)
        self.times.note(session, run.results)
        return run

    def expected(self, session: Session, *, again: str = "") -> tuple[float | None, ...]:
        """Return for each step the seconds that a run now would probably spend on it, 0 if its result stands.

        None for a step like which none has run yet. Callers let a session run by itself only if the sum is small.
        """
        chain = self._chains.get(_key(session))
        first = 0
        if chain is not None and chain.lock.acquire(blocking=False):
            try:
                chain.again = again
                first = len(self._held(chain, session) or ())
            finally:
                chain.lock.release()
        past = (self.times.expected(session, number) for number in range(first, len(session.steps)))
        return (*((0.0,) * first), *past)

    def stop(self, path: str) -> None:
        """Stop the live sessions of a note that are running; what they had finished stays."""
        for (own, _), chain in list(self._chains.items()):
            if own == path:
                chain.stop()

    def forget(self, path: str) -> None:
        """Drop what is kept of a note, such as one that was closed, removed, or is no longer approved."""
        for key, chain in list(self._chains.items()):
            if key[0] == path:
                with chain.lock:
                    self._drop(chain)

    def cancel(self) -> None:
        """End every session at once; what hasn't run by now won't. May be called from a signal handler."""
        super().cancel()
        for chain in list(self._chains.values()):
            chain.stop()

    def close(self) -> None:
        """End every process, the snapshots too, and remove everything temporary."""
        if self._closed:
            return
        super().close()
        self.times.save()
        with self._chains_lock:
            chains = list(self._chains.values())
            self._chains.clear()
        for chain in chains:
            with chain.lock:
                self._drop(chain)

    def _chain_of(self, session: Session) -> Chain:
        """Return what is known of a session; the one that was not run for longest makes room for a new one."""
        with self._chains_lock:
            chain = self._chains.setdefault(_key(session), Chain())
            self._chains.move_to_end(_key(session))
            for key, other in list(self._chains.items())[: -self._keep.sessions]:
                if other.lock.acquire(blocking=False):
                    try:
                        self._drop(other)
                        del self._chains[key]
                    finally:
                        other.lock.release()
        return chain

    def _settled(self, chain: Chain, run: SessionRun) -> SessionRun:
        """Conclude a run: say why it was from the start, and drop what can't be gone on with."""
        run = chain.marked_run(run)
        chain.why = chain.ended
        if chain.over:
            self._drop(chain)
        return run

    def _drop(self, chain: Chain) -> None:
        """End a session's processes and forget its results."""
        leash, chain.leash, chain.kept = chain.leash, None, []
        if leash is not None:
            leash.let_go()

    def _run(self, session: Session, texts: Mapping[str, str], log: SessionLog) -> SessionRun:
        chain = self._chains.get(_key(session))
        if chain is None or self._profile_of(session) != "approved" or session.devices is not None:
            return super()._run(session, texts, log)
        try:
            return self._run_live(chain, session, texts, log)
        except Orphaned:
            self._drop(chain)
            raise

    def _run_live(self, chain: Chain, session: Session, texts: Mapping[str, str], log: SessionLog) -> SessionRun:
        held = self._held(chain, session)
        if held is not None and chain.place is not None:
            warm, _ = self._start()
            runner = LiveRunner(
                session, chain.place, self._config, log, warm.learn, self._listen, self._ended, chain=chain
            )
            runner.ask = self.ask
            if len(held) == len(session.steps):
                return runner.standing_run(held)
            try:
                return self._go_on(chain, runner, texts, held)
            except Lost as lost:
                chain.why = str(lost)
        elif chain.leash is not None:
            chain.why = "the seed, the prelude or a setting of the session has changed"
        self._drop(chain)
        return self._run_anew(chain, session, texts, log)

    def _held(self, chain: Chain, session: Session) -> list[Kept] | None:
        """Return what stands of a session; None if there is no process to go on with."""
        if chain.leash is None or chain.place is None:
            return None
        runner = LiveRunner(session, chain.place, self._config, SessionLog(session, None), _nothing, chain=chain)
        runner.ask = self.ask
        return chain.standing(runner.conditions()) if runner.setup() == chain.setup else None

    def _go_on(self, chain: Chain, runner: LiveRunner, texts: Mapping[str, str], held: list[Kept]) -> SessionRun:
        leash = chain.leash
        if leash is None:
            raise Lost("")
        with Wires() as wires:
            origin, stays = wake(leash, len(held), wires.far)
            wires.hand_over()
            return runner.go_on(Drive(wires, leash, chain.wake), texts, held[:origin], stays=stays)

    def _run_anew(self, chain: Chain, session: Session, texts: Mapping[str, str], log: SessionLog) -> SessionRun:
        warm, scratch = self._start()
        place = Place(self._python, self._vault, scratch.session(), "approved")
        runner = LiveRunner(session, place, self._config, log, warm.learn, self._listen, self._ended, chain=chain)
        runner.ask = self.ask
        keeping = {
            "snapshots": {
                "number": self._keep.number,
                "memory": self._keep.memory,
                "idle": self._keep.idle,
                "rest": self._keep.rest,
            }
        }
        with Wires() as wires:
            leash = warm.start({**self._request(place, session, self._level()), **keeping}, wires.far)
            wires.hand_over()
            chain.begin(leash, place, runner.setup())
            chain.path = session.own
            chain.ended = _shows_copies(session)
            return runner.run(Drive(wires, leash, chain.wake), texts)


def _key(session: Session) -> _Key:
    return session.own, session.name


def _nothing(_modules: object) -> None:
    """Learn nothing."""


def _shows_copies(session: Session) -> str:
    """Return what code of a session does that would show it that it runs in a copy; empty if nothing does."""
    for step in session.steps:
        for number, text in zip(step.lines, step.source.split("\n"), strict=False):
            if found := _BY_ITSELF.search(text):
                return f"line {number} asks about its own process (`{found[0]}`)"
    return ""
