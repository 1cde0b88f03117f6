"""The notes that are open in the editor: their text is the editor's, whatever stands on the disk."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from vault_runner.bridge.positions import Positions, changed
from vault_runner.model import Note
from vault_runner.parse import parse

NOTES = frozenset((".md", ".markdown", ".txt"))


@dataclass(frozen=True)
class Document:
    """One version of an open note."""

    uri: str
    path: str
    """Relative to the vault, with forward slashes."""
    version: int
    text: str

    @cached_property
    def note(self) -> Note:
        """The note, parsed once."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return parse(self.text, self.path, digest=digest, bom=False)

    @cached_property
    def positions(self) -> Positions:
        """Where its offsets are for the editor."""
        return Positions(self.text, self.note.lines)


@dataclass
class Documents:
    """The open notes, by their addresses; read by every thread, changed by the one that reads messages."""

    _open: dict[str, Document] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, document: Document) -> None:
        """Take a note that was opened."""
        with self._lock:
            self._open[document.uri] = document

    def change(self, uri: str, version: int, changes: Sequence[Mapping[str, Any]]) -> Document | None:
        """Return the note as it is after a change; None if it isn't open."""
        before = self.at(uri)
        if before is None:
            return None
        after = Document(uri, before.path, version, changed(before.text, changes))
        self.open(after)
        return after

    def close(self, uri: str) -> None:
        """Forget a note."""
        with self._lock:
            self._open.pop(uri, None)

    def at(self, uri: str) -> Document | None:
        """Return the newest version of a note, None if it isn't open."""
        with self._lock:
            return self._open.get(uri)

    def is_current(self, document: Document) -> bool:
        """Tell whether nothing newer is known."""
        return self.at(document.uri) is document

    def all(self) -> tuple[Document, ...]:
        """Return every open note."""
        with self._lock:
            return tuple(self._open.values())

    def named(self, path: str) -> Document | None:
        """Return the open note with a path of the vault."""
        return next((document for document in self.all() if document.path == path), None)


def file_of(uri: str) -> Path | None:
    """Return the file that an address means, None if it means none on this machine."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # brackets that hold no address
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or parts.query or parts.fragment:
        return None
    if "\0" in unquote(parts.path):
        return None
    return Path(os.path.abspath(unquote(parts.path)))  # noqa: PTH100 - resolve() would leave the vault through a link


def path_within(root: Path, uri: str) -> str | None:
    """Return the path of a note below `root`; None if it lies elsewhere, also by a link, or is no note."""
    file = file_of(uri)
    if file is None or file.suffix.lower() not in NOTES or not file.is_relative_to(root):
        return None
    real = Path(os.path.realpath(file))
    inside = real.is_relative_to(os.path.realpath(root))
    return PurePosixPath(file.relative_to(root)).as_posix() if inside else None
