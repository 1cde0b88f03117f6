"""Approvals that are given elsewhere, in a terminal say, reach the marks of an open note."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from vault_runner.pipeline.places import trust_folder

EVERY: Final = 1.0
"""Seconds between two looks at the store, which cost one system call each."""


class ApprovalWatch:
    """Looks whether the store of approvals is another one by now."""

    def __init__(self, on_change: Callable[[], None], *, every: float = EVERY) -> None:
        """Start the thread that calls `on_change`."""
        self._on_change, self._every = on_change, every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="approvals", daemon=True)
        self._thread.start()

    def close(self, patience: float) -> None:
        """End the thread."""
        self._over.set()
        self._thread.join(patience)

    def _watch(self) -> None:
        file = trust_folder() / "approvals.json"
        before = _sign(file)
        while not self._over.wait(self._every):
            if (now := _sign(file)) != before:
                before = now
                self._on_change()


def _sign(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
