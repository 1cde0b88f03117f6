"""Shapes that are stated by name, tried with other sizes by `check --other-sizes`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import checked

from vault_runner.execute import probe

pytestmark = pytest.mark.skipif(not probe().confines, reason="code with other sizes runs behind walls alone")


HOLDS = ("B, T, C = 2, 3, 8", "x = torch.randn(B, T, C)", "y = x @ x.mT  # (B, T, T)")
COINCIDES = ("n, d = 4, 4", "x = torch.zeros(n, d)  # (n, n)")
ALIKE = ("n, d, k = 4, 4, 4", "x = torch.zeros(n, d)", "y = torch.zeros(k)", "z = x + 1  # (n, n)")
ONE_NAME = ("n, m, d = 4, 4, 3", "x = torch.cat([torch.zeros(n, d), torch.zeros(m, d)])  # (2*n, d)")
EVEN = ("n, d = 4, 4", "x = torch.arange(0, n, 2)[:, None] * torch.zeros(d)  # (n//2, d)")
SILENT = [
    ("H, C = 2, 8", "q = torch.zeros(3, C).view(3, H, C // H)", "k = q.mT.reshape(-1, C)  # (3, C)"),
    ("n, d = 4, 4", "x = torch.zeros(n, n) @ torch.zeros(d, d)  # (n, d)"),
    ("n = 4", "x = torch.randn(n)", "y = x[x > 0]", "z = torch.zeros(n, n)  # (n, n)"),
    ("n, d = 4, 4", "x = torch.zeros(n, 4)  # (n, 4)"),
]
WRITES = ("n = 4", "x = torch.zeros(n, n)  # (n, n)", 'open("made.txt", "w").write(str(n))')
PROOFS = json.loads(Path(__file__).with_name("proofs.json").read_text(encoding="utf-8"))
PROVABLE = tuple(PROOFS["products"]["code"])
Notes = dict[tuple[str, ...], dict[str, Any]]


def text(*lines: str) -> str:
    return "\n".join(("```python run", "import torch", *lines, "```", ""))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sizes")


@pytest.fixture(scope="module")
def notes(folder: Path) -> Notes:
    """Return what one check with other sizes tells of all the notes."""
    cases = [HOLDS, COINCIDES, PROVABLE, WRITES, ALIKE, ONE_NAME, EVEN, *SILENT]
    found = checked(folder, [text(*lines) for lines in cases], "--other-sizes")
    for note in found:
        assert not [finding for finding in note["findings"] if finding["severity"] == "error"]
    return dict(zip(cases, found, strict=True))


def hints(note: dict[str, Any]) -> list[str]:
    return [finding["message"] for finding in note["findings"] if finding["rule"] == "VRS104"]


def test_what_holds_for_all_sizes_tried_says_so(notes: Notes) -> None:
    note = notes[HOLDS]
    assert [claim["status"] for claim in note["claims"]] == ["verified"]
    assert note["claims"][0]["evidence"]["sizes"] == "holds for all sizes tried: B = 11, T = 13; B = 59, T = 53"
    assert hints(note) == []


def test_a_coincidence_is_a_hint_and_no_error(notes: Notes) -> None:
    note = notes[COINCIDES]
    assert [claim["status"] for claim in note["claims"]] == ["verified"]
    assert hints(note) == ["(n, n) holds only because n = d = 4 here: with d = 13, n = 11 it is (n, 13)"]


def test_only_the_names_that_have_to_be_alike_are_told(notes: Notes) -> None:
    assert hints(notes[ALIKE]) == [
        "(n, n) holds only because n = d = 4 here: with d = 13, k = 17, n = 11 it is (n, 13)"
    ]


def test_a_name_behind_a_sum_is_told(notes: Notes) -> None:
    assert hints(notes[ONE_NAME]) == [
        "(2*n, d) holds only because n = m = 4 here: with d = 17, m = 13, n = 11 it is (24, d)"
    ]


def test_sizes_that_are_alike_and_are_not_why_it_holds_are_not_blamed(notes: Notes) -> None:
    assert hints(notes[EVEN]) == [
        "(n//2, d) holds for the sizes in the code, and not for all: with d = 13, n = 11 it is (6, d)"
    ]


def test_nothing_is_tried_unless_asked_for(tmp_path: Path) -> None:
    (note,) = checked(tmp_path, [text(*COINCIDES)])
    assert hints(note) == []
    assert "sizes" not in note["claims"][0]["evidence"]


@pytest.mark.parametrize("lines", SILENT)
def test_where_other_sizes_do_not_work_nothing_is_said(notes: Notes, lines: tuple[str, ...]) -> None:
    note = notes[lines]
    assert note["claims"] != []
    assert hints(note) == []
    assert all("sizes" not in claim["evidence"] for claim in note["claims"])


def test_code_with_other_sizes_writes_nothing(notes: Notes, folder: Path) -> None:
    assert [block["status"] for block in notes[WRITES]["blocks"]] == ["ok"]
    assert (folder / "made.txt").read_text(encoding="utf-8") == "4"


def test_nothing_is_proved_unless_asked_for(notes: Notes) -> None:
    assert any(PROOFS["products"]["proofs"])
    assert all("sizes" in claim["evidence"] for claim in notes[PROVABLE]["claims"])
    assert all("proof" not in claim["evidence"] for claim in notes[PROVABLE]["claims"])
