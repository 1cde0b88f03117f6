"""Whatever of a write reached the disk when the power went: the old note or the new one, and nothing is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from stress.disk import Crash, Disk, Step, crashes
from stress.typed import merged, new_note

from vault_runner.write.protocol import swap
from vault_runner.write.protocol.draft import Draft, digest
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.journal import Entry, Journal
from vault_runner.write.protocol.sweep import sweep
from vault_runner.write.protocol.writer import Writer

AT_ONCE = Patience(still=0.0, grace=0.0, grace_unleased=0.0)
OLD = new_note("\n")
SAVED = OLD.replace(b"Typed:", b"Typed: just now")


def record(folder: Path) -> Disk:
    vault = folder / "vault"
    vault.mkdir(parents=True)
    (vault / "note.md").write_bytes(OLD)
    disk = Disk(vault)
    writer = Writer(Ground(vault, folder / "state", patience=AT_ONCE))
    with disk.recording():
        assert writer.write(vault / "note.md", partial(merged, 1))
        writer.close()
    return disk


def rebuilt(folder: Path, crash: Crash, temp: str, after: bytes, *, ready: bool) -> Ground:
    """Make the folder as the crash left it, with the journal as its flushed part or the whole of it says."""
    vault = folder / "vault"
    vault.mkdir(parents=True)
    for name, number in crash.names.items():
        (vault / name).write_bytes(crash.contents[number])
    original = next((name for name, number in crash.names.items() if number == 0), None)
    inode = (vault / original).stat().st_ino if original else 0
    ground = Ground(vault, folder / "state")
    journal = Journal(ground.folder / "journal")
    number = journal.begin(Entry("note.md", temp, digest(OLD), digest(after), inode))
    if ready:
        journal.ready(number)
    journal.close()
    return ground


def test_every_crash_leaves_the_old_note_or_the_new_one(tmp_path: Path) -> None:
    disk = record(tmp_path / "recorded")
    assert {step.kind for step in disk.steps} == {"create", "write", "flush", "exchange", "flush-folder", "unlink"}
    temp, new = next(step.name for step in disk.steps if step.kind == "create"), merged(1, OLD)
    seen = set()
    for number, crash in enumerate(crashes({"note.md": OLD}, disk.steps)):
        for ready in (True, False):
            ground = rebuilt(tmp_path / f"{number}-{ready}", crash, temp, new, ready=ready)
            note = ground.vault / "note.md"
            assert note.read_bytes() in {OLD, new}, crash.story
            seen.add(note.read_bytes())
            sweep(ground)
            assert note.read_bytes() in {OLD, new}, crash.story
            assert [path.name for path in ground.vault.iterdir()] == ["note.md"], crash.story
    assert seen == {OLD, new}


def test_without_the_flush_a_crash_would_leave_an_empty_note(tmp_path: Path) -> None:
    disk = record(tmp_path / "recorded")
    careless = [step for step in disk.steps if step.kind != "flush"]
    states = [crash.contents[crash.names["note.md"]] for crash in crashes({"note.md": OLD}, careless)]
    assert b"" in states


def test_a_save_in_the_very_moment_outlives_every_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = tmp_path / "recorded" / "vault"
    real, disk = swap._exchanged, Disk(vault)

    def saved_first(draft: Draft) -> bool:
        if (vault / "saved").exists():
            (vault / "saved").rename(vault / "note.md")
            disk.steps.append(Step("rename", "saved", "note.md"))
            disk.steps.append(Step("flush-folder"))
        return real(draft)

    monkeypatch.setattr(swap, "_exchanged", saved_first)
    vault.mkdir(parents=True)
    (vault / "note.md").write_bytes(OLD)
    (vault / "saved").write_bytes(SAVED)
    writer = Writer(Ground(vault, tmp_path / "recorded-state", patience=AT_ONCE))
    with disk.recording():
        assert writer.write(vault / "note.md", partial(merged, 1))
        writer.close()
    moment = next(number for number, step in enumerate(disk.steps) if step.kind == "rename")
    again = next(number for number, step in enumerate(disk.steps[moment:], moment) if step.kind == "create")
    temp = disk.steps[0].name
    for number, crash in enumerate(crashes({"note.md": OLD, "saved": SAVED}, disk.steps[:again])):
        ground = rebuilt(tmp_path / str(number), crash, temp, merged(1, OLD), ready=True)
        sweep(ground)
        if "saved" not in crash.names:
            kept = [path.read_bytes() for path in (ground.folder / "recovered").glob("*")]
            assert SAVED in [(ground.vault / "note.md").read_bytes(), *kept], crash.story
    assert (vault / "note.md").read_bytes() == merged(1, SAVED)
