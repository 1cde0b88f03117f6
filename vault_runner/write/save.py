"""Write a note or the files beside it. Nothing else in this package writes to a vault.

Notes go through `protocol`, since somebody may be typing in them. Figures and logs are nobody's but ours: a
temporary file and a rename will do.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vault_runner.errors import StaleNoteError, WriteError
from vault_runner.model import VaultFile
from vault_runner.write.confine import resolve_file
from vault_runner.write.protocol.writer import Make, Record, Writer, unrecorded
from vault_runner.write.replace import replace_file


def save(path: Path, data: bytes, *, expected_digest: str, writer: Writer) -> None:
    """Replace the bytes of a note that still holds what it was read from.

    Mode, owner and extended attributes stay; of a link, the file that it leads to is written (see
    `resolve_inside` for whether it may be). Nothing is written if nothing would change.

    Args:
        path: The note.
        data: Its new bytes.
        expected_digest: SHA-256 of the bytes that it is believed to hold, hexadecimal.
        writer: The command's.

    Raises:
        StaleNoteError: if it holds other bytes by now, or is gone.
        WriteError: if it can't be written; what stood there still stands.
    """

    def make(current: bytes) -> bytes:
        if hashlib.sha256(current).hexdigest() != expected_digest:
            raise StaleNoteError("changed on the disk since it was read", remedy="run it again")
        return data

    save_merged(path, make, writer=writer)


def save_merged(
    path: Path, make: Make, *, writer: Writer, record: Record = unrecorded, expected_digest: str = ""
) -> bool:
    """Bring a note to what `make` makes of its bytes, whatever they are by then; tell whether it was written.

    Args:
        path: The note.
        make: Returns the new bytes; called again for each version that somebody saves in between.
        writer: The command's.
        record: Told of each attempt, see `Record`.
        expected_digest: SHA-256 of what it was read from; if it changed since, its editor is given time.

    Raises:
        StaleNoteError: if it is gone, or `make` can't tell what it should hold.
        BusyNoteError: if somebody keeps saving it.
        WriteError: if it can't be written; what stood there still stands.
    """
    with _errors_of(path):
        target = Path(os.path.realpath(path))
        return writer.write(target, make, record=record, seen=expected_digest)


def admit(path: Path, *, writer: Writer, expected_digest: str) -> None:
    """Wait until a note may be written, before the files beside it are.

    Raises:
        StaleNoteError: if it is gone.
        BusyNoteError: if somebody keeps it busy.
        WriteError: if it can't be written.
    """
    with _errors_of(path):
        writer.admit(Path(os.path.realpath(path)), seen=expected_digest)


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


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Say of which file an error speaks, in our own kinds of errors."""
    try:
        yield
    except FileNotFoundError:
        raise StaleNoteError(
            "is gone; it was not made anew",
            path=str(path),
            remedy="if it has another name now, run it under that: its results are kept",
        ) from None
    except OSError as error:
        raise WriteError(f"can't be written: {error.strerror}", path=str(path)) from error
    except WriteError as error:
        error.path = error.path or str(path)
        raise
