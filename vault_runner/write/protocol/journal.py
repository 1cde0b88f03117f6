"""What a command is about to do, written down first, so that the next one can clear up after a crash.

A file for each command, a line of JSON for each step. The file is locked while its command lives; a file that
nobody locks was left by a command that died.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from vault_runner.errors import WriteError
from vault_runner.write.replace import CLOSE, NO_FOLLOW, flush_folder

SUFFIX = ".journal"


@dataclass(frozen=True, slots=True)
class Entry:
    """One write that was begun."""

    note: str
    """Relative to the vault, with forward slashes."""
    temp: str
    """The name of the temporary file beside it."""
    before: str
    """SHA-256 of what the note held, hexadecimal."""
    after: str
    """SHA-256 of what it was to hold."""
    inode: int
    """The note's, before."""
    ready: bool = False
    """Whether the temporary file was complete."""


class Journal:
    """The journal of one command; no file is made before the first entry."""

    def __init__(self, folder: Path) -> None:
        """Write in `folder`, which lies outside the vault."""
        self._folder = folder
        self._file: int | None = None
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._count = 0
        self._open: set[int] = set()

    def begin(self, entry: Entry) -> int:
        """Write an entry down, safely on the disk, and return its number.

        Raises:
            WriteError: if it can't be kept; then nothing should be written either.
        """
        self._count += 1
        try:
            self._write({"number": self._count, **asdict(entry)}, flush=True)
        except (OSError, WriteError) as error:
            reason = error.strerror if isinstance(error, OSError) else error.message
            raise WriteError(f"was not written, as no journal can be kept in {self._folder}: {reason}") from error
        self._open.add(self._count)
        return self._count

    def ready(self, number: int) -> None:
        """Note that the temporary file is complete; the disk is not waited for, a crash is what this is for."""
        self._write({"number": number, "ready": True}, flush=False)

    def end(self, number: int) -> None:
        """Note that the temporary file is gone; if that can't be noted, the next command sees it for itself."""
        self._open.discard(number)
        with suppress(OSError):
            self._write({"number": number, "end": True}, flush=False)

    def close(self) -> None:
        """Remove the file if nothing is left to clear up, else leave it to the next command."""
        if self._file is None:
            return
        if not self._open:
            with suppress(OSError):
                self._path.unlink()
        os.close(self._file)
        self._file = None

    def _write(self, line: dict[str, object], *, flush: bool) -> None:
        file = self._opened()
        os.write(file, json.dumps(line).encode() + b"\n")
        if flush:
            os.fsync(file)

    def _opened(self) -> int:
        if self._file is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | NO_FOLLOW | CLOSE
            self._file = os.open(self._path, flags, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            flush_folder(self._folder)
        return self._file


def abandoned(folder: Path) -> Iterator[tuple[Path, list[Entry]]]:
    """Yield the journals of dead commands, each with its writes that were not ended."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            file = os.open(path, os.O_RDONLY | NO_FOLLOW | CLOSE)
        except OSError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path, _left_open(path.read_bytes())
        except BlockingIOError:
            continue
        finally:
            os.close(file)


def _left_open(content: bytes) -> list[Entry]:
    """Read a journal; a line that was cut off announced nothing that was done."""
    left: dict[int, dict[str, object]] = {}
    for line in content.split(b"\n"):
        try:
            said = json.loads(line)
            number = said.pop("number")
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if said.pop("end", False):
            left.pop(number, None)
        else:
            left[number] = {**left.get(number, {}), **said}
    entries = []
    for said in left.values():
        with suppress(msgspec.ValidationError):
            entries.append(msgspec.convert(said, Entry))
    return entries
