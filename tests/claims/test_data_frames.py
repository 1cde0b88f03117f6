"""Outputs that show data frames of pandas are compared as tables, and its shapes as shapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import vault_run

NOTE = (Path(__file__).parents[1] / "notes" / "frames.md").read_text(encoding="utf-8")


def claims(folder: Path, text: str) -> list[dict[str, str]]:
    """Return what a check says of each claim of a note with this text."""
    (folder / "vault-run.yaml").touch()
    (folder / "frames.md").write_text(text, encoding="utf-8")
    ran = vault_run("check", "frames.md", "--format", "json", cwd=folder)
    (note,) = json.loads(ran.stdout)["notes"]
    assert [block["status"] for block in note["blocks"]] == ["ok"] * 7
    return list(note["claims"])


def test_every_table_of_the_note_holds(tmp_path: Path) -> None:
    found = claims(tmp_path, NOTE)
    assert {claim["status"] for claim in found} == {"verified"}
    assert len(found) >= 9


@pytest.mark.parametrize(
    ("stands", "wrong"),
    [
        ("# 1   Turin  18.25     7", "# 1   Turin  18.52     7"),
        ("75%    14.562500  6.750000", "75%    14.562500  6.250000"),
        ("# Turin     18.25", "# Turin     18.35"),
        ("| 0 | Bergen | 3.5 | 6 |", "| 0 | Bergen | 3.5 | 7 |"),
        ("0  Bergen   3.50     6\n```", "0  Bergen   3.51     6\n```"),
        ("stations  # shape (2, 3)", "stations  # shape (3, 2)"),
        ("[ 3.5  18.25]", "[ 3.5  19.25]"),
    ],
)
def test_one_wrong_cell_is_found(tmp_path: Path, stands: str, wrong: str) -> None:
    assert NOTE.count(stands) == 1
    found = claims(tmp_path, NOTE.replace(stands, wrong))
    assert [claim["status"] for claim in found].count("refuted") == 1
    assert all(claim["status"] in ("verified", "refuted") for claim in found)


def test_a_frame_is_written_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").touch()
    (tmp_path / "frames.md").write_text(NOTE.split("```python run\nstations\n")[0], encoding="utf-8")
    assert vault_run("run", "frames.md", "--trust", cwd=tmp_path).returncode == 0
    assert "| 1 | Turin | 18.25 | 7 |" in (tmp_path / "frames.md").read_text(encoding="utf-8")
