"""What a writing command works with: the vault's lock, its undo log, the writer, the results that wait."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from platformdirs import user_state_path

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.model import Finding, Note, Proposal, Span
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.present import Announcement
from vault_runner.write import UndoLog
from vault_runner.write.protocol.ground import Ground, place_of
from vault_runner.write.protocol.lock import PATIENCE, holder_in, kept_by, vault_lock
from vault_runner.write.protocol.parked import Parked, ParkingPlace
from vault_runner.write.protocol.sweep import sweep, sweep_strays
from vault_runner.write.protocol.writer import Writer

BOM = b"\xef\xbb\xbf"
Tell: TypeAlias = Callable[[str], None]
"""Called with a sentence when a wait begins."""


def unheard(_sentence: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that one command writes with."""

    vault: Vault
    log: UndoLog
    writer: Writer
    parking: ParkingPlace


@contextmanager
def opened(vault: Vault, tell: Tell = unheard, *, patience: float = PATIENCE, keeps: bool = False) -> Iterator[Desk]:
    """Hold the vault's lock, clear up what dead commands left, and look after what was displaced in the end.

    With `keeps` the lock is held for an editor that has the vault open: others park what they have to write instead
    of waiting for it, and nothing is cleared up below the editor's feet.

    Raises:
        BusyNoteError: if another command holds the vault.
        WriteError: if nothing can be kept outside the vault; then nothing is written to it either.
    """
    ground = Ground(Path(os.path.realpath(vault.root)), _place(vault), tell=tell)
    with vault_lock(ground.folder, tell, patience, keeps=keeps):
        if not keeps:
            sweep(ground)
        writer, announcement = Writer(ground), Announcement(vault.root)
        try:
            yield Desk(vault, undo_log(vault), writer, parking_place(vault))
        except BaseException:
            writer.close(wait=False)
            raise
        finally:
            announcement.close()
        writer.close()


def undo_log(vault: Vault) -> UndoLog:
    """Return the log of this vault's write-backs, kept outside the vault."""
    return UndoLog(user_state_path("vault-runner") / "undo", vault.root)


def parking_place(vault: Vault) -> ParkingPlace:
    """Return where the results wait that could not be written."""
    return ParkingPlace(_place(vault) / "parked")


def kept_in_editor(vault: Vault) -> str:
    """Return who keeps this vault for an editor, as far as anybody said so; to be asked when it could not be had."""
    return kept_by(_place(vault))


def park(parking: ParkingPlace, note: Note, proposal: Proposal, reason: BusyNoteError) -> Finding:
    """Keep a proposal for later, and return what is to be told of it."""
    base = (BOM if note.bom else b"") + note.text.encode()
    try:
        parking.park(Parked(note.path, base, proposal.edits, proposal.files, time.time()))
    except OSError as error:
        return unwritten(
            note.path, f"{reason.message}, and its results can't be kept: {error.strerror}", "run it again"
        )
    return unwritten(note.path, reason.message, reason.remedy)


def refuse_read_only(root: Path) -> None:
    """Refuse a vault on a file system without writes: one sentence for all its notes.

    Raises:
        WriteError: that says so.
    """
    if os.statvfs(root).f_flag & os.ST_RDONLY:
        raise WriteError(f"the vault can't be written: {os.strerror(errno.EROFS)}", remedy="nothing was written")


def sweep_beside(desk: Desk, note: Path) -> None:
    """Clear the folder of a note of old temporary files that no journal knows."""
    sweep_strays(desk.writer.ground, note.parent)


def told(desk: Desk) -> tuple[Finding, ...]:
    """Return what the writes of a command have to tell beside their failures."""
    return tuple(
        Finding(notice.note, Span(0, 0), "VRW000", notice.severity, notice.message, notice.remedy)
        for notice in desk.writer.ground.notices
    )


def unwritten(path: str, message: str, remedy: str = "") -> Finding:
    """Return the finding for something that was not written."""
    return Finding(path, Span(0, 0), "VRW000", "error", message, remedy)


def holder_of(root: Path) -> int:
    """Return the process that holds the lock of a vault, 0 if none says that it does."""
    return holder_in(place_of(user_state_path("vault-runner") / "writes", root))


def _place(vault: Vault) -> Path:
    return place_of(user_state_path("vault-runner") / "writes", vault.root)
