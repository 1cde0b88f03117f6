"""Results are placed as they come: each block's region at its end, while the blocks below it still run.

A thread of its own, so that a run never waits for an editor. At the end of a run what differs from what was placed is
placed again, which is rare: a block whose process turned out to have been killed, say.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any, Final

from msgspec.structs import replace as replace_message

from vault_runner.bridge.documents import Documents
from vault_runner.bridge.editor import Editor, placed
from vault_runner.bridge.holding import Holding
from vault_runner.bridge.jobs import Job
from vault_runner.bridge.placing import of_blocks, place_of, rebased, workspace_edit
from vault_runner.model import Edit, Proposal, Result
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.proposing import proposed_so_far
from vault_runner.pipeline.writing.saving import save_proposals

TRIES: Final = 5
CHANGED = "the block changed while it ran; its output was not written"
REASONS: Final = {
    "edited-by-hand": "the output below it was edited by hand, and was kept",
    "closed": "the note could not be opened for writing; its output was not written",
    "read-only": "the note can't be written; its output was not written",
    "container": "it was moved while it ran; its output was not written",
    "refused": "the editor did not write its output",
}
_log = logging.getLogger(__name__)


class Placements:
    """Puts results where their blocks stand by then."""

    def __init__(self, vault: Vault, documents: Documents, editor: Editor, holding: Holding) -> None:
        """Start the thread."""
        self._vault, self._documents, self._editor, self._holding = vault, documents, editor, holding
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="placing", daemon=True)
        self._thread.start()

    def soon(self, job: Job, result: Result) -> None:
        """Place the result of a block that is over, and don't wait."""
        job.ended(result)
        self._tasks.put(lambda: self._early(job))

    def rest(self, job: Job, proposal: Proposal, results: Iterable[Result]) -> None:
        """Place what is not placed yet of a run that is over, and wait until the editor was asked."""
        over = threading.Event()
        well = {result.block for result in results if result.status == "ok"}

        def last() -> None:
            try:
                self._put(job, of_blocks(proposal, well & set(job.blocks) if job.quick else job.blocks))
                self._take_back(job, job.places.keys() - well - {edit.block for edit in proposal.edits})
            finally:
                over.set()

        self._tasks.put(last)
        while not (over.wait(0.5) or self._closed.is_set()):
            pass

    def close(self) -> None:
        """Place nothing more."""
        self._closed.set()
        self._tasks.put(None)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None and not self._closed.is_set():
            try:
                task()
            except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
                _log.exception("a result could not be placed")

    def _early(self, job: Job) -> None:
        results, fresh = job.take()
        wanted = fresh & set(job.blocks)
        if job.quick is not None:  # what failed is shown, and enters the note only if somebody asks for it
            wanted &= {result.block for result in results if result.status == "ok"}
        if wanted and not job.stopped:
            # An editor that places results asks the person about an output that was edited by hand.
            asks = self._editor.can.places
            proposal = proposed_so_far(self._vault, job.plan, results, overwrite_edited=asks)
            self._put(job, of_blocks(proposal, wanted))

    def _put(self, job: Job, proposal: Proposal) -> None:
        """Have a proposal written, but for what the editor was asked to write before."""
        edits = tuple(edit for edit in proposal.edits if job.put.get(edit.block) != edit)
        job.put.update((edit.block, edit) for edit in edits)
        if proposal.files:
            saved = self._holding.save_files(job.document.note, replace(proposal, edits=()))
            for finding in saved.findings:
                _log.warning("%s: %s", finding.path, finding.message)
        if self._editor.can.places:
            for edit in edits:
                self._place(job, edit, proposal)
        elif edits:
            self._apply(job, edits)

    def _place(self, job: Job, edit: Edit, proposal: Proposal) -> None:
        found = job.found.get(edit.block)
        if found is not None:
            place = replace_message(place_of(job.document, found, edit, proposal, job.run_id), uri=job.uri)
            if edit.block in job.places:
                place = replace_message(place, before=job.places[edit.block].after)
            job.places[edit.block] = place
            self._editor.place(place).add_done_callback(partial(_placed, job, edit.block))

    def _take_back(self, job: Job, blocks: Iterable[str]) -> None:
        """Take the results back of blocks that turned out to have gone wrong after all."""
        for block in blocks:
            place = job.places[block]
            self._editor.place(replace_message(place, before=place.after, after=place.before, figures=[]))

    def _apply(self, job: Job, wanted: tuple[Edit, ...]) -> None:
        """Have the edits made in the newest version of the note, and try again with the next if they come too late."""
        for _ in range(TRIES):
            newest = self._documents.at(job.uri)
            if newest is None:
                proposal = Proposal(job.document.path, job.document.note.digest, wanted, (), ())
                save_proposals(self._vault, [(job.document.note, proposal)])
                return
            edits, refused = rebased(newest, job.document, wanted)
            for finding in refused:
                self._editor.show(finding.message)
            placeable = {edit.block for edit in edits}
            for edit in wanted:
                if edit.block not in placeable:
                    job.reporter.out_of_date(edit.block, CHANGED)
            if not edits:
                return
            change = workspace_edit(newest, edits, versioned=self._editor.can.versioned)
            if self._closed.is_set() or self._editor.apply("Write outputs", change):
                return
        self._editor.show("The note changed too fast; its outputs were not written. Run it again.")


def _placed(job: Job, block: str, future: Future[Any]) -> None:
    answer = placed(future)
    if answer.placed:
        return
    if answer.reason in {"changed", "gone"}:
        job.reporter.out_of_date(block, CHANGED)
    else:
        job.reporter.unwritten(block, REASONS.get(answer.reason, REASONS["refused"]))
