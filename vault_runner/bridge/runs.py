"""Runs, one after the other: each told of block by block, and its results placed where their blocks stand by then."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from vault_runner.bridge.documents import Document, Documents
from vault_runner.bridge.editor import Editor, placed
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.messages import Job as JobMessage
from vault_runner.bridge.placing import of_blocks, place_of, rebased, workspace_edit
from vault_runner.bridge.reporting import Reporter
from vault_runner.bridge.telling import Found, found_blocks
from vault_runner.bridge.workroom import Workroom
from vault_runner.errors import VaultRunnerError
from vault_runner.model import Edit, Proposal, Result
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.saving import save_proposals

TRIES: Final = 5
CHANGED = "the block changed while it ran; its output was not written"
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """One run that was asked for."""

    run_id: str
    document: Document
    blocks: tuple[str, ...]
    force: bool
    found: dict[str, Found]
    reporter: Reporter
    stopped: bool = False


class Runs:
    """The queue of runs, and the thread that works it off."""

    def __init__(
        self,
        workroom: Workroom,
        documents: Documents,
        memories: Memories,
        editor: Editor,
        on_end: Callable[[str], None],
    ) -> None:
        """Start the thread; `on_end` is called with the address of the note whose run is over."""
        self._workroom, self._documents, self._memories = workroom, documents, memories
        self._editor, self._on_end = editor, on_end
        self._jobs: list[Job] = []
        self._lock = threading.Lock()
        self._count = 0
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="runs", daemon=True)
        self._thread.start()

    def make(self, document: Document, outcome: NoteOutcome, blocks: Sequence[str], *, force: bool) -> Job:
        """Return a run of some blocks of a note, that starts once it is added."""
        self._count += 1
        run_id = f"run-{self._count}"
        reporter = Reporter(self._editor, self._memories, document.uri, run_id, outcome.plan.steps)
        found = {each.block.id: each for each in found_blocks(document.note, outcome.plan.steps)}
        return Job(run_id, document, tuple(blocks), force, found, reporter)

    def add(self, job: Job) -> None:
        """Let a run have its turn."""
        with self._lock:
            self._jobs.append(job)
        job.reporter.queued(job.blocks)
        self._queue.put(job)

    def stop(self, run_id: str = "", uri: str = "") -> bool:
        """Stop a run, the runs of a note, or all; tell whether there was one."""
        with self._lock:
            hit = [job for job in self._jobs if run_id in ("", job.run_id) and uri in ("", job.document.uri)]
            first = self._jobs[0] if self._jobs else None
            for job in hit:
                job.stopped = True
        if first in hit:
            self._workroom.stop()
        return bool(hit)

    def now(self) -> list[JobMessage]:
        """Return what is queued or running."""
        with self._lock:
            jobs = tuple(self._jobs)
        return [
            JobMessage(run_id=job.run_id, uri=job.document.uri, block_id=block, state=state, elapsed=elapsed)
            for job in jobs
            for block, state, elapsed in job.reporter.now()
        ]

    def close(self, patience: float) -> None:
        """Stop everything and wait for the thread."""
        self.stop()
        self._queue.put(None)
        self._thread.join(patience)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                self._run(job)
            except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
                _log.exception("a run broke down")
                job.reporter.give_up(job.blocks, "failed", "vault-run could not run it; see its log")
            finally:
                with self._lock:
                    self._jobs.remove(job)
                self._on_end(job.document.uri)

    def _run(self, job: Job) -> None:
        if job.stopped:
            job.reporter.give_up(job.blocks, "stopped", "stopped before it could run")
            return

        def progress(stage: str, result: Result | None) -> None:
            if result is not None and result.path == job.document.path:
                job.reporter.ended(result)
            elif stage == "running blocks":
                job.reporter.begin(job.blocks)

        def listen(path: str, block: str, stream: str, text: str) -> None:
            if path == job.document.path:
                job.reporter.heard(block, stream, text)

        try:
            outcome = self._workroom.run(job.document, job.blocks, progress, listen, force=job.force)
        except VaultRunnerError as error:
            job.reporter.give_up(job.blocks, "failed", str(error))
            self._editor.show(str(error))
            return
        for result in outcome.results:
            job.reporter.ended(result)
        job.reporter.give_up(job.reporter.begun, *_unended(job))
        if not job.stopped:
            self._write(job, of_blocks(outcome.proposal, job.blocks))

    def _write(self, job: Job, proposal: Proposal) -> None:
        if not proposal.edits and not proposal.files:
            return
        saved = save_proposals(self._workroom.vault, [(job.document.note, replace(proposal, edits=()))])
        for finding in saved.findings:
            _log.warning("%s: %s", finding.path, finding.message)
        if self._editor.can.places:
            for edit in proposal.edits:
                self._place(job, edit, proposal)
        elif proposal.edits:
            self._apply(job, proposal)

    def _place(self, job: Job, edit: Edit, proposal: Proposal) -> None:
        found = job.found.get(edit.block)
        if found is not None:
            future = self._editor.place(place_of(job.document, found, edit, proposal, job.run_id))
            future.add_done_callback(partial(self._placed, job, edit.block))

    @staticmethod
    def _placed(job: Job, block: str, future: Future[Any]) -> None:
        answer = placed(future)
        if not answer.placed and answer.reason in {"changed", "gone"}:
            job.reporter.out_of_date(block, CHANGED)

    def _apply(self, job: Job, proposal: Proposal) -> None:
        """Have the edits made in the newest version of the note, and try again with the next if they come too late."""
        for _ in range(TRIES):
            newest = self._documents.at(job.document.uri)
            if newest is None:
                save_proposals(self._workroom.vault, [(job.document.note, proposal)])
                return
            edits, refused = rebased(newest, job.document, proposal.edits)
            for finding in refused:
                self._editor.show(finding.message)
            placeable = {edit.block for edit in edits}
            for edit in proposal.edits:
                if edit.block not in placeable:
                    job.reporter.out_of_date(edit.block, CHANGED)
            if not edits:
                return
            change = workspace_edit(newest, edits, versioned=self._editor.can.versioned)
            if self._editor.apply("Write outputs", change):
                return
        self._editor.show("The note changed too fast; its outputs were not written. Run it again.")


def _unended(job: Job) -> tuple[Any, str]:
    return ("stopped", "stopped") if job.stopped else ("not-run", "nothing came of it")
