"""Runs and checks of whole folders: one note after the other, open or not, each as it would be by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from vault_runner.bridge.documents import Document, Documents, file_of
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.jobs import Job
from vault_runner.bridge.live import Live
from vault_runner.bridge.methods import OUTSIDE
from vault_runner.bridge.rpc import RpcError
from vault_runner.bridge.run_messages import Scope
from vault_runner.bridge.runs import Runs
from vault_runner.bridge.telling import found_blocks
from vault_runner.bridge.workroom import Workroom
from vault_runner.errors import VaultRunnerError
from vault_runner.pipeline.reading import other_notes, read_note

NAMED: Final = 5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tours:
    """Goes through the notes of a folder, each in the editor's text if that has it open."""

    workroom: Workroom
    documents: Documents
    editor: Editor
    live: Live
    runs: Runs

    def run(self, scope: Scope, uri: str, *, force: bool) -> str:
        """Queue a run of every approved note of a folder, and return its number."""
        notes = self._notes(scope, uri)
        run_id = self.runs.number()
        self.runs.tour(run_id, self._jobs(notes, run_id, force=force))
        return run_id

    def check(self, scope: Scope, uri: str) -> int:
        """Have every note of a folder checked, and return how many there are."""
        names = list(self._notes(scope, uri))
        for name in names:
            opened = self.documents.named(name)
            if opened is not None:
                self.live.judge_soon(opened.uri)
            else:
                self.live.judge_closed(partial(self._read, name))
        return len(names)

    def _notes(self, scope: Scope, uri: str) -> Iterator[str]:
        """Yield the names of the notes of the vault, or of the folder that `uri` is or is in."""
        root = self.workroom.vault.root
        prefix = "" if scope == "vault" else _folder(root, uri)
        return iter(sorted(name for name in other_notes(self.workroom.vault) if name.startswith(prefix)))

    def _jobs(self, names: Iterator[str], run_id: str, *, force: bool) -> Iterator[Job]:
        """Yield a run of each note that may run, as late as it has its turn; say in the end what was left out."""
        unapproved: list[str] = []
        for number, name in enumerate(names):
            document = self.documents.named(name) or self._read(name)
            if document is None:
                continue
            outcome = self.workroom.look(document)
            if not outcome.plan.sessions:
                continue
            if not self.live.approvals.allow(outcome.plan):
                unapproved.append(name)
                continue
            ids = [each.block.id for each in found_blocks(document.note, outcome.plan.steps) if each.step]
            yield self.runs.make(document, outcome, ids, force=force, run_id=f"{run_id}.{number}")
        if unapproved:
            self.editor.show(_left_out(unapproved))

    def _read(self, name: str) -> Document | None:
        vault = self.workroom.vault
        try:
            note = read_note(vault, name)
        except VaultRunnerError as error:
            _log.warning("%s", error)
            return None
        return Document((vault.root / name).as_uri(), name, 0, note.text)


def _folder(root: Path, uri: str) -> str:
    """Return what the names of the notes of a folder begin with.

    Raises:
        RpcError: if it lies outside the vault.
    """
    place = file_of(uri)
    folder = place if place is None or place.is_dir() else place.parent
    if folder is None or not folder.is_relative_to(root):
        raise RpcError(OUTSIDE, "this folder is not of this vault", hint="choose a folder of the vault")
    name = folder.relative_to(root).as_posix()
    return "" if name == "." else f"{name}/"


def _left_out(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    which = "1 note was" if len(names) == 1 else f"{len(names)} notes were"
    return f"{which} not run, since nobody approved of them on this device: {shown}. Open them and approve of them."
