"""Runs, one after the other: each told of block by block, and its results placed where their blocks stand by then."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from vault_runner.bridge.documents import Document, Documents
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.holding import Holding
from vault_runner.bridge.inputs import asked, unanswered
from vault_runner.bridge.jobs import Job
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.narrowing import up_to
from vault_runner.bridge.placements import Placements
from vault_runner.bridge.progress import WorkDone
from vault_runner.bridge.reporting import Reporter
from vault_runner.bridge.run_messages import Job as JobMessage
from vault_runner.bridge.telling import found_blocks
from vault_runner.bridge.workroom import Ears, Narrow, Workroom
from vault_runner.errors import VaultRunnerError
from vault_runner.execute.asking import Answer
from vault_runner.model import Plan, Result
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.running import Workshop

SOFTLY_SECONDS: Final = 1.5
"""How long a run may take to stop before its processes are ended."""
_log = logging.getLogger(__name__)


class Runs:
    """The queue of runs, and the thread that works it off."""

    def __init__(
        self,
        workroom: Workroom,
        documents: Documents,
        memories: Memories,
        editor: Editor,
        holding: Holding,
        on_end: Callable[[str], None],
    ) -> None:
        """Start the threads; `on_end` is called with the address of the note whose run is over."""
        self._workroom, self._documents, self._memories = workroom, documents, memories
        self._editor, self._on_end = editor, on_end
        self._placements = Placements(workroom.vault, documents, editor, holding)
        self._jobs: list[Job] = []
        self._tours: list[str] = []
        self._running: Job | None = None
        self._lock = threading.Lock()
        self._count = 0
        self._queue: queue.SimpleQueue[Job | Callable[[], object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="runs", daemon=True)
        self._thread.start()

    def number(self) -> str:
        """Return the number of another run."""
        self._count += 1
        return f"run-{self._count}"

    def make(
        self, document: Document, outcome: NoteOutcome, blocks: Sequence[str], *, force: bool, run_id: str = ""
    ) -> Job:
        """Return a run of some blocks of a note, that starts once it is added."""
        run_id = run_id or self.number()
        reporter = Reporter(self._editor, self._memories, document.uri, run_id, outcome.plan.steps)
        found = {each.block.id: each for each in found_blocks(document.note, outcome.plan.steps)}
        return Job(run_id, document, outcome.plan, tuple(blocks), force, found, reporter, document.uri)

    def add(self, job: Job) -> None:
        """Let a run have its turn."""
        self._take(job)
        self._queue.put(job)

    def tour(self, run_id: str, jobs: Iterator[Job]) -> None:
        """Let one run after the other have its turn, each made only then; they share the beginning of their numbers."""
        with self._lock:
            self._tours.append(run_id)
        self._queue.put(lambda: self._go_through(run_id, jobs))

    def stop(self, run_id: str = "", uri: str = "") -> bool:
        """Stop a run, the runs of a note, or all; tell whether there was one."""
        with self._lock:
            tours = [] if uri else [each for each in self._tours if run_id in ("", each)]
            self._tours = [each for each in self._tours if each not in tours]
            hit = [job for job in self._jobs if _is_meant(job, run_id) and uri in ("", job.uri)]
            for job in hit:
                job.stopped = True
        self._break_off_one_of(hit)
        return bool(hit or tours)

    def stop_by_itself(self, uri: str) -> None:
        """Stop what runs of a note without having been asked for."""
        with self._lock:
            hit = [job for job in self._jobs if job.quick is not None and job.uri == uri and not job.stopped]
            for job in hit:
                job.stopped = True
        self._break_off_one_of(hit)

    def is_busy(self, uri: str) -> bool:
        """Tell whether anything is queued or running of a note."""
        with self._lock:
            return any(job.uri == uri for job in self._jobs)

    def let_go(self, path: str) -> None:
        """End what stands of a note, once what was asked for before is done."""
        self._queue.put(lambda: self._workroom.let_go(path))

    def _break_off_one_of(self, hit: Sequence[Job]) -> None:
        running = self._running
        if running is not None and running in hit:
            self._break_off(running)

    def _break_off(self, job: Job) -> None:
        """Stop what runs and keep what stands; if that takes too long, end it all."""
        self._workroom.break_off(job.document.path)
        timer = threading.Timer(SOFTLY_SECONDS, self._end, (job,))
        timer.daemon = True
        timer.start()

    def _end(self, job: Job) -> None:
        with self._lock:
            runs_still = self._running is job
        if runs_still:
            self._workroom.stop()

    def rename(self, old: str, new: str) -> None:
        """Follow a note, or the notes of a folder, to another address."""
        with self._lock:
            for job in self._jobs:
                if job.uri == old or job.uri.startswith(old + "/"):
                    job.uri = new + job.uri[len(old) :]
                    job.reporter.renamed(job.uri)

    def now(self) -> list[JobMessage]:
        """Return what is queued or running."""
        with self._lock:
            jobs = tuple(self._jobs)
        return [
            JobMessage(run_id=job.run_id, uri=job.uri, block_id=block, state=state, elapsed=elapsed)
            for job in jobs
            for block, state, elapsed in job.reporter.now()
        ]

    def close(self, patience: float) -> None:
        """Stop everything and wait for the threads."""
        self.stop()
        self._workroom.stop()
        self._queue.put(None)
        self._placements.close()
        self._thread.join(patience)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            if isinstance(job, Job):
                self._have_run(job)
                continue
            try:
                job()
            except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
                _log.exception("what comes between runs broke down")

    def _take(self, job: Job) -> None:
        with self._lock:
            self._jobs.append(job)
        job.reporter.queued(job.blocks)

    def _have_run(self, job: Job) -> None:
        with self._lock:
            self._running = job
        try:
            self._run(job)
        except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
            _log.exception("a run broke down")
            job.reporter.give_up(job.blocks, "failed", "vault-run could not run it; see its log")
        finally:
            if job.work is not None:
                job.work.end("stopped" if job.stopped else "done")
            with self._lock:
                self._jobs.remove(job)
                self._running = None
            self._on_end(job.uri)

    def _go_through(self, run_id: str, jobs: Iterator[Job]) -> None:
        """Run some notes, and keep nothing standing of those that are not open."""
        while run_id in self._tours and (job := next(jobs, None)) is not None:
            self._take(job)
            self._have_run(job)
            if self._documents.at(job.uri) is None:
                self._workroom.let_go(job.document.path)
                self._memories.forget(job.uri)
        with self._lock:
            self._tours = [each for each in self._tours if each != run_id]

    def _run(self, job: Job) -> None:
        if job.stopped:
            job.reporter.give_up(job.blocks, "stopped", "stopped before it could run")
            return

        if job.quick is None:
            title = f"Running {job.document.path}"
            job.work = WorkDone(self._editor, job.run_id, title, len(job.blocks))
        try:
            outcome = self._workroom.run(job.document, self._narrow(job), self._ears(job), force=job.force)
        except VaultRunnerError as error:
            job.reporter.give_up(job.blocks, "failed", str(error))
            self._editor.show(str(error))
            return
        for result in outcome.results:
            if _is_told(job, result):
                job.reporter.ended(result)
        job.reporter.give_up(job.reporter.begun, *_unended(job))
        if not job.stopped:
            self._placements.rest(job, outcome.proposal, outcome.results)

    def _narrow(self, job: Job) -> Narrow:
        quick = job.quick
        if quick is None:
            return partial(_asked_for, job)

        def narrow(plan: Plan, workshop: Workshop) -> Plan:
            chosen = quick.narrow(plan, workshop)
            job.blocks = () if job.stopped else quick.blocks
            for block, seconds in quick.waiting.items():
                job.reporter.waits(block, f"it would take about {seconds:.0f} s, so it waits to be asked for")
            job.reporter.begin(job.blocks, only=True)
            return chosen if job.blocks else up_to(())(plan, workshop)

        return narrow

    def _ask(self, job: Job, path: str, block: str, prompt: str, password: bool) -> Answer:  # noqa: FBT001 - an `Ask`
        if path != job.document.path:
            return unanswered()
        return asked(self._editor, job, block, prompt, password=password)

    def _ears(self, job: Job) -> Ears:
        def progress(stage: str, result: Result | None) -> None:
            if result is not None and _is_told(job, result):
                job.reporter.ended(result)
            elif stage == "running blocks" and job.quick is None:
                job.reporter.begin(job.blocks)

        def listen(path: str, block: str, stream: str, text: str) -> None:
            if path == job.document.path and (job.quick is None or block in job.blocks):
                job.reporter.heard(block, stream, text)

        def ended(result: Result) -> None:
            if job.work is not None and result.block in job.blocks:
                job.work.step()
            if _is_told(job, result) and (result.status == "ok" or not _may_be_virtual(job, result)):
                job.reporter.ended(result)
                self._placements.soon(job, result)

        return Ears(progress, listen, ended, partial(self._ask, job))


def _asked_for(job: Job, plan: Plan, workshop: Workshop) -> Plan:
    return up_to(() if job.stopped else job.blocks)(plan, workshop)


def _is_meant(job: Job, run_id: str) -> bool:
    return run_id in ("", job.run_id) or job.run_id.startswith(f"{run_id}.")


def _is_told(job: Job, result: Result) -> bool:
    """Tell whether a result is news of this run: of one that nobody asked for, what stood before it is none."""
    return result.path == job.document.path and (job.quick is None or result.block in job.blocks)


def _may_be_virtual(job: Job, result: Result) -> bool:
    """Tell whether a block that failed may run again on a device that isn't here."""
    sessions = (each for each in job.plan.sessions if any(step.block.id == result.block for step in each.steps))
    return any("torch" in session.imports for session in sessions)


def _unended(job: Job) -> tuple[Any, str]:
    return ("stopped", "stopped") if job.stopped else ("not-run", "nothing came of it")
