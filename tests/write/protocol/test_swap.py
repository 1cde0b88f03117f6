"""The exchange, and whoever comes in that very moment."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from write.protocol.scene import NEW, TYPED, before_the_exchange, copies, only_note, plus, save_by_rename

from vault_runner.write.protocol import grace, swap
from vault_runner.write.protocol import writer as writer_module
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.lease import CollisionError, Lease, take_lease
from vault_runner.write.protocol.writer import Writer


def test_a_save_by_rename_in_the_very_moment_is_given_back(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, lambda: save_by_rename(note, TYPED))
    assert writer.write(note, plus)
    writer.close()
    assert note.read_bytes() == TYPED + b" and new"
    assert (copies(writer.ground), only_note(note)) == ([], True)


def test_somebody_at_the_door_in_the_very_moment_is_let_in(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editors: list[subprocess.Popen[bytes]] = []

    def open_for_writing() -> None:
        editors.append(subprocess.Popen([sys.executable, "-S", "-c", f"open({str(note)!r}, 'wb').write(b'typed')"]))
        with note.open("rb") as reading:
            end = time.monotonic() + 20
            while time.monotonic() < end:
                try:
                    take_lease(reading.fileno()).release()
                except CollisionError:
                    return
                time.sleep(0.005)

    before_the_exchange(monkeypatch, open_for_writing)
    assert writer.write(note, plus)
    assert editors[0].wait(20) == 0
    writer.close()
    assert note.read_bytes() == TYPED + b" and new"
    assert copies(writer.ground) == []


def test_a_note_removed_in_the_very_moment_is_not_made_anew(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, note.unlink)
    with pytest.raises(FileNotFoundError):
        writer.write(note, plus)
    assert list(note.parent.iterdir()) == []


def test_without_leases_and_exchange_notes_are_written_all_the_same_and_it_is_told_once(
    ground: Ground, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _left, _right: False)
    for module in (swap, writer_module, grace):
        monkeypatch.setattr(module, "take_lease", lambda file: Lease(file, held=False))
    for make in (plus, lambda raw: raw + b"!"):
        writer = Writer(ground)
        assert writer.write(note, make)
        writer.close()
    assert note.read_bytes() == NEW + b"!"
    assert only_note(note)
    assert [notice.message.partition(":")[0] for notice in ground.notices] == [
        "the file system here gives no leases",
        "the file system here can't exchange files",
    ]
