"""Which files a vault lists: exclusions, order, links, loops, and folders that can't be opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from vault_runner.config import Config, list_notes
from vault_runner.config.listing import walk_notes

ScanDir = Callable[[str], AbstractContextManager[object]]


def fill(vault: Path, *names: str) -> Path:
    for name in names:
        path = vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return vault


def listed(
    vault: Path, *, exclude: Sequence[str] = (), under: Sequence[Path] = ()
) -> tuple[list[str], list[tuple[str, str]]]:
    problems: list[tuple[str, str]] = []
    paths = list_notes(
        vault,
        Config(exclude=tuple(exclude)),
        under,
        on_problem=lambda path, problem: problems.append((os.path.relpath(path, vault), problem)),
    )
    return [path.relative_to(vault).as_posix() for path in paths], problems


def test_notes_come_sorted_by_path(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a/z.md", "a b.md", "A.md", "a/b/c.md", "a.md", "矩阵/注.md")
    assert listed(tmp_path) == (["A.md", "a b.md", "a.md", "a/b/c.md", "a/z.md", "b.md", "矩阵/注.md"], [])


def test_what_is_always_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", ".obsidian/plugins/x/README.md", ".trash/b.md", ".git/c.md", ".claude/d.md", ".e.md")
    fill(tmp_path, "node_modules/f/README.md", "g.excalidraw.md", "h.sync-conflict-1.md", "i (conflicted copy 1).md")
    fill(tmp_path, "j~.md", "k.png", "l.markdown")
    assert listed(tmp_path) == (["a.md"], [])


def test_patterns_of_the_vault_add_to_that(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "drafts/b.md", "deep/drafts/c.md", "d.tmp.md", "Clippings/e.md", "deep/Clippings/f.md")
    assert listed(tmp_path, exclude=["drafts/", "*.tmp.md", "/Clippings"])[0] == ["a.md", "deep/Clippings/f.md"]


def test_a_folder_that_a_pattern_leaves_out_is_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.md", "huge/b.md")
    entered: list[str] = []
    scandir: ScanDir = os.scandir

    def watch(path: str) -> AbstractContextManager[object]:
        entered.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", watch)
    assert listed(tmp_path, exclude=["huge/"])[0] == ["a.md"]
    assert [Path(path) for path in entered] == [tmp_path]


def test_an_empty_vault_has_no_notes(tmp_path: Path) -> None:
    assert listed(tmp_path) == ([], [])


def test_only_what_lies_under_the_paths_asked_for(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b/c.md", "b/d.md", "e/f.md")
    assert listed(tmp_path, under=[tmp_path / "b", tmp_path / "b" / "c.md", tmp_path / "a.md"]) == (
        ["a.md", "b/c.md", "b/d.md"],
        [],
    )


def test_a_note_that_is_named_is_listed_even_if_a_pattern_leaves_it_out(tmp_path: Path) -> None:
    fill(tmp_path, "drafts/a.md", "drafts/b.md", "c.excalidraw.md", "d.txt")
    named = [tmp_path / "drafts" / "a.md", tmp_path / "c.excalidraw.md", tmp_path / "d.txt"]
    assert listed(tmp_path, exclude=["drafts/"], under=named)[0] == ["c.excalidraw.md", "d.txt", "drafts/a.md"]


def test_patterns_hold_below_a_folder_that_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "b/c.md", "b/drafts/d.md", "b/.e/f.md")
    assert listed(tmp_path, exclude=["drafts/"], under=[tmp_path / "b"])[0] == ["b/c.md"]


def test_what_cannot_be_listed_is_reported(tmp_path: Path) -> None:
    vault = fill(tmp_path / "vault", "a.md", "b.png")
    fill(tmp_path, "outside.md")
    under = [vault / "gone.md", vault / "b.png", tmp_path / "outside.md", vault / "a.md"]
    assert listed(vault, under=under) == (
        ["a.md"],
        [
            ("gone.md", "does not exist"),
            ("b.png", "is no note: notes end in .md"),
            ("../outside.md", "lies outside the vault"),
        ],
    )


def test_a_link_out_of_the_vault_is_reported_and_not_followed(tmp_path: Path) -> None:
    vault = fill(tmp_path / "vault", "a.md")
    fill(tmp_path, "secret/key.md", "secret/picture.png")
    (vault / "folder").symlink_to(tmp_path / "secret")
    (vault / "note.md").symlink_to(tmp_path / "secret" / "key.md")
    (vault / "picture.png").symlink_to(tmp_path / "secret" / "picture.png")
    sentence = "is a link that leaves the vault, so it is not followed"
    assert listed(vault) == (["a.md"], [("folder", sentence), ("note.md", sentence)])
    assert listed(vault, under=[vault / "note.md"]) == ([], [("note.md", "lies outside the vault")])
    assert listed(vault, under=[vault / "folder" / "key.md"])[0] == []


def test_a_vault_whose_name_begins_with_the_vaults_name_is_outside(tmp_path: Path) -> None:
    vault = fill(tmp_path / "vault", "a.md")
    fill(tmp_path / "vault2", "b.md")
    (vault / "b.md").symlink_to(tmp_path / "vault2" / "b.md")
    assert listed(vault)[0] == ["a.md"]


def test_links_inside_the_vault_list_nothing_twice(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b/c.md")
    (tmp_path / "again.md").symlink_to(tmp_path / "a.md")
    (tmp_path / "also").symlink_to(tmp_path / "b")
    assert listed(tmp_path) == (["a.md", "b/c.md"], [])


def test_a_link_to_what_the_walk_would_not_meet_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, ".shared/a.md", ".shared/b/c.md")
    (tmp_path / "shared").symlink_to(".shared")
    (tmp_path / "z.md").symlink_to(".shared/a.md")
    assert listed(tmp_path) == (["shared/a.md", "shared/b/c.md"], [])


def test_loops_end(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", ".x/b.md")
    (tmp_path / "up").symlink_to(".")
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "in").symlink_to(".x")
    (tmp_path / ".x" / "out").symlink_to("../.x")
    assert listed(tmp_path) == (["a.md", "in/b.md"], [("self.md", "is a link to something that isn't there")])


def test_a_dangling_link_is_reported_only_if_it_is_named_like_a_note(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "gone.png").symlink_to("nowhere.png")
    assert listed(tmp_path) == ([], [("gone.md", "is a link to something that isn't there")])


def test_a_folder_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.md", "closed/b.md", "open/c.md")
    scandir: ScanDir = os.scandir

    def refuse(path: str) -> AbstractContextManager[object]:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert listed(tmp_path) == (["a.md", "open/c.md"], [("closed", "can't be opened: Permission denied")])


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.md"
    with open(raw, "wb"):  # noqa: PTH123 - pathlib has no paths of bytes
        pass
    assert listed(tmp_path) == ([], [(os.fsdecode(b"caf\xe9.md"), "has a name that is not UTF-8")])


def test_a_vault_reached_through_a_link(tmp_path: Path) -> None:
    fill(tmp_path / "real", "a.md", "b/c.md")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    assert listed(link) == (["a.md", "b/c.md"], [])
    assert list(list_notes(link, Config(), [tmp_path / "real" / "b"])) == [link / "b" / "c.md"]


def test_a_relative_vault_lists_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.md", "b/c.md")
    monkeypatch.chdir(tmp_path)
    assert list(list_notes(Path(), Config(), [Path("b")])) == [Path("b/c.md")]


def test_the_walk_signs_each_note_once_it_knows_it_for_one(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "sub/b.md", "c.png", "d.excalidraw.md")
    (tmp_path / "a.md").write_text("three", encoding="utf-8")
    (tmp_path / "sub/link.md").symlink_to(tmp_path / "a.md")
    sizes = walk_notes(tmp_path, None, on_problem=lambda *_: None, sign=lambda status: bytes([status.st_size]))
    assert sizes == {"a.md": b"\x05", "sub/b.md": b"\x00"}


def test_what_is_no_file_is_no_note(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "to a pipe.md").symlink_to(tmp_path / "pipe.md")
    assert listed(tmp_path) == (["a.md"], [])
