"""What became of the notes between two looks."""

from __future__ import annotations

import os
from pathlib import Path

from vault_runner.pipeline import open_vault
from vault_runner.watch.census import Census


def census(folder: Path, *under: str) -> Census:
    (folder / ".obsidian").mkdir(exist_ok=True)
    return Census(open_vault([folder / name for name in under] or [folder]))


def never(_name: str, _digest: str) -> bool:
    return False


def test_a_touched_note_is_no_changed_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    notes = census(tmp_path)
    assert set(notes.walk().changed) == {"a.md"}
    os.utime(tmp_path / "a.md", (1, 1))
    assert not notes.walk().changed
    (tmp_path / "a.md").write_text("two")
    assert set(notes.look(["a.md"]).changed) == {"a.md"}


def test_a_renamed_note_is_known_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    notes = census(tmp_path)
    notes.walk()
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    difference = notes.look(["a.md", "b.md"])
    assert difference.moved(never) == {"b.md": "a.md"}
    (tmp_path / "b.md").write_text("ours")
    (tmp_path / "b.md").rename(tmp_path / "c.md")
    difference = notes.look(["b.md", "c.md"])
    assert difference.moved(never) == {}
    assert difference.moved(lambda name, _digest: name == "b.md") == {"c.md": "b.md"}


def test_what_is_no_note_is_never_looked_at(tmp_path: Path) -> None:
    (tmp_path / ".trash").mkdir()
    (tmp_path / "deep").mkdir()
    names = [".trash/a.md", "data.csv", "b.excalidraw.md", ".hidden.md", "deep"]
    for name in names[:-1]:
        (tmp_path / name).write_text("x")
    assert not census(tmp_path).look(names).changed


def test_only_what_was_asked_for_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("in/a.md", "b.md"):
        (tmp_path / name).write_text("x")
    notes = census(tmp_path, "in")
    assert set(notes.walk().changed) == {"in/a.md"}
    assert not notes.look(["b.md"]).changed


def test_the_patterns_of_the_vault_hold(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").write_text("exclude: [drafts/]\n")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text("x")
    assert not census(tmp_path).look(["drafts/a.md"]).changed


def test_a_note_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    notes = census(tmp_path)
    notes.walk()
    (tmp_path / "a.md").unlink()
    assert set(notes.look(["a.md", "never.md"]).gone) == {"a.md"}
    assert not notes.knows("a.md")
