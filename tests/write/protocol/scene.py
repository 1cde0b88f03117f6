"""The note that all tests of the protocol write into, and what happens to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vault_runner.write.protocol import swap
from vault_runner.write.protocol.draft import Draft
from vault_runner.write.protocol.ground import Ground, Patience

OLD, NEW, TYPED = b"old", b"old and new", b"typed"
BRISK = Patience(still=0.0, grace=0.0, grace_unleased=0.0, attempts=5)


def plus(raw: bytes) -> bytes:
    """Return what the protocol is to make of a note."""
    return raw if raw.endswith(b" and new") else raw + b" and new"


def copies(ground: Ground) -> list[bytes]:
    """Return what was kept as recovery copies."""
    return [path.read_bytes() for path in (ground.folder / "recovered").glob("*")]


def only_note(note: Path) -> bool:
    """Tell whether nothing was left beside the note."""
    return [path.name for path in note.parent.iterdir()] == [note.name]


def before_the_exchange(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something once, after the last look and before the exchange."""
    real, todo = swap._exchanged, [act]

    def exchanged(draft: Draft) -> bool:
        while todo:
            todo.pop()()
        return real(draft)

    monkeypatch.setattr(swap, "_exchanged", exchanged)


def save_by_rename(note: Path, content: bytes) -> None:
    """Save as many editors do."""
    note.with_name("fresh").write_bytes(content)
    note.with_name("fresh").rename(note)
