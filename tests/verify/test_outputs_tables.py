"""Data frames as text and as Markdown."""

from __future__ import annotations

import pytest

from vault_runner.verify.outputs_tables import compare_tables, read_table

FRAME = "   a    b\n0  1  2.5\n1  3  4.0"
MARKDOWN = "|  | a | b |\n| --- | ---: | ---: |\n| 0 | 1 | 2.5 |\n| 1 | 3 | 4 |"


def test_a_frame_and_its_markdown_have_the_same_rows() -> None:
    assert read_table(FRAME.split("\n")) == [["a", "b"], ["0", "1", "2.5"], ["1", "3", "4.0"]]
    assert read_table(MARKDOWN.split("\n")) == [["a", "b"], ["0", "1", "2.5"], ["1", "3", "4"]]


@pytest.mark.parametrize(
    ("stated", "found", "outcome"),
    [
        (FRAME, MARKDOWN, "same"),
        (MARKDOWN, FRAME, "same"),
        (FRAME.replace("4.0", "4.1"), MARKDOWN, "other"),
        (FRAME.replace("a ", "c "), MARKDOWN, "other"),
        (FRAME + "\n2  5  6.0", MARKDOWN, "other"),
        (FRAME.replace("4.0", "..."), MARKDOWN, "unclear"),
        (FRAME + "\n\n[2 rows x 2 columns]", MARKDOWN, "same"),
        ("no table", MARKDOWN, None),
        ("a b\n1 2", MARKDOWN, None),
    ],
)
def test_tables(stated: str, found: str, outcome: str | None) -> None:
    assert compare_tables(stated.split("\n"), found.split("\n")) == outcome
