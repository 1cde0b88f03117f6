"""Run the sessions of a plan: from the cache where it holds them, in workers where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from vault_runner.config import Config
from vault_runner.execute import Executor, Store, environment, find_python, run_all
from vault_runner.model import NotePlan, Plan, Result, Session, SessionRun
from vault_runner.pipeline.reading import Vault
from vault_runner.pipeline.request import Request


@dataclass(slots=True)
class Runs:
    """The runs of a plan, and whether they were broken off."""

    runs: dict[tuple[str, str], SessionRun] = field(default_factory=dict)
    interrupted: bool = False

    def of(self, plan: NotePlan) -> tuple[SessionRun, ...]:
        """Return the runs of one note, in the order of its sessions."""
        keys = ((session.own, session.name) for session in plan.sessions)
        return tuple(self.runs[key] for key in keys if key in self.runs)


def cache_folder() -> Path:
    """Return the folder of this user's cache, outside every vault."""
    return user_cache_path("vault-runner")


def run_plan(vault: Vault, plan: Plan, request: Request, texts: Mapping[str, str]) -> Runs:
    """Run what the cache does not hold; an interrupt ends all workers and keeps what is there."""
    outcome = Runs()
    if not any(note.sessions for note in plan.notes):
        return outcome
    python = find_python(vault.config, vault.root, request.python)
    store = Store(cache_folder() / "results")
    # The files that a session read are known by their full paths, so an entry holds for one vault alone.
    fingerprint = f"{environment(python, config=vault.config)} {vault.root}"
    missing = _look_up(plan, store, fingerprint, outcome, request)
    if any(note.sessions for note in missing.notes):
        _run_missing(vault, missing, request, texts, python, (store, fingerprint), outcome)
    return outcome


def _look_up(plan: Plan, store: Store, fingerprint: str, outcome: Runs, request: Request) -> Plan:
    missing = []
    for note in plan.notes:
        left: list[Session] = []
        for session in note.sessions:
            run = store.lookup(session, fingerprint) if request.cache else None
            if run is None:
                left.append(session)
            else:
                outcome.runs[session.own, session.name] = run
        missing.append(NotePlan(note.note, tuple(left), note.skipped, note.findings))
    return Plan(tuple(missing), plan.findings)


def _run_missing(
    vault: Vault,
    plan: Plan,
    request: Request,
    texts: Mapping[str, str],
    python: Path,
    cache: tuple[Store, str],
    outcome: Runs,
) -> None:
    sessions = {(session.own, session.name): session for note in plan.notes for session in note.sessions}
    store, fingerprint = cache
    with Executor(python, vault.root, vault.config, preload=_modules(sessions.values())) as executor:

        def announce(result: Result) -> None:
            request.progress("running", result)

        try:
            for run in run_all(plan, executor, texts=texts, jobs=_jobs(vault.config, request), on_result=announce):
                outcome.runs[run.path, run.session] = run
                if run.cacheable:
                    store.keep(sessions[run.path, run.session], fingerprint, run)
        except KeyboardInterrupt:
            executor.cancel()
            outcome.interrupted = True


def _modules(sessions: Iterable[Session]) -> frozenset[str]:
    return frozenset().union(*(session.imports for session in sessions))


def _jobs(config: Config, request: Request) -> int:
    return request.jobs or config.jobs or len(os.sched_getaffinity(0))
