"""The way back: what every write replaced is kept outside the vault, command by command.

Not a history: the last commands are kept, and only the last of them can be taken back, whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vault_runner.errors import WriteError
from vault_runner.write.confine import resolve_inside
from vault_runner.write.protocol.writer import Writer
from vault_runner.write.replace import CLOSE, NO_FOLLOW
from vault_runner.write.save import save

KEPT_COMMANDS = 20
DIGITS = 8
RECORD = ".undo"
UNDONE = ".undone"
CHANGED = "changed since; nothing was undone there"


@dataclass(frozen=True, slots=True)
class Record:
    """One write: what the file held before and after."""

    path: str
    """Relative to the vault, with forward slashes."""
    before: bytes | None
    """None for a file that did not exist."""
    after: str
    """SHA-256 of what was written, hexadecimal."""
    folders: tuple[str, ...]
    """Folders that did not exist, outermost first."""


class UndoLog:
    """The write-backs of one vault. One object stands for one command; all its records are undone together."""

    def __init__(self, folder: Path, vault: Path) -> None:
        """Keep the records of `vault` somewhere in `folder`, which lies outside of it."""
        self._vault = vault
        real = os.path.realpath(vault)
        self._folder = folder / hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
        self._command: Path | None = None
        self._count = 0

    def record(self, path: str, before: bytes | None, after: bytes) -> Callable[[], None]:
        """Keep what a write is about to replace; call it before the write, and what it returns if nothing was written.

        Args:
            path: The file, relative to the vault.
            before: What it holds; None if it does not exist.
            after: What it will hold.

        Raises:
            WriteError: if the record can't be kept; then nothing should be written either.
        """
        try:
            if self._command is None:
                self._command = self._new_command()
            self._count += 1
            place = self._command / f"{self._count:0{DIGITS}}{RECORD}"
            _write_record(place, Record(path, before, _digest(after), self._missing_folders(path)))
        except OSError as error:
            raise WriteError(f"can't be kept for undo: {error.strerror}", path=path) from error
        return lambda: self._forget(place)

    def last(self) -> tuple[str, ...]:
        """Return the paths that the last command wrote, in order; nothing if there is none to undo."""
        command = self._last_command()
        return tuple(dict.fromkeys(record.path for record in _records(command))) if command else ()

    def undo(self, writer: Writer) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Take the last command's writes back, through the same protocol that made them.

        Returns:
            The paths restored, and those that were not, each with the sentence that says why.
        """
        command = self._last_command()
        if command is None:
            return (), ()
        restored: list[str] = []
        refused: dict[str, str] = {}
        for record in reversed(list(_records(command))):
            try:
                if record.path not in refused and self._restore(record, writer):
                    restored.append(record.path)
            except WriteError as error:
                refused[record.path] = error.message
        # What was refused stays readable by hand until newer commands push it out.
        command.rename(command.with_suffix(UNDONE))
        return tuple(dict.fromkeys(reversed(restored))), tuple(refused.items())

    def _restore(self, record: Record, writer: Writer) -> bool:
        """Put back what a record holds; return False if the write that it announced never happened."""
        real = resolve_inside(self._vault, self._vault / record.path)
        current = _read(real)
        if current == record.before:
            return False
        if current is None or _digest(current) != record.after:
            raise WriteError(CHANGED, path=record.path)
        if record.before is None:
            _remove(real, [self._vault / folder for folder in record.folders])
        else:
            save(real, record.before, expected_digest=record.after, writer=writer)
        return True

    def _forget(self, record: Path) -> None:
        """Remove a record of what was not written, and the command's folder if it holds no other."""
        with suppress(OSError):
            record.unlink(missing_ok=True)
            record.parent.rmdir()
            self._command = None

    def _missing_folders(self, path: str) -> tuple[str, ...]:
        parents = [parent for parent in Path(path).parents if parent != Path()]
        return tuple(parent.as_posix() for parent in reversed(parents) if not (self._vault / parent).exists())

    def _new_command(self) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        commands = self._commands()
        for old in commands[: -(KEPT_COMMANDS - 1)]:
            shutil.rmtree(old, ignore_errors=True)
        number = int(commands[-1].stem) if commands else 0
        while True:
            number += 1
            with suppress(FileExistsError):
                command = self._folder / f"{number:0{DIGITS}}"
                command.mkdir(mode=0o700)
                return command

    def _commands(self) -> list[Path]:
        """Return the folders of all commands, oldest first, undone ones included."""
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted(path for path in found if path.stem.isdecimal())

    def _last_command(self) -> Path | None:
        return next((path for path in reversed(self._commands()) if not path.suffix), None)


def _write_record(path: Path, record: Record) -> None:
    """Write a record: a line of JSON, then the old bytes as they were."""
    before = None if record.before is None else _digest(record.before)
    head = {"path": record.path, "before": before, "after": record.after, "folders": record.folders}
    content = json.dumps(head).encode() + b"\n" + (record.before or b"")
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | CLOSE, 0o600)
    with open(file, "wb") as record_file:  # noqa: PTH123 - an open descriptor
        record_file.write(content)
        record_file.flush()
        os.fsync(file)


def _records(command: Path) -> Iterator[Record]:
    """Yield the records of a command, oldest first; one that was cut off by a crash announced no write."""
    for path in sorted(command.glob(f"*{RECORD}")):
        head, _, before = path.read_bytes().partition(b"\n")
        try:
            said = json.loads(head)
            digest = said["before"]
            record = Record(said["path"], None if digest is None else before, said["after"], tuple(said["folders"]))
        except (ValueError, KeyError, TypeError):
            continue
        if digest is None or digest == _digest(before):
            yield record


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteError(f"can't be read: {error.strerror}", path=str(file)) from error


def _remove(file: Path, folders: list[Path]) -> None:
    """Remove a file that a command made, and the folders that it made for it if nothing else is in them."""
    try:
        file.unlink()
    except OSError as error:
        raise WriteError(f"can't be removed: {error.strerror}", path=str(file)) from error
    with suppress(OSError):
        for folder in reversed(folders):
            folder.rmdir()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
