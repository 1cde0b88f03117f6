"""A pasted lecture note as people keep it, through every command: nothing of it is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TypeAlias

import pytest
from command import vault_run

Checked: TypeAlias = "tuple[bytes, subprocess.CompletedProcess[str], bytes]"
NOTES = Path(__file__).parents[1] / "notes"
LOST_IN_CP1254 = bytes((0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E, 0xAD))


def _mojibake(clean: bytes) -> bytes:
    """Read UTF-8 as cp1254 and drop what that table lacks, as some programs do."""
    return clean.translate(None, LOST_IN_CP1254).decode("cp1254").encode()


def _written(folder: Path, text: str) -> Path:
    path = folder / "笔记 本" / "lecture.md"
    path.parent.mkdir()
    clean = (NOTES / "lecture.md").read_bytes()
    path.write_bytes(clean if text == "clean" else _mojibake(clean))
    return path


@pytest.fixture(params=["clean", "mojibake"])
def note(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return _written(tmp_path, request.param)


@pytest.fixture(scope="module", params=["clean", "mojibake"])
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Return what a check of every block did, with the note before and after it."""
    path = _written(tmp_path_factory.mktemp("lecture"), request.param)
    before = path.read_bytes()
    return before, vault_run("check", "--all", path, "--format", "json"), path.read_bytes()


def test_inspect_finds_what_stands_inside(note: Path) -> None:
    found = json.loads(vault_run("inspect", note, "--format", "json").stdout)
    python = [code for code in found["code"] if code["language"] == "python"]
    assert len(python) == 6
    assert [code["container"] for code in python[3:]] == [["ad:hint"], ["ad:hint", "callout:tip"], ["ad:hint", "list"]]
    assert [callout["type"] for callout in found["callouts"]] == ["hint", "hint", "tip"]


def test_check_runs_every_block_and_changes_no_byte(checked: Checked) -> None:
    before, done, after = checked
    blocks = json.loads(done.stdout)["notes"][0]["blocks"]
    assert [block["status"] for block in blocks] == ["ok"] * 6
    assert after == before
    assert done.returncode == 0, done.stdout


def test_the_squashed_line_is_three_statements(checked: Checked) -> None:
    report = json.loads(checked[1].stdout)
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
