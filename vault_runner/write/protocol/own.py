"""Which bytes we wrote last: a watcher knows its own writes by what they are, never by when they were."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

KEPT = 4
"""Digests a note: events of several writes may arrive late and together."""


class OwnWrites:
    """The digests of what was written last into each note of a vault."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`, a file for each note."""
        self._folder = folder

    def remember(self, name: str, digest: str) -> None:
        """Keep the digest of what is about to be written into the note `name`.

        Nothing depends on it but comfort, so that a full disk is no reason to stop.
        """
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            known = [known for known in self._known(name) if known != digest]
            self._place(name).write_text("\n".join([*known, digest][-KEPT:]), encoding="ascii")

    def is_ours(self, name: str, digest: str) -> bool:
        """Tell whether bytes of this digest in the note `name` are what we wrote."""
        return digest in self._known(name)

    def _known(self, name: str) -> list[str]:
        try:
            return self._place(name).read_text(encoding="ascii").split()
        except (OSError, UnicodeError):
            return []

    def _place(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:32]
