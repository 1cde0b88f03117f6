"""A note, a writer, and where it keeps what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from write.protocol.scene import BRISK, OLD

from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.writer import Writer


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """Return a note in a vault."""
    path = tmp_path / "vault" / "note.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture
def ground(note: Path, tmp_path: Path) -> Ground:
    """Return where the writer stands, with no patience."""
    return Ground(note.parent, tmp_path / "state", patience=BRISK)


@pytest.fixture
def writer(ground: Ground) -> Iterator[Writer]:
    """Yield a writer."""
    made = Writer(ground)
    yield made
    made.close()
