"""Write a note or the files beside it. Nothing else in this package writes to a vault.

What this is not: the protocol for a note that is being typed in, which needs a lease and a look at what was
replaced. Between the last look and the rename another program may save; that save would be lost.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vault_runner.errors import StaleNoteError, WriteError
from vault_runner.model import VaultFile
from vault_runner.write.confine import resolve_file
from vault_runner.write.replace import CLOSE, NO_FOLLOW, replace_file

NO_WAIT = getattr(os, "O_NONBLOCK", 0)
WRITABLE = 0o222


def save(path: Path, data: bytes, *, expected_digest: str) -> None:
    """Replace the bytes of a note that still holds what it was read from.

    Mode, owner and extended attributes stay; of a link, the file that it leads to is written (see
    `resolve_inside` for whether it may be). Nothing is written if nothing would change.

    Args:
        path: The note.
        data: Its new bytes.
        expected_digest: SHA-256 of the bytes that it is believed to hold, hexadecimal.

    Raises:
        StaleNoteError: if it holds other bytes by now, or is gone.
        WriteError: if it can't be written; what stood there still stands.
    """
    with _errors_of(path):
        target = Path(os.path.realpath(path))
        file = os.open(target, os.O_RDONLY | NO_FOLLOW | CLOSE | NO_WAIT)
        with open(file, "rb") as note:  # noqa: PTH123 - an open descriptor
            _refuse_unwritable(target, os.fstat(file))
            current = note.read()
            if hashlib.sha256(current).hexdigest() != expected_digest:
                raise StaleNoteError("changed on the disk since it was read", remedy="run it again")
            if current != data:
                replace_file(target, data, like=file, ready=lambda: _expect(target, current))


def save_files(vault: Path, files: Sequence[VaultFile]) -> None:
    """Write files beside a note, each in one step; a file that holds its bytes already is left alone.

    Raises:
        WriteError: if one can't be written, or would lie outside the vault. Those before it are written.
    """
    for file in files:
        with _errors_of(Path(file.path)):
            target = resolve_file(vault, file.path)
            if target.is_file() and target.read_bytes() == file.content:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_file(resolve_file(vault, file.path), file.content)


def _write_file(target: Path, content: bytes) -> None:
    if not target.exists():
        replace_file(target, content, like=None, ready=lambda: None)
        return
    with target.open("rb") as standing:
        replace_file(target, content, like=standing.fileno(), ready=lambda: None)


def _refuse_unwritable(target: Path, status: os.stat_result) -> None:
    """Refuse what a rename would get around: read-only files and folders, and hard links."""
    if not stat.S_ISREG(status.st_mode):
        raise WriteError("is no regular file")
    if status.st_nlink > 1:
        raise WriteError(
            f"has {status.st_nlink} hard links, and writing would part them", remedy="make it a file of its own"
        )
    if not status.st_mode & WRITABLE or not os.access(target, os.W_OK):
        raise WriteError("is read-only", remedy="make it writable")
    folder = target.parent
    if not folder.stat().st_mode & WRITABLE or not os.access(folder, os.W_OK | os.X_OK):
        raise WriteError(f"lies in the read-only folder {folder}", remedy="make the folder writable")


def _expect(target: Path, current: bytes) -> None:
    if target.read_bytes() != current:
        raise StaleNoteError("changed on the disk while it was written", remedy="run it again")


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Say of which file an error speaks, in our own kinds of errors."""
    try:
        yield
    except FileNotFoundError:
        raise StaleNoteError("is gone; it was not made anew", path=str(path)) from None
    except OSError as error:
        raise WriteError(f"can't be written: {error.strerror}", path=str(path)) from error
    except WriteError as error:
        error.path = error.path or str(path)
        raise
