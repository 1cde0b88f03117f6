"""Runs sessions, each in its own process, from one warm interpreter."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from vault_runner.config import Config
from vault_runner.execute.drive import Cancelled, Drive
from vault_runner.execute.limits import PROCESSES
from vault_runner.execute.scratch import Scratch
from vault_runner.execute.session import CANCELLED, Listener, Place, SessionLog, SessionRunner
from vault_runner.execute.warm import Warm
from vault_runner.execute.wires import Wires
from vault_runner.model import Plan, Result, Session, SessionRun

_CLOSE_SECONDS = 10.0
_CUDA = Path("/dev/nvidiactl")


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

    def __init__(self, python: Path, vault: Path, config: Config, *, preload: Collection[str] = ()) -> None:
        """Remember what to run with; processes are started by the first `run`.

        Args:
            python: The interpreter of the notes.
            vault: The vault's folder.
            config: The vault's settings.
            preload: Top-level modules that the notes import; the heavy ones among them are loaded once for all.
        """
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
            except Cancelled:
                log.give_up(CANCELLED)
                return log.run()

    def _run(self, session: Session, texts: Mapping[str, str], log: SessionLog) -> SessionRun:
        warm, scratch = self._start()
        place = Place(self._python, self._vault, scratch.session())
        with Wires() as wires:
            leash = warm.start(self._request(place), wires.far)
            wires.hand_over()
            drive = Drive(wires, leash, self._wake)
            try:
                return SessionRunner(session, place, self._config, log, warm.learn).run(drive, texts)
            finally:
                warm.take_back(leash, reusable=drive.reusable)

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
                self._warm = Warm(self._python, self._scratch.folder, self._preload, self._wake)
            return self._warm, self._scratch

    def _request(self, place: Place) -> dict[str, object]:
        memory = self._config.memory
        return {
            "scratch": str(place.scratch),
            "memory": memory,
            # CUDA reserves address space far beyond what it uses, so there only what is resident counts.
            "address": 0 if _CUDA.exists() else memory,
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
            for future in as_completed(futures):
                yield future.result()
            finished = True
        finally:
            if not finished:
                executor.cancel()
                pool.shutdown(wait=False, cancel_futures=True)


def _one_at_a_time(listener: Listener) -> Listener:
    lock = threading.Lock()

    def tell(result: Result) -> None:
        with lock:
            listener(result)

    return tell
