"""The displaced file is looked at once more."""

from __future__ import annotations

from pathlib import Path

import pytest
from write.protocol.scene import TYPED, copies, only_note, plus

from vault_runner.write.protocol import grace
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.sweep import sweep
from vault_runner.write.protocol.writer import Writer


def test_a_late_save_into_the_displaced_file_reaches_the_note(writer: Writer, note: Path) -> None:
    assert writer.write(note, plus)
    [displaced] = note.parent.glob(".vr-*")
    displaced.write_bytes(TYPED)
    writer.close()
    assert note.read_bytes() == TYPED + b" and new"
    assert (copies(writer.ground), writer.ground.notices, only_note(note)) == ([], [], True)


def test_a_late_save_is_kept_if_the_note_went_on(writer: Writer, note: Path) -> None:
    assert writer.write(note, plus)
    [displaced] = note.parent.glob(".vr-*")
    displaced.write_bytes(TYPED)
    note.write_bytes(b"went on")
    writer.close()
    assert (note.read_bytes(), copies(writer.ground)) == (b"went on", [TYPED])
    assert only_note(note)


def test_who_has_the_displaced_file_open_is_waited_for(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert writer.write(note, plus)
    [displaced] = note.parent.glob(".vr-*")
    monkeypatch.setattr(grace, "WRITERS", 0.05)
    with displaced.open("ab"):
        writer.close()
    assert displaced.exists()
    sweep(Ground(note.parent, writer.ground.folder))
    assert only_note(note)
