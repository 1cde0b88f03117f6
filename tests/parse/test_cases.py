"""Every construct of the dialect, case by case: what a note holds stands in `tests/cases/parse_*.md`."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from parse.dump import dump

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(CASES.glob("parse_*.md"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=f"{path.stem}:{line}: {title}")
        for path in FILES
        for line, title, text, expected in read_fixture_file(path)
    ],
)
def test_case(text: str, expected: str) -> None:
    assert dump(text) == expected


def test_files_are_found() -> None:
    assert len(FILES) >= 9
