"""Outputs that show data frames of pandas are compared as tables, and its shapes as shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command import checked, vault_run

NOTE = (Path(__file__).parents[1] / "notes" / "frames.md").read_text(encoding="utf-8")
MISTAKES = {
    "# 1   Turin  18.25     7": "# 1   Turin  18.52     7",
    "75%    14.562500  6.750000": "75%    14.562500  6.250000",
    "# Turin     18.25": "# Turin     18.35",
    "| 0 | Bergen | 3.5 | 6 |": "| 0 | Bergen | 3.5 | 7 |",
    "0  Bergen   3.50     6\n```": "0  Bergen   3.51     6\n```",
    "stations  # shape (2, 3)": "stations  # shape (3, 2)",
    "[ 3.5  18.25]": "[ 3.5  19.25]",
}
"""What stands in the note, and a mistake in its place."""


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what one check tells of the note, and of a copy for each mistake."""
    texts = [NOTE, *(NOTE.replace(stands, wrong) for stands, wrong in MISTAKES.items())]
    return checked(tmp_path_factory.mktemp("frames"), texts)


def claims(note: dict[str, Any]) -> list[dict[str, str]]:
    assert [block["status"] for block in note["blocks"]] == ["ok"] * 7
    return list(note["claims"])


def test_every_table_of_the_note_holds(notes: list[dict[str, Any]]) -> None:
    found = claims(notes[0])
    assert {claim["status"] for claim in found} == {"verified"}
    assert len(found) >= 9


@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=list(MISTAKES.values()))
def test_one_wrong_cell_is_found(notes: list[dict[str, Any]], number: int) -> None:
    assert NOTE.count(list(MISTAKES)[number]) == 1
    found = claims(notes[1 + number])
    assert [claim["status"] for claim in found].count("refuted") == 1
    assert all(claim["status"] in ("verified", "refuted") for claim in found)


def test_a_frame_is_written_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").touch()
    (tmp_path / "frames.md").write_text(NOTE.split("```python run\nstations\n")[0], encoding="utf-8")
    assert vault_run("run", "frames.md", "--trust", cwd=tmp_path).returncode == 0
    assert "| 1 | Turin | 18.25 | 7 |" in (tmp_path / "frames.md").read_text(encoding="utf-8")
