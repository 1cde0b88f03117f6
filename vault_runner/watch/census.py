"""Which notes the vault holds, and with which content: what tells a change from a file that was merely touched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from vault_runner.config.exclusions import excluder, is_hidden, is_note
from vault_runner.config.listing import walk_notes
from vault_runner.pipeline.vaults import Vault
from vault_runner.recall import sign

UNREAD: Final = "?"
"""The digest of a note that can't be read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A note as it was last looked at."""

    signature: bytes
    digest: str


@dataclass(slots=True)
class Difference:
    """What became of the notes between two looks."""

    changed: dict[str, str] = field(default_factory=dict)
    """Digests of the notes that hold something else than before, or are new."""
    gone: dict[str, str] = field(default_factory=dict)
    """Digests of the notes that are there no more."""
    new: set[str] = field(default_factory=set)

    def add(self, other: Difference) -> None:
        """Take in what a further look found."""
        self.changed.update(other.changed)
        self.gone.update(other.gone)
        self.new |= other.new

    def moved(self, is_ours: Callable[[str, str], bool]) -> dict[str, str]:
        """Return the new name of each note that was renamed with its old one, as far as its content tells that.

        Args:
            is_ours: Tells whether a note of this name was written with a content of this digest: it may have gone
                on to another name before anybody looked.
        """
        moves: dict[str, str] = {}
        for name, digest in self.changed.items():
            left = (old for old in self.gone if old not in moves.values())
            same = (old for old in left if self.gone[old] == digest or is_ours(old, digest))
            old = next(same, None) if name in self.new else None
            if old is not None:
                moves[name] = old
        return moves


class Census:
    """The notes of one vault."""

    def __init__(self, vault: Vault) -> None:
        """Know none yet."""
        self.notes: dict[str, Seen] = {}
        self._vault = vault
        self._excludes = excluder(vault.config)
        self._named = frozenset(map(vault.relative, vault.under))

    def walk(self) -> Difference:
        """Look at the whole vault; what looks as it did is taken for the same."""
        vault = self._vault
        found = walk_notes(vault.root, self._excludes, vault.under, on_problem=lambda _path, _why: None, sign=sign)
        difference = Difference()
        for name, signature in found.items():
            seen = self.notes.get(name)
            if seen is None or seen.signature != signature or not signature:
                self._read(name, difference)
        for name in self.notes.keys() - found.keys():
            self._lose(name, difference)
        return difference

    def look(self, names: Iterable[str]) -> Difference:
        """Look at a few files, and at nothing else."""
        difference = Difference()
        for name in names:
            if (self._vault.root / name).is_file() and self._counts(name):
                self._read(name, difference)
            elif name in self.notes:
                self._lose(name, difference)
        return difference

    def knows(self, name: str) -> bool:
        """Tell whether a note was there at the last look."""
        return name in self.notes

    def _read(self, name: str, difference: Difference) -> None:
        seen = self.notes.get(name)
        now = self._seen(name)
        if now is None:
            if seen is not None:
                self._lose(name, difference)
            return
        self.notes[name] = now
        if seen is None:
            difference.new.add(name)
        if seen is None or seen.digest != now.digest:
            difference.changed[name] = now.digest

    def _seen(self, name: str) -> Seen | None:
        """Read one note; None if it is gone by now."""
        try:
            with (self._vault.root / name).open("rb") as file:
                return Seen(sign(os.fstat(file.fileno())), hashlib.file_digest(file, "sha256").hexdigest())
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except OSError:
            return Seen(b"", UNREAD)

    def _lose(self, name: str, difference: Difference) -> None:
        difference.gone[name] = self.notes.pop(name).digest

    def _counts(self, name: str) -> bool:
        """Tell whether a file is a note that was asked for."""
        if name in self._named or name in self.notes:
            return True
        *folders, last = name.split("/")
        if any(map(is_hidden, folders)) or not is_note(last) or (self._excludes and self._excludes(name)):
            return False
        try:
            name.encode()
        except UnicodeEncodeError:
            return False
        return not self._named or "." in self._named or any(name.startswith(f"{folder}/") for folder in self._named)
