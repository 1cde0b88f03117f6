"""A write as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from write.protocol.scene import BRISK, NEW, OLD, only_note, plus

from vault_runner.errors import BusyNoteError
from vault_runner.write.protocol import swap
from vault_runner.write.protocol.draft import Draft, digest
from vault_runner.write.protocol.lease import CollisionError
from vault_runner.write.protocol.writer import Writer


def test_a_note_that_is_saved_again_and_again_is_given_up(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always(_draft: Draft, _file: int) -> None:
        raise CollisionError("changed")

    monkeypatch.setattr(swap, "_expect", always)
    taken_back: list[bytes] = []
    with pytest.raises(BusyNoteError, match="again and again"):
        writer.write(note, plus, record=lambda before, _after: lambda: taken_back.append(before))
    assert taken_back == [OLD] * BRISK.attempts
    assert (note.read_bytes(), only_note(note)) == (OLD, True)


def test_the_writer_remembers_what_it_wrote(writer: Writer, note: Path) -> None:
    writer.write(note, plus)
    assert writer.ground.own.is_ours("note.md", digest(NEW))
    assert not writer.ground.own.is_ours("note.md", digest(OLD))
