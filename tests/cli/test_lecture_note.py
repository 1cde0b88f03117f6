"""A pasted lecture note as people keep it, through every command: nothing of it is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import vault_run

NOTES = Path(__file__).parents[1] / "notes"
LOST_IN_CP1254 = bytes((0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E, 0xAD))


def _mojibake(clean: bytes) -> bytes:
    """Read UTF-8 as cp1254 and drop what that table lacks, as some programs do."""
    return clean.translate(None, LOST_IN_CP1254).decode("cp1254").encode()


@pytest.fixture(params=["clean", "mojibake"])
def note(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "笔记 本" / "lecture.md"
    path.parent.mkdir()
    clean = (NOTES / "lecture.md").read_bytes()
    path.write_bytes(clean if request.param == "clean" else _mojibake(clean))
    return path


def test_inspect_finds_what_stands_inside(note: Path) -> None:
    found = json.loads(vault_run("inspect", note, "--format", "json").stdout)
    python = [code for code in found["code"] if code["language"] == "python"]
    assert len(python) == 6
    assert [code["container"] for code in python[3:]] == [["ad:hint"], ["ad:hint", "callout:tip"], ["ad:hint", "list"]]
    assert [callout["type"] for callout in found["callouts"]] == ["hint", "hint", "tip"]


def test_check_runs_every_block_and_changes_no_byte(note: Path) -> None:
    before = note.read_bytes()
    checked = vault_run("check", "--all", note, "--format", "json")
    report = json.loads(checked.stdout)
    blocks = report["notes"][0]["blocks"]
    assert [block["status"] for block in blocks] == ["ok"] * 6
    assert note.read_bytes() == before
    assert checked.returncode == 0, checked.stdout


def test_the_squashed_line_is_three_statements(note: Path) -> None:
    report = json.loads(vault_run("check", "--all", note, "--format", "json").stdout)
    (claim,) = [claim for claim in report["notes"][0]["claims"] if claim["kind"] == "output"]
    assert claim["status"] == "verified"


def test_run_twice_and_clean(note: Path) -> None:
    before = note.read_bytes()
    assert vault_run("run", "--all", note).returncode == 0
    written = note.read_bytes()
    assert b"\n~~~output\ntorch.Size([2, 6, 4])\n~~~\n" in written
    stamp = note.stat().st_mtime_ns
    assert vault_run("run", "--all", note, "--no-cache").returncode == 0
    assert note.read_bytes() == written
    assert note.stat().st_mtime_ns == stamp
    assert vault_run("clean", note).returncode == 0
    assert note.read_bytes() == before


def test_a_changed_digit_is_refuted_with_its_axis(note: Path) -> None:
    shutil.copy(note, note.with_name("copy.md"))
    text = note.read_bytes().replace(b"# shape (7, 2, 4)", b"# shape (7, 2, 9)")
    note.write_bytes(text)
    checked = vault_run("check", "--all", note)
    assert checked.returncode == 1
    assert "Z: says (7, 2, 9), is (7, 2, 4); axis 2 is 4, not 9" in checked.stdout
