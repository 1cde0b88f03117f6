"""Run the sessions of a plan: from the cache where it holds them, in workers where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from vault_runner.config import Config
from vault_runner.config.device_local import DeviceLocal, load_device
from vault_runner.execute import (
    Executor,
    Keep,
    LeasingRunner,
    LiveSessions,
    Store,
    VirtualRunner,
    always_strict,
    environment,
    find_python,
    inventory,
    probe,
    run_all,
)
from vault_runner.model import NotePlan, Plan, Result, Session, SessionRun
from vault_runner.pipeline.approving import Approving
from vault_runner.pipeline.places import cache_folder
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import Vault
from vault_runner.worker.preload import HEAVY
from vault_runner.write.protocol.ground import place_of

_AHEAD = frozenset(HEAVY)


@dataclass(slots=True)
class Runs:
    """The runs of a plan, and whether they were broken off."""

    runs: dict[tuple[str, str], SessionRun] = field(default_factory=dict)
    interrupted: bool = False
    refused: set[tuple[str, str]] = field(default_factory=set)
    """The sessions that may not run here, by their note and name."""

    def settles(self, plan: NotePlan) -> bool:
        """Tell whether each session of a note ran or was refused; if nothing was to run, none is missing."""
        keys = {(session.own, session.name) for session in plan.sessions}
        return keys <= self.runs.keys() | self.refused

    def of(self, plan: NotePlan) -> tuple[SessionRun, ...]:
        """Return the runs of one note, in the order of its sessions."""
        keys = ((session.own, session.name) for session in plan.sessions)
        return tuple(self.runs[key] for key in keys if key in self.runs)


class Workshop:
    """What the batches of one command share: the interpreter, its stamp, the results that are kept, the workers."""

    def __init__(self, vault: Vault, request: Request) -> None:
        """Start nothing yet."""
        self.vault = vault
        self.request = request
        self.approving = Approving(vault, request)
        self.store = Store(cache_folder() / "results")
        self._executor: Executor | None = None
        self._live: LiveSessions | None = None
        self._leasing: LeasingRunner | None = None
        self._trials: Executor | None = None
        self._loaded: frozenset[str] = frozenset()
        self._tried: frozenset[str] = frozenset()
        self._cancelled = False

    def __enter__(self) -> Self:
        """Return the workshop."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        if self._executor is not None:
            self._executor.close()
            self._executor = self._live = None
        if self._trials is not None:
            self._trials.close()
            self._trials = None

    @cached_property
    def python(self) -> Path:
        """The interpreter of the notes."""
        return find_python(self.vault.config, self.vault.root, self.request.python)

    @cached_property
    def device(self) -> DeviceLocal:
        """The switches of this device."""
        return load_device()

    @cached_property
    def fingerprint(self) -> str:
        """What results depend on beside the notes; files are known by their full paths, so it holds for one vault."""
        return f"{environment(self.python, config=self.vault.config)} {self.vault.root}"

    def stamp(self, session: Session) -> str:
        """Return what a session's results depend on: what failed at a wall need not fail where there is none."""
        profile = self.approving.profile(session)
        switches = (self.device.network, self.device.writable) if profile == "approved" else ()
        return f"{self.fingerprint} {profile} {switches}"

    def admits(self, session: Session) -> bool:
        """Tell whether a session may run here: what nobody approved needs walls."""
        if self.request.kept_only:
            return False
        return self.is_approved(session) or (self.request.confine and probe().confines)

    def is_approved(self, session: Session) -> bool:
        """Tell whether all that runs in a session is approved."""
        return self.approving.profile(session) == "approved"

    def cancel(self) -> None:
        """End every session at once; what is asked for afterwards won't run. For another thread."""
        self._cancelled = True
        if self._executor is not None:
            self._executor.cancel()

    def executor(self, modules: frozenset[str]) -> Executor:
        """Return workers that have loaded `modules`, if they are worth loading ahead; those of before, if they have."""
        if self.request.live:
            return self.sessions(modules)
        if self._executor is None or not modules <= self._loaded:
            self.__exit__(None, None, None)
            self._loaded |= modules
            self._executor = Executor(
                self.python,
                self.vault.root,
                self.vault.config,
                preload=self._loaded,
                profile_of=self.approving.profile,
                device=self.device,
                listen=self.request.listen,
                ended=self.request.ended,
            )
            self._executor.ask = self.request.ask
            if self._cancelled:
                self._executor.cancel()
        return self._executor

    def trials(self, modules: frozenset[str]) -> Executor:
        """Return workers behind the strict walls, whoever approved of the code: they run it as nobody wrote it."""
        if self._trials is None or not modules & _AHEAD <= self._tried:
            if self._trials is not None:
                self._trials.close()
            self._tried |= modules
            self._trials = Executor(
                self.python, self.vault.root, self.vault.config, preload=self._tried, profile_of=always_strict
            )
        return self._trials

    def sessions(self, modules: frozenset[str] = frozenset()) -> LiveSessions:
        """Return the sessions that stand between runs; only what is loaded ahead for all is a reason to end those."""
        if self._live is None or not modules & _AHEAD <= self._loaded:
            self.__exit__(None, None, None)
            self._loaded |= modules
            self._executor = self._live = LiveSessions(
                self.python,
                self.vault.root,
                self.vault.config,
                preload=self._loaded,
                profile_of=self.approving.profile,
                device=self.device,
                listen=self.request.listen,
                ended=self.request.ended,
                keep=Keep(times=place_of(cache_folder() / "durations", self.vault.root)),
            )
            self._live.ask = self.request.ask
            if self._cancelled:
                self._live.cancel()
        return self._live

    def let_go(self, path: str) -> None:
        """Drop what stands of a note that is gone, or is no longer approved."""
        if self._live is not None:
            self._live.forget(path)

    def break_off(self, path: str) -> None:
        """Stop what runs of a note in a session that stands; what was finished of it stays. For another thread."""
        if self._leasing is not None:
            self._leasing.stop(path)
        if self._live is not None:
            self._live.stop(path)

    def leasing(self, executor: Executor) -> LeasingRunner:
        """Return what runs sessions one beside the other as far as the accelerators of this machine allow."""

        def tell(sentence: str) -> None:
            self.request.progress(sentence, None)

        room = inventory(self.python, self.device)
        self._leasing = LeasingRunner(executor, room, waits=tell, stopped=lambda: executor.cancelled)
        return self._leasing

    def expected(self, session: Session) -> tuple[float | None, ...]:
        """Return the seconds that each step of an approved session will probably take, None for who knows."""
        if self.store.lookup(session, self.stamp(session)) is not None:
            return (0.0,) * len(session.steps)
        return self.sessions(session.imports).expected(session)


def run_plan(workshop: Workshop, plan: Plan, texts: Mapping[str, str]) -> Runs:
    """Run what the cache does not hold; an interrupt ends all workers and keeps what is there."""
    outcome = Runs()
    if not any(note.sessions for note in plan.notes):
        return outcome
    missing = _look_up(plan, workshop, outcome)
    if any(note.sessions for note in missing.notes):
        _run_missing(workshop, missing, texts, outcome)
    return outcome


def _look_up(plan: Plan, workshop: Workshop, outcome: Runs) -> Plan:
    missing = []
    for note in plan.notes:
        left: list[Session] = []
        for session in note.sessions:
            if not (workshop.request.confine or workshop.request.kept_only or workshop.is_approved(session)):
                # Not even the interpreter is asked what it is: the vault's settings may name it.
                workshop.let_go(session.own)
                outcome.refused.add((session.own, session.name))
                continue
            run = workshop.store.lookup(session, workshop.stamp(session)) if workshop.request.cache else None
            if run is None and not workshop.admits(session):
                outcome.refused.add((session.own, session.name))
                continue
            if run is None:
                left.append(session)
            else:
                outcome.runs[session.own, session.name] = run
        missing.append(NotePlan(note.note, tuple(left), note.skipped, note.findings))
    return Plan(tuple(missing), plan.findings)


def _run_missing(workshop: Workshop, plan: Plan, texts: Mapping[str, str], outcome: Runs) -> None:
    sessions = {(session.own, session.name): session for note in plan.notes for session in note.sessions}
    request = workshop.request
    jobs = workers(workshop.vault.config, request)
    executor = workshop.executor(_modules(sessions.values()))

    def announce(result: Result) -> None:
        request.progress("running", result)

    runner = VirtualRunner(workshop.leasing(executor))
    try:
        for run in run_all(plan, runner, texts=texts, jobs=jobs, on_result=announce):
            outcome.runs[run.path, run.session] = run
            if run.cacheable:
                session = sessions[run.path, run.session]
                workshop.store.keep(session, workshop.stamp(session), run)
    except KeyboardInterrupt:
        executor.cancel()
        outcome.interrupted = True


def _modules(sessions: Iterable[Session]) -> frozenset[str]:
    return frozenset().union(*(session.imports for session in sessions))


def workers(config: Config, request: Request) -> int:
    """Return how many processes may work at a time."""
    return request.jobs or config.jobs or len(os.sched_getaffinity(0))
