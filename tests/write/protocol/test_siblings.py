"""Conflict copies, merges and git stop a write."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest
from write.protocol.scene import plus

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.write.protocol import siblings
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.writer import Writer


def test_a_conflict_copy_stops_the_write(writer: Writer, note: Path) -> None:
    for name in ("note.sync-conflict-20260102-030405-ABC.md", "note (Ada's conflicted copy 2026-01-02).md"):
        note.with_name(name).write_bytes(b"x")
        with pytest.raises(WriteError, match="has a conflict copy beside it"):
            Writer(writer.ground).write(note, plus)
        note.with_name(name).unlink()
    note.with_name("notebook.sync-conflict-20260102-030405-ABC.md").write_bytes(b"x")
    assert Writer(writer.ground).write(note, plus)


def test_an_unfinished_merge_stops_the_write_and_a_note_about_merges_does_not(note: Path, ground: Ground) -> None:
    marks = b"a\n<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\n"
    note.write_bytes(marks)
    with pytest.raises(WriteError, match="holds an unfinished merge"):
        Writer(ground).write(note, plus)
    subprocess.run(["git", "init", "-q", "."], cwd=note.parent, check=True)
    siblings._git_folder.cache_clear()
    subprocess.run(["git", "add", "note.md"], cwd=note.parent, check=True)
    writer = Writer(ground)
    assert writer.write(note, plus)
    writer.close()


def test_git_at_work_is_waited_for(note: Path) -> None:
    (note.parent / ".git").mkdir()
    lock = note.parent / ".git" / "index.lock"
    lock.touch()
    siblings._git_folder.cache_clear()
    with pytest.raises(BusyNoteError, match=r"git is at work here, says .*index\.lock"):
        siblings.wait_for_git(note, patience=0.05)
    threading.Timer(0.1, lock.unlink).start()
    siblings.wait_for_git(note, patience=20)
