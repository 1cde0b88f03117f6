"""What a dead command left."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from write.protocol.scene import NEW, OLD, TYPED, copies, only_note

from vault_runner.write.protocol.draft import digest
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.journal import Entry, Journal
from vault_runner.write.protocol.sweep import STRAY_AGE, sweep, sweep_strays


@pytest.mark.parametrize("content", [OLD, NEW])
def test_the_sweep_removes_what_is_known(ground: Ground, note: Path, content: bytes) -> None:
    _left(ground, note, content)
    sweep(ground)
    assert (copies(ground), only_note(note)) == ([], True)


def test_the_sweep_gives_back_what_was_saved_when_the_writer_died(ground: Ground, note: Path) -> None:
    _left(ground, note, TYPED)
    note.write_bytes(NEW)
    sweep(ground)
    assert (note.read_bytes(), copies(ground), only_note(note)) == (TYPED, [], True)


def test_the_sweep_keeps_a_copy_if_the_note_went_on(ground: Ground, note: Path) -> None:
    _left(ground, note, TYPED)
    note.write_bytes(b"went on")
    sweep(ground)
    assert (note.read_bytes(), copies(ground), only_note(note)) == (b"went on", [TYPED], True)


def _left(ground: Ground, note: Path, content: bytes) -> None:
    """Leave a journal with one open entry, and its temporary file."""
    temp = note.with_name(".vr-1-00000000.tmp")
    temp.write_bytes(content)
    journal = Journal(ground.folder / "journal")
    journal.ready(journal.begin(Entry(note.name, temp.name, digest(OLD), digest(NEW), 1)))
    journal.close()


def test_old_strays_are_kept_elsewhere(ground: Ground, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note.with_name(".vr-1-00000000.tmp").write_bytes(TYPED)
    sweep_strays(ground, note.parent)
    assert not only_note(note)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + STRAY_AGE + 60)
    sweep_strays(ground, note.parent)
    assert (copies(ground), only_note(note)) == ([TYPED], True)
