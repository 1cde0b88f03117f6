"""The vault's writing lock, held while an editor is connected that places results itself.

As long as it is held, nobody else writes into the notes: what a command line or a watcher has to write is parked, and
handed from here to the editor, which knows what is open and what isn't. Who else holds the lock can be told.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final

from vault_runner.bridge.documents import Document
from vault_runner.bridge.editor import Editor, placed
from vault_runner.bridge.placing import place_of
from vault_runner.bridge.run_messages import Place
from vault_runner.bridge.telling import found_blocks
from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.model import Block, Edit, Note, Proposal
from vault_runner.model.region import BEGIN
from vault_runner.pipeline.reading import parsed
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.desk import Desk, opened
from vault_runner.pipeline.writing.saving import Saved, save_beside, save_proposals
from vault_runner.watch.presence import Presence
from vault_runner.write.protocol.parked import Parked

PAUSE: Final = 0.2
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offered:
    """A parked result that the editor was asked to take, and its answers as they come; without any, it is refused."""

    when: float
    """When it was parked."""
    answers: tuple[Future[Any], ...]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return not all(answer.done() for answer in self.answers)

    @property
    def is_taken(self) -> bool:
        """Whether the editor took all of it."""
        return bool(self.answers) and all(placed(answer).placed for answer in self.answers)


@dataclass
class Holding:
    """The lock of one vault, and the thread that holds it; for who never starts it, no lock is held."""

    vault: Vault
    editor: Editor
    holder: str = ""
    """Who holds the lock instead."""
    _desk: Desk | None = None
    _offered: dict[str, Offered] = field(default_factory=dict)
    """What the editor was asked to take, by note."""
    _closed: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Get hold of the lock, as soon as nobody else has it."""
        self._thread = threading.Thread(target=self._keep, name="lock", daemon=True)
        self._thread.start()

    def close(self, patience: float) -> None:
        """Give the lock back."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(patience)

    def save_files(self, note: Note, proposal: Proposal) -> Saved:
        """Write the files beside a note that a result shows."""
        desk = self._desk
        if desk is not None:
            return save_beside(desk, proposal)
        return save_proposals(self.vault, [(note, proposal)])

    def _keep(self) -> None:
        while not self._closed.is_set():
            try:
                with ExitStack() as stack:
                    desk = stack.enter_context(opened(self.vault, patience=0, keeps=True))
                    stack.enter_context(Presence(self.vault.root, "editor"))
                    self._serve(desk)
            except BusyNoteError as error:
                self.holder = error.message
            except (WriteError, OSError) as error:
                _log.warning("the vault can't be held: %s", error)
                return
            self._closed.wait(PAUSE)

    def _serve(self, desk: Desk) -> None:
        """Hand over what is parked, until the end."""
        self._desk, self.holder = desk, ""
        try:
            while not self._closed.wait(PAUSE):
                try:
                    self._hand_over(desk)
                except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
                    _log.exception("what was parked could not be handed over")
        finally:
            self._desk = None

    def _hand_over(self, desk: Desk) -> None:
        """Offer what is newly parked, and settle what was offered; an editor may take its time to answer."""
        for parked in tuple(desk.parking.waiting()):
            offered = self._offered.get(parked.note)
            if self._closed.is_set() or (offered is not None and offered.is_open):
                continue
            if offered is None or offered.when != parked.when:
                self._offered[parked.note] = Offered(parked.when, self._offer(desk, parked))
            elif offered.is_taken:
                desk.parking.forget(parked.note)
            elif not desk.parking.is_refused(parked):
                desk.parking.refuse(parked)

    def _offer(self, desk: Desk, parked: Parked) -> tuple[Future[Any], ...]:
        """Ask the editor to take a parked result; nothing is asked of one that can't be taken as a whole."""
        note = parsed(parked.base, parked.note)
        proposal = Proposal(parked.note, "", parked.edits, parked.files, ())
        places = tuple(places_of(desk.vault, note, proposal)) if isinstance(note, Note) else ()
        if len(places) < len(parked.edits) or save_beside(desk, proposal).findings:
            return ()
        return tuple(self.editor.place(place) for place in places)


def places_of(vault: Vault, note: Note, proposal: Proposal) -> Iterator[Place]:
    """Yield what a client needs to place each edit that is the region of a block and nothing else."""
    uri = (vault.root / note.path).as_uri()
    document = Document(uri, note.path, 0, note.text)
    found = {each.block.id: each for each in found_blocks(note, ())}
    for edit in proposal.edits:
        if edit.block in found and _is_region(found[edit.block].block, edit):
            yield place_of(document, found[edit.block], edit, proposal, "parked")


def _is_region(block: Block, edit: Edit) -> bool:
    if block.region is not None:
        return block.region.span.contains(edit.span)
    return edit.span.start == edit.span.end == block.span.end and BEGIN in edit.replacement
