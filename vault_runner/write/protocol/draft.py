"""A temporary file beside a note: first our new bytes, after the exchange what stood in the note."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.journal import Entry
from vault_runner.write.replace import temporary_beside, write_new


@dataclass(slots=True)
class Draft:
    """One write on its way."""

    note: Path
    temp: Path
    number: int
    """Its number in the journal."""
    before: bytes
    after: bytes
    inode: int
    """The note's, before."""
    content: bytes = b""
    """What `temp` is known to hold: `after`, or what was displaced."""
    is_out: bool = False
    """Whether the exchange may have happened: then `temp` must not be removed without another look."""
    is_undone: bool = False
    """Whether the exchange was undone."""
    rescued: bytes = b""
    """What was displaced and put back."""
    is_leased: bool = False
    """Whether a lease said that nobody else had the note open for writing."""


def make_draft(ground: Ground, note: Path, file: int, before: bytes, after: bytes) -> Draft:
    """Write it down in the journal, then write the temporary file, safely on the disk.

    Args:
        ground: The command's.
        note: The note, links followed.
        file: The note, open for reading; owner, mode and attributes are taken from it.
        before: What it holds.
        after: What it is to hold.
    """
    temp, inode = temporary_beside(note), os.fstat(file).st_ino
    number = ground.journal.begin(Entry(ground.name(note), temp.name, digest(before), digest(after), inode))
    draft = Draft(note, temp, number, before, after, inode, after)
    try:
        write_new(temp, after, file)
        ground.journal.ready(number)
    except BaseException:
        drop(ground, draft)
        raise
    return draft


def drop(ground: Ground, draft: Draft) -> None:
    """Remove the temporary file; one that can't be removed is left to the next command."""
    with suppress(OSError):
        draft.temp.unlink(missing_ok=True)
        ground.journal.end(draft.number)


def read_file(file: int) -> bytes:
    """Return all bytes of an open file, wherever it was read to."""
    size = os.fstat(file).st_size
    parts = []
    at = 0
    while part := os.pread(file, max(size - at, 0) + 1, at):
        parts.append(part)
        at += len(part)
    return b"".join(parts)


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content`, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
