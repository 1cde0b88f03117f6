"""What became of the blocks that ran while the server was up."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from vault_runner.bridge.run_messages import BlockState


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a block ended, and what it depended on then."""

    key: str
    state: BlockState
    reason: str = ""
    seconds: float | None = None
    line: int = 0
    """How many lines below its opening line it failed, 0 if it did not."""


class Memories:
    """The blocks of every note, by their identifiers."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._notes: dict[str, dict[str, Remembered]] = {}

    def keep(self, uri: str, block: str, remembered: Remembered) -> None:
        """Remember a block."""
        with self._lock:
            self._notes.setdefault(uri, {})[block] = remembered

    def of(self, uri: str) -> Mapping[str, Remembered]:
        """Return what is known of a note."""
        with self._lock:
            return dict(self._notes.get(uri, {}))

    def rename(self, old: str, new: str) -> None:
        """Follow a note, or the notes of a folder, to another address."""
        with self._lock:
            for uri in [uri for uri in self._notes if uri == old or uri.startswith(old + "/")]:
                self._notes[new + uri[len(old) :]] = self._notes.pop(uri)

    def forget(self, uri: str) -> None:
        """Forget a note."""
        with self._lock:
            self._notes.pop(uri, None)
