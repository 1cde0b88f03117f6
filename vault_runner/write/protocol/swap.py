"""The moment itself: put a draft in the note's place, look at what came out, undo it if that was newer."""

from __future__ import annotations

import os

from vault_runner.errors import WriteError
from vault_runner.write.protocol.draft import Draft, read_file
from vault_runner.write.protocol.exchange import exchange
from vault_runner.write.protocol.ground import Ground, Notice
from vault_runner.write.protocol.lease import CollisionError, Lease, take_lease
from vault_runner.write.protocol.put_back import put_back
from vault_runner.write.replace import flush_folder

NO_LEASE = (
    "the file system here gives no leases: notes are compared right before they are replaced, and looked at after"
)
NO_EXCHANGE = "the file system here can't exchange files: notes are compared right before they are replaced"


def swap(ground: Ground, draft: Draft, file: int) -> None:
    """Exchange a draft with its note, which is open as `file`.

    Raises:
        CollisionError: if somebody saved the note meanwhile; the note holds what was saved.
        FileNotFoundError: if the note is gone.
        OSError: if the system refuses.
    """
    with take_lease(file) as lease:
        draft.is_leased = lease.held
        if not lease.held:
            ground.say_once("no-lease", NO_LEASE)
        _expect(draft, file)
        if not _exchanged(draft):
            _rename(ground, draft, file)
            return
        if not _is_intact(draft, file, lease):
            _undo(ground, draft)
        _flush(ground, draft)
        # While the disk was waited for, somebody may have come to the door of the old file.
        if lease.is_broken():
            _undo(ground, draft)


def _exchanged(draft: Draft) -> bool:
    """Exchange; from the call on, `temp` may hold the note."""
    draft.is_out = True
    try:
        swapped = exchange(draft.temp, draft.note)
    except OSError:
        draft.is_out = False
        raise
    draft.is_out = swapped
    if swapped:
        draft.content = draft.before
    return swapped


def _rename(ground: Ground, draft: Draft, file: int) -> None:
    """Do without the exchange: a save between the last look and the rename is lost, unless it went into `file`."""
    ground.say_once("no-exchange", NO_EXCHANGE)
    _expect(draft, file)
    draft.is_out = True
    draft.temp.replace(draft.note)
    _flush(ground, draft)
    late = read_file(file)
    if late != draft.before:
        ground.recover(draft.note, late, "somebody saved this note while an output was written")


def _expect(draft: Draft, file: int) -> None:
    """Go on only if the path still leads to the open file, and that holds what the draft was made from."""
    status = os.lstat(draft.note)
    if (status.st_ino, status.st_dev) != _identity(file) or read_file(file) != draft.before:
        raise CollisionError("changed on the disk while it was written")


def _is_intact(draft: Draft, file: int, lease: Lease) -> bool:
    """Tell whether just what was merged was displaced, and nobody waits to write into it."""
    status = os.lstat(draft.temp)
    same = (status.st_ino, status.st_dev) == _identity(file) and read_file(file) == draft.before
    return same and not lease.is_broken()


def _identity(file: int) -> tuple[int, int]:
    status = os.fstat(file)
    return status.st_ino, status.st_dev


def _undo(ground: Ground, draft: Draft) -> None:
    try:
        put_back(ground, draft)
    finally:
        draft.is_undone = True
    # Else the power could go with one of two exchanges on the disk, and the removal of what was saved.
    _flush(ground, draft)
    raise CollisionError("was saved by another program at the same moment")


def _flush(ground: Ground, draft: Draft) -> None:
    """Make the exchange last; if that fails, the note stands written all the same, and it is told."""
    try:
        flush_folder(draft.note.parent)
    except WriteError as error:
        ground.notices.append(Notice(ground.name(draft.note), "error", error.message, error.remedy))
