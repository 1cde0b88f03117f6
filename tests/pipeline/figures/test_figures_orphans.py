"""Orphans: only what we made, and only what nothing names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command import vault_run
from write.making import png

from vault_runner.pipeline import open_vault
from vault_runner.pipeline.figures.orphans import collect, find_orphans
from vault_runner.write.stamp import stamped

OURS = stamped(b'<svg xmlns="http://www.w3.org/2000/svg"/>\n', "image/svg+xml")
FIGURE = "attachments/my note/loss-1.svg"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    put(folder, FIGURE, OURS)
    return folder


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def orphans(folder: Path) -> tuple[str, ...]:
    return find_orphans(open_vault([folder])).paths


def test_a_figure_that_nothing_names_is_an_orphan(vault: Path) -> None:
    put(vault, "other.md", "![](attachments/other/loss-1.svg) and loss and attachments/my note/loss-2.svg")
    assert orphans(vault) == (FIGURE,)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "![[loss-1.svg]]"),
        ("a.md", "![[Loss-1.SVG|300]]"),
        ("a.md", "[[attachments/my note/loss-1.svg#dark|see]]"),
        ("a.md", "![x](attachments/my%20note/loss-1.svg)"),
        ("deep/a.md", "![x](<../attachments/my note/loss-1.svg>)"),
        ("deep/a.md", "![x](../attachments/my%20note/loss%2D1.svg 'title')"),
        ("a.md", '<img src="attachments/my&#32;note/loss-1.svg">'),
        ("a.md", "---\ncover: attachments/my note/loss-1.svg\n---\n"),
        ("a.md", "---\ncover: '[[my note/loss-1.svg]]'\n---\n"),
        ("a.md", "%% ![[loss-1.svg]] %%"),
        ("a.md", "```\nloss-1.svg\n```"),
        ("a.md", "see attachments/x/loss-2.svg attachments/my note/loss-1.svg"),
        ("a.md", "it's in the folder attachments/my note/loss-1.svg"),
        ("a.md", "attachments\\my note\\loss-1.svg"),
        ("board.canvas", '{"nodes":[{"type":"file","file":"attachments\\/my note\\/loss-1.svg"}]}'),
        ("board.canvas", '{"nodes":[{"file":"attachments/my\\u0020note/loss-1.svg"}]}'),
        ("page.html", "<img src=loss-1.svg>"),
        ("drawing.excalidraw.md", "## Embedded files\nab12: [[my note/loss-1.svg]]"),
        ("template.md", "<% tp.file %> ![[loss-1.svg]]"),
        ("views.base", "filters: file.name == 'loss-1.svg'"),
        ("own.svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="loss-1.svg"/></svg>'),
        ("utf16.md", "![[loss-1.svg]]".encode("utf-16")),
        ("latin.md", b"\xe4 ![[loss-1.svg]]"),
    ],
)
def test_what_anything_names_is_none(vault: Path, name: str, text: str | bytes) -> None:
    put(vault, name, text)
    assert orphans(vault) == ()


def test_the_note_of_another_folder_names_its_own(vault: Path) -> None:
    put(vault, "attachments/b/loss-1.svg", OURS)
    put(vault, "b.md", "![](attachments/b/loss-1.svg)")
    assert orphans(vault) == (FIGURE,)


def test_names_of_any_script_are_found(vault: Path) -> None:
    put(vault, "attachments/笔记/损失-1.svg", OURS)
    put(vault, "a.canvas", json.dumps({"file": "attachments/笔记/损失-1.svg"}))
    put(vault, "b.md", "![](attachments/my%20note/loss-1.svg)")
    assert orphans(vault) == ()


@pytest.mark.parametrize(
    "content",
    [b"<svg/>", OURS.replace(b"<svg", b"<svg id='a'"), b"", OURS + b"\n<!-- edited -->"],
    ids=["somebody's", "ours, edited", "empty", "ours, with something added"],
)
def test_what_we_did_not_make_is_left_alone(vault: Path, content: bytes) -> None:
    put(vault, FIGURE, content)
    assert orphans(vault) == ()


def test_a_png_counts_as_well(vault: Path) -> None:
    put(vault, "attachments/my note/error-1.png", stamped(png(), "image/png"))
    put(vault, "attachments/my note/photo.png", png())
    put(vault, "a.md", "![[loss-1.svg]]")
    assert orphans(vault) == ("attachments/my note/error-1.png",)


def test_a_folder_that_cannot_be_read_makes_everything_unknown(vault: Path) -> None:
    put(vault, "locked/a.md", "text").parent.chmod(0)
    done = vault_run("figures", vault, "--collect", obey_permissions=True)
    (vault / "locked").chmod(0o755)
    assert done.returncode == 1
    assert "locked: wrong: can't be read: Permission denied; it might show any figure" in done.stdout
    assert (vault / FIGURE).is_file()


def test_a_note_that_cannot_be_read_makes_everything_unknown(vault: Path) -> None:
    put(vault, "a.md", "text").chmod(0)
    done = vault_run("figures", vault, "--orphans", obey_permissions=True)
    assert done.returncode == 1
    assert "a.md: wrong: can't be read" in done.stdout


def test_a_note_behind_a_link_counts(vault: Path, tmp_path: Path) -> None:
    put(tmp_path, "outside/a.md", "![[loss-1.svg]]")
    (vault / "more").symlink_to(tmp_path / "outside")
    (vault / "loop").symlink_to(vault)
    assert orphans(vault) == ()


def test_a_file_under_two_names_is_nobodys_to_move(vault: Path) -> None:
    os.link(vault / FIGURE, vault / "kept.svg")
    (vault / "loop").symlink_to(vault)
    assert orphans(vault) == ()


def test_collecting_moves_to_the_trash_and_removes_the_empty_folder(vault: Path) -> None:
    put(vault, f".trash/{FIGURE}", "an older one")
    opened = open_vault([vault])
    done = collect(opened, find_orphans(opened))
    assert done.moved == [(FIGURE, ".trash/attachments/my note/loss-1 2.svg")]
    assert (vault / ".trash/attachments/my note/loss-1 2.svg").read_bytes() == OURS
    assert (vault / ".trash" / FIGURE).read_text() == "an older one"
    assert not (vault / FIGURE).parent.exists()


def test_a_trash_that_leads_out_of_the_vault_is_not_used(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (vault / ".trash").symlink_to(tmp_path / "elsewhere")
    opened = open_vault([vault])
    done = collect(opened, find_orphans(opened))
    assert done.moved == []
    assert "leads out of the vault" in done.findings[0].message
    assert (vault / FIGURE).is_file()


def test_only_what_lies_in_a_named_folder_is_listed(vault: Path) -> None:
    put(vault, "attachments/b/x-1.svg", OURS)
    assert orphans(vault / "attachments" / "b") == ("attachments/b/x-1.svg",)


def test_the_command_lists_first_and_collects_on_request(vault: Path) -> None:
    listed = vault_run("figures", vault, "--orphans")
    assert listed.stdout == f"{FIGURE}: no note shows it\n1 orphans; move them to the vault's trash with `--collect`\n"
    assert listed.returncode == 0
    moved = vault_run("figures", vault, "--collect")
    assert moved.stdout == f"moved {FIGURE} to .trash/{FIGURE}\n"
    again = vault_run("figures", vault, "--orphans", "--format", "json")
    assert json.loads(again.stdout)["orphans"] == []
