"""What Obsidian's own settings say, and where a vault begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.config import ObsidianSettings, find_vault, obsidian_settings
from vault_runner.config.obsidian import LinkFormat

FRESH = ObsidianSettings(markdown_links=False, link_format="shortest", attachment_folder="/")


def stated(*, markdown: bool = False, links: LinkFormat = "shortest", folder: str = "/") -> ObsidianSettings:
    return ObsidianSettings(markdown_links=markdown, link_format=links, attachment_folder=folder)


APP = {
    "{}": FRESH,
    '{"useMarkdownLinks": true, "newLinkFormat": "relative"}': stated(markdown=True, links="relative"),
    '{"newLinkFormat": "absolute", "attachmentFolderPath": "files/pictures"}': stated(
        links="absolute", folder="files/pictures"
    ),
    '{"attachmentFolderPath": "./", "theme": "obsidian"}': stated(folder="./"),
    '{"attachmentFolderPath": ""}': FRESH,
    '{"useMarkdownLinks": "yes", "newLinkFormat": 3, "attachmentFolderPath": null}': FRESH,
    "<<<<<<< HEAD\n{}": FRESH,
    "[1]": FRESH,
    "[" * 100_000: FRESH,
    "": FRESH,
}


@pytest.mark.parametrize(("text", "expected"), APP.items(), ids=range(len(APP)))
def test_what_app_json_says(tmp_path: Path, text: str, expected: ObsidianSettings) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text(text, encoding="utf-8")
    assert obsidian_settings(tmp_path) == expected


def test_a_vault_that_obsidian_has_only_opened_is_fresh(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    assert obsidian_settings(tmp_path) == FRESH


def test_bytes_that_are_no_text_are_no_settings(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_bytes(b'{"attachmentFolderPath": "\xff"}')
    assert obsidian_settings(tmp_path) == FRESH


def test_a_folder_without_obsidian_gets_links_that_work_everywhere(tmp_path: Path) -> None:
    assert obsidian_settings(tmp_path) == stated(markdown=True, links="relative", folder="attachments")


def test_the_nearest_vault_upwards_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "vault" / "maths" / "algebra"
    inner.mkdir(parents=True)
    note = inner / "Groups.md"
    note.touch()
    assert find_vault(note) not in {inner, tmp_path / "vault" / "maths", tmp_path / "vault"}
    (tmp_path / "vault" / ".obsidian").mkdir()
    assert find_vault(note) == tmp_path / "vault"
    assert find_vault(tmp_path / "vault") == tmp_path / "vault"
    (tmp_path / "vault" / "maths" / "vault-run.yaml").touch()
    assert find_vault(note) == tmp_path / "vault" / "maths"
    assert find_vault(inner / ".." / "Rings.md") == tmp_path / "vault" / "maths"


def test_a_vault_reached_through_a_link_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "real" / ".obsidian").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert find_vault(tmp_path / "link" / "note.md") == tmp_path / "link"
