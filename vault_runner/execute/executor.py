"""Runs sessions, each in its own process, from one warm interpreter."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from vault_runner.config import Config
from vault_runner.config.device_local import DeviceLocal
from vault_runner.execute.asking import Ask
from vault_runner.execute.drive import Cancelled, Drive
from vault_runner.execute.limits import APPROVED_SCRATCH, PROCESSES, STRICT_SCRATCH
from vault_runner.execute.profiles import ProfileOf, always_strict
from vault_runner.execute.scratch import Scratch
from vault_runner.execute.session import CANCELLED, Orphaned, SessionRunner
from vault_runner.execute.session_log import Hearing, Listener, SessionLog
from vault_runner.execute.session_setup import Place
from vault_runner.execute.spawned import spawns, starter
from vault_runner.execute.walls import Level, probe
from vault_runner.execute.warm import Warm
from vault_runner.execute.wires import Wires
from vault_runner.model import Plan, Result, Session, SessionRun

_CLOSE_SECONDS = 10.0
_LOOK_UP_SECONDS = 0.5
_CUDA = Path("/dev/nvidiactl")
NO_WALLS = "not run: nobody approved of it, and this machine has no walls to run it behind"


class Runner(Protocol):
    """Whatever can run a session."""

    def run(
        self, session: Session, texts: Mapping[str, str], on_result: Callable[[Result], None] | None = None
    ) -> SessionRun:
        """Run a session and return a result for each of its steps, in order."""
        ...

    def cancel(self) -> None:
        """Let every session end at once."""
        ...


class Executor:
    """Runs sessions in child processes; `run` may be called from several threads at a time."""

    def __init__(  # noqa: PLR0913 - whatever sessions have in common, each by its name
        self,
        python: Path,
        vault: Path,
        config: Config,
        *,
        preload: Collection[str] = (),
        profile_of: ProfileOf = always_strict,
        device: DeviceLocal | None = None,
        level: Level | None = None,
        listen: Hearing | None = None,
        ended: Listener | None = None,
    ) -> None:
        """Remember what to run with; processes are started by the first `run`.

        Args:
            python: The interpreter of the notes.
            vault: The vault's folder.
            config: The vault's settings.
            preload: Top-level modules that the notes import; the heavy ones among them are loaded once for all.
            profile_of: Tells for each session whether it was approved; one that wasn't runs behind the strict walls.
            device: The switches of this device; all off by default.
            level: Stand behind these walls, whatever the machine allows. For tests: a lower level lets harm through.
            listen: Called with what a block prints while it runs, from any thread.
            ended: Called with the result of a block at its end, from any thread; the final one may say more.
        """
        self._profile_of = profile_of
        self._device = device or DeviceLocal()
        self._forced = level
        self._listen = listen
        self._ended = ended
        self.ask: Ask | None = None
        """Answers what blocks ask for by `input()`; without it they are told that nobody does."""
        self._alone = threading.Lock()
        self._python = python
        self._vault = Path(os.path.abspath(vault))  # noqa: PTH100 - a vault that is a link keeps its own name
        self._config = config
        self._preload = preload
        self._lock = threading.Lock()
        self._idle = threading.Condition()
        self._running = 0
        self._scratch: Scratch | None = None
        self._warm: Warm | None = None
        self._wake, self._ring = os.pipe()
        self._cancelled = False
        self._closed = False

    def __enter__(self) -> Self:
        """Return the executor."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process and remove everything temporary."""
        self.close()

    def run(self, session: Session, texts: Mapping[str, str], on_result: Listener | None = None) -> SessionRun:
        """Run a session in a process of its own and return a result for each of its steps, in order.

        Args:
            session: What to run.
            texts: The text of each note by its path, for tracebacks.
            on_result: Called with each result as soon as it stands.

        Raises:
            ExecutionError: if no process can be started here.
        """
        log = SessionLog(session, on_result)
        if self._cancelled:
            log.give_up(CANCELLED)
            return log.run()
        with self._counted():
            try:
                return self._run(session, texts, log)
            except Orphaned:
                log = log.again()
                # Only the session that ended the others can be hit again when each is tried by itself.
                with self._alone:
                    return self._last_try(session, texts, log)
            except Cancelled:
                log.give_up(CANCELLED)
                return log.run()

    def _last_try(self, session: Session, texts: Mapping[str, str], log: SessionLog) -> SessionRun:
        try:
            if not self._cancelled:
                return self._run(session, texts, log)
        except Cancelled:
            pass
        log.give_up(CANCELLED)
        return log.run()

    def _run(self, session: Session, texts: Mapping[str, str], log: SessionLog) -> SessionRun:
        level = self._level()
        rehearsal = session.devices is not None and session.devices.rehearsal
        profile = "strict" if rehearsal else self._profile_of(session)
        if profile == "strict" and level < Level.CONFINED and self._forced is None:
            log.give_up(NO_WALLS)
            return log.run()
        warm, scratch = self._start()
        place = Place(self._python, self._vault, scratch.session(), profile)
        with Wires() as wires:
            apart = profile == "strict" and level >= Level.NAMESPACES
            leash = warm.start(self._request(place, session, level), wires.far, apart=apart)
            wires.hand_over()
            drive = Drive(wires, leash, self._wake)
            try:
                learn = warm.learn if profile == "approved" else warm.learn_from_strangers
                listen = None if rehearsal else self._listen
                runner = SessionRunner(session, place, self._config, log, learn, listen, self._ended)
                runner.ask = None if rehearsal else self.ask
                return runner.run(drive, texts)
            finally:
                warm.take_back(leash, reusable=drive.reusable)

    def _level(self) -> Level:
        return probe().level if self._forced is None else self._forced

    @property
    def cancelled(self) -> bool:
        """Whether nothing will run any more."""
        return self._cancelled

    def cancel(self) -> None:
        """End every session at once; what hasn't run by now won't. May be called from a signal handler."""
        self._cancelled = True
        if not self._closed:
            os.write(self._ring, b"!")

    def close(self) -> None:
        """End every process and remove everything temporary."""
        if self._closed:
            return
        self.cancel()
        self._closed = True
        with self._idle:
            self._idle.wait_for(lambda: not self._running, _CLOSE_SECONDS)
        with self._lock:
            if self._warm is not None:
                self._warm.close()
            if self._scratch is not None:
                self._scratch.remove()
        os.close(self._wake)
        os.close(self._ring)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """Let `close` know of a session that still uses what it would close."""
        with self._idle:
            self._running += 1
        try:
            yield
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()

    def _start(self) -> tuple[Warm, Scratch]:
        with self._lock:
            if self._scratch is None or self._warm is None:
                self._scratch = Scratch()
                self._warm = starter(self._python, self._scratch.folder, self._preload, self._wake)
            return self._warm, self._scratch

    def _request(self, place: Place, session: Session, level: Level) -> dict[str, object]:
        memory = self._config.memory
        quota = STRICT_SCRATCH if place.profile == "strict" else APPROVED_SCRATCH
        return {
            "profile": place.profile,
            "level": int(level),
            "vault": str(self._vault),
            "folder": str((self._vault / session.own).parent),
            "network": self._device.network,
            "writable": [os.path.expanduser(folder) for folder in self._device.writable],  # noqa: PTH111 - strings
            "scratch": str(place.scratch),
            "scratch_bytes": quota.size,
            "scratch_entries": quota.entries,
            "memory": memory,
            # CUDA reserves address space far beyond what it uses, so there only what is resident counts.
            "address": 0 if _CUDA.exists() or spawns() else memory,
            "processes": PROCESSES,
        }


def run_all(
    plan: Plan,
    executor: Runner,
    *,
    jobs: int = 0,
    on_result: Listener | None = None,
    texts: Mapping[str, str] | None = None,
) -> Iterator[SessionRun]:
    """Run every session of a plan, `jobs` at a time, and yield each as it ends.

    Args:
        plan: What to run.
        executor: What runs it.
        jobs: Sessions at a time; 0 for one a processor core.
        on_result: Called with each result, one call at a time, from any thread.
        texts: The texts of notes that others depend on and that aren't themselves planned.
    """
    known = {**(texts or {}), **{planned.note.path: planned.note.text for planned in plan.notes}}
    sessions = [session for planned in plan.notes for session in planned.sessions]
    listener = _one_at_a_time(on_result) if on_result is not None else None
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1, thread_name_prefix="session") as pool:
        futures = [pool.submit(executor.run, session, known, listener) for session in sessions]
        finished = False
        try:
            yield from _as_they_end(futures)
            finished = True
        finally:
            if not finished:
                executor.cancel()
                pool.shutdown(wait=False, cancel_futures=True)


def _as_they_end(futures: Sequence[Future[SessionRun]]) -> Iterator[SessionRun]:
    """Yield what each future comes to; never wait for long at a time.

    A signal for a process that was suspended may be taken by any of its threads, and only the main one, which may be
    waiting here, acts on it: between two waits.
    """
    waiting = set(futures)
    while waiting:
        ended, waiting = wait(waiting, _LOOK_UP_SECONDS, return_when=FIRST_COMPLETED)
        for future in ended:
            yield future.result()


def _one_at_a_time(listener: Listener) -> Listener:
    lock = threading.Lock()

    def tell(result: Result) -> None:
        with lock:
            listener(result)

    return tell
