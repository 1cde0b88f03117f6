"""Where the files beside a note lie, and which names they get."""

from __future__ import annotations

import pytest
from write.making import BLOCK, MARKDOWN, Files, read

from vault_runner.config import Config, FigureConfig
from vault_runner.errors import ConfigError
from vault_runner.model import Note
from vault_runner.write.shelf import Shelf, attachment_folder, open_shelf, stem_of

REGION = "<!-- vr:out v=1 k=0123456789ab s=000000000000 n={lines} -->\n{body}\n<!-- vr:end -->\n"


def region(*lines: str) -> str:
    return REGION.format(lines=len(lines), body="\n".join(lines))


def shelf_of(note: Note, files: Files | None = None) -> Shelf:
    return open_shelf(note, Config(), MARKDOWN, (files or Files()).read, {})


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ("/", ""),
        ("", ""),
        ("./", "topics/vectors"),
        (".", "topics/vectors"),
        ("./assets", "topics/vectors/assets"),
        ("attachments", "attachments"),
        ("a/b/", "a/b"),
        ("/a", "a"),
        ("附件", "附件"),
    ],
)
def test_the_folder_is_the_one_that_obsidian_means(setting: str, folder: str) -> None:
    assert attachment_folder("topics/vectors/note.md", setting) == folder


def test_a_note_at_the_root_keeps_its_files_beside_it() -> None:
    assert attachment_folder("note.md", "./") == ""
    assert attachment_folder("note.md", "./a") == "a"


@pytest.mark.parametrize("setting", ["../x", "a/../../b", ".obsidian/plugins", "a/.git", "..\\x"])
def test_a_folder_that_is_none_of_ours_is_refused(setting: str) -> None:
    with pytest.raises(
        ConfigError, match=r"can't hold the figures of notes; set `figures: folder:` in vault-run\.yaml"
    ):
        attachment_folder("note.md", setting)


def test_the_setting_of_the_vault_comes_before_obsidians() -> None:
    note = read(BLOCK, "My Note.md")
    config = Config(figures=FigureConfig(folder="./pics"))
    assert open_shelf(note, config, MARKDOWN, Files().read, {}).folder == "pics/my-note"
    assert shelf_of(note).folder == "attachments/my-note"


def test_two_notes_of_one_name_have_folders_of_their_own() -> None:
    note = read(BLOCK, "b/note.md")
    shelf = open_shelf(note, Config(), MARKDOWN, Files().read, {"note": "a/note.md"})
    assert shelf.folder.startswith("attachments/note-")


def test_a_block_owns_the_files_that_its_region_names() -> None:
    body = region(
        "![a](attachments/note/x-1.svg)", "![b](attachments/note/x-2.png)", "[full output](attachments/note/x.log.txt)"
    )
    note = read(BLOCK + body)
    shelf, block = shelf_of(note), note.blocks[0]
    assert shelf.named_by(block, (".svg", ".png")) == ("attachments/note/x-1.svg", "attachments/note/x-2.png")
    assert shelf.named_by(block, (".log.txt",)) == ("attachments/note/x.log.txt",)


def test_a_region_that_was_copied_owns_nothing() -> None:
    body = region("![a](attachments/note/x-1.svg)")
    note = read(BLOCK + body + BLOCK.replace("x", "y") + body)
    shelf = shelf_of(note)
    first, second = (block for block in note.blocks if block.region)
    assert shelf.named_by(first, (".svg",)) == ("attachments/note/x-1.svg",)
    assert shelf.named_by(second, (".svg",)) == ()
    assert shelf.free(second, "x", 1, ".svg", b"") == "attachments/note/x-2.svg"


def test_files_of_other_folders_are_never_owned() -> None:
    note = read(BLOCK + region("![a](attachments/other/x-1.svg)", "![a](x-1.svg)", "![[../secret-1.svg]]"))
    assert shelf_of(note).named_by(note.blocks[0], (".svg",)) == ()


def test_a_name_is_free_once() -> None:
    note = read(BLOCK)
    shelf, block = shelf_of(note), note.blocks[0]
    names = [shelf.free(block, "loss", 1, ".svg", b"") for _ in range(2)]
    assert names == ["attachments/note/loss-1.svg", "attachments/note/loss-2.svg"]


def test_a_file_that_is_not_ours_is_passed_over_unless_it_holds_the_same() -> None:
    note = read(BLOCK)
    files = Files({"attachments/note/loss-1.svg": b"theirs", "attachments/note/loss.log.txt": b"theirs"})
    shelf, block = shelf_of(note, files), note.blocks[0]
    assert shelf.free(block, "loss", 1, ".svg", b"ours") == "attachments/note/loss-2.svg"
    assert shelf.free(block, "loss", 0, ".log.txt", b"ours") == "attachments/note/loss-1.log.txt"
    assert shelf_of(note, files).free(block, "loss", 1, ".svg", b"theirs") == "attachments/note/loss-1.svg"


def test_names_that_differ_in_case_alone_are_one() -> None:
    note = read(BLOCK + region("![a](attachments/note/Loss-1.svg)") + BLOCK.replace("x", "y"))
    shelf = shelf_of(note)
    assert shelf.free(note.blocks[-1], "loss", 1, ".svg", b"") == "attachments/note/loss-2.svg"


def test_names_begin_with_the_label_or_with_some_of_the_identifier() -> None:
    labelled, plain = read("```python\n#| label: Fig Loss\nx\n```\n").blocks[0], read(BLOCK * 2).blocks
    assert stem_of(labelled, "Fig Loss", "figure") == "fig-loss"
    assert stem_of(plain[0], "", "figure") == f"figure-{plain[0].id[:6]}"
    assert stem_of(plain[1], "", "output") == f"output-{plain[0].id[:6]}-2"
