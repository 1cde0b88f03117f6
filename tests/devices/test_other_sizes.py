"""Shapes that are stated by name, tried with other sizes by `check --other-sizes`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import vault_run

from vault_runner.execute import probe

pytestmark = pytest.mark.skipif(not probe().confines, reason="code with other sizes runs behind walls alone")


def report(folder: Path, *lines: str, options: tuple[str, ...] = ("--other-sizes",)) -> dict[str, Any]:
    note = folder / "note.md"
    note.write_text("\n".join(("```python run", "import torch", *lines, "```", "")), encoding="utf-8")
    done = vault_run("check", note, "--format", "json", *options)
    assert done.returncode == 0, done.stdout
    found: dict[str, Any] = json.loads(done.stdout)["notes"][0]
    return found


def hints(note: dict[str, Any]) -> list[str]:
    return [finding["message"] for finding in note["findings"] if finding["rule"] == "VRS104"]


def test_what_holds_for_all_sizes_tried_says_so(tmp_path: Path) -> None:
    note = report(tmp_path, "B, T, C = 2, 3, 8", "x = torch.randn(B, T, C)", "y = x @ x.mT  # (B, T, T)")
    assert [claim["status"] for claim in note["claims"]] == ["verified"]
    assert note["claims"][0]["evidence"]["sizes"] == "holds for all sizes tried: B = 11, T = 13; B = 59, T = 53"
    assert hints(note) == []


def test_a_coincidence_is_a_hint_and_no_error(tmp_path: Path) -> None:
    note = report(tmp_path, "n, d = 4, 4", "x = torch.zeros(n, d)  # (n, n)")
    assert [claim["status"] for claim in note["claims"]] == ["verified"]
    assert hints(note) == ["(n, n) holds only because n = d = 4 here: with d = 13, n = 11 it is (n, 13)"]


def test_nothing_is_tried_unless_asked_for(tmp_path: Path) -> None:
    note = report(tmp_path, "n, d = 4, 4", "x = torch.zeros(n, d)  # (n, n)", options=())
    assert hints(note) == []
    assert "sizes" not in note["claims"][0]["evidence"]


@pytest.mark.parametrize(
    "lines",
    [
        ("H, C = 2, 8", "q = torch.zeros(3, C).view(3, H, C // H)", "k = q.mT.reshape(-1, C)  # (3, C)"),
        ("n, d = 4, 4", "x = torch.zeros(n, n) @ torch.zeros(d, d)  # (n, d)"),
        ("n = 4", "x = torch.randn(n)", "y = x[x > 0]", "z = torch.zeros(n, n)  # (n, n)"),
        ("n, d = 4, 4", "x = torch.zeros(n, 4)  # (n, 4)"),
    ],
)
def test_where_other_sizes_do_not_work_nothing_is_said(tmp_path: Path, lines: tuple[str, ...]) -> None:
    note = report(tmp_path, *lines)
    assert hints(note) == []
    assert all("sizes" not in claim["evidence"] for claim in note["claims"])


def test_code_with_other_sizes_writes_nothing(tmp_path: Path) -> None:
    lines = ("n = 4", "x = torch.zeros(n, n)  # (n, n)", 'open("made.txt", "w").write(str(n))')
    report(tmp_path, *lines, options=("--other-sizes", "--trust"))
    assert (tmp_path / "made.txt").read_text(encoding="utf-8") == "4"
