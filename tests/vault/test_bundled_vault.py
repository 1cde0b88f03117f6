"""The bundled vault is the documentation, and its own test: everything in it runs, and nothing in it is out of date."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from command import vault_run

ROOT = Path(__file__).parents[2]
VAULT = ROOT / "vault"
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?!https?:|#)([^)\s]+?)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled") / "vault"
    shutil.copytree(VAULT, folder)
    return folder


def test_everything_is_green_even_if_strict(copy: Path) -> None:
    done = vault_run("check", copy, "--strict", "--format", "json")
    report = json.loads(done.stdout)
    assert [finding for note in report["notes"] for finding in note["findings"] if finding["severity"] != "info"] == []
    assert done.returncode == 0
    assert report["summary"]["blocks_run"] + report["summary"]["blocks_cached"] >= 80
    assert report["summary"]["claims"]["verified"] >= 50


def test_a_fresh_run_writes_nothing(copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    done = vault_run("run", copy, "--trust", "--no-cache")
    assert done.returncode == 0
    assert "wrote" not in done.stdout
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def _files(folder: Path) -> dict[Path, bytes]:
    """Return every file of the vault but the note that shows a volatile output."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "Outputs.md")
    return {path: path.read_bytes() for path in found}


def test_clean_and_run_give_the_same_bytes_back(copy: Path) -> None:
    before = _files(copy)
    assert vault_run("clean", copy).returncode == 0
    assert not any("\n<!-- vr:out v=1" in note.read_text(encoding="utf-8") for note in (copy / "Study").glob("*.md"))
    assert vault_run("run", copy, "--trust").returncode == 0
    assert _files(copy) == before


def test_a_changed_size_in_a_study_note_is_found(copy: Path) -> None:
    note = copy / "Study" / "Batched products and broadcasting.md"
    text = note.read_text(encoding="utf-8")
    stated = "# shape (batch=2, heads=8, n=6, d=4)"
    assert stated in text
    note.write_text(text.replace(stated, stated.replace("n=6", "n=7"), 1), encoding="utf-8")
    done = vault_run("check", note)
    note.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert "axis 2 is 6, not 7" in done.stdout


@pytest.mark.parametrize("page", ["README.md", *sorted(str(path.relative_to(ROOT)) for path in VAULT.rglob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target.replace("%20", " ").strip("<>")).exists(), target
