"""Data frames as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from vault_runner.worker.tables import array_text, frame_table, is_array, is_frame, markdown_table


class _Rows:
    """The part of a data frame that a table needs; pandas itself need not be installed."""

    def __init__(
        self, columns: list[object], rows: list[tuple[object, ...]], dtypes: list[str], index: list[object]
    ) -> None:
        self.columns, self.rows, self.dtypes, self.index = columns, rows, dtypes, index
        self.shape = (len(rows), len(columns))

    @property
    def iloc(self) -> _Rows:
        return self

    def __getitem__(self, where: tuple[slice, slice]) -> _Rows:
        down, across = where
        rows = [row[across] for row in self.rows[down]]
        return _Rows(self.columns[across], rows, self.dtypes[across], self.index[down])

    def __len__(self) -> int:
        return len(self.rows)

    def itertuples(self, *, index: bool, name: None) -> Iterator[tuple[object, ...]]:
        assert not index
        assert name is None
        yield from self.rows


DataFrame = type("DataFrame", (_Rows,), {"__module__": "pandas.core.frame"})


def test_a_frame_becomes_a_table() -> None:
    frame = DataFrame(["a|b", ("x", 1)], [(1.23456789, "p\nq"), (2.0, None)], ["float64", "object"], [0, "r"])
    assert is_frame(frame)
    assert frame_table(frame) == ("|  | a\\|b | x / 1 |\n| --- | ---: | --- |\n| 0 | 1.23457 | p q |\n| r | 2 | None |")


def test_a_long_frame_shows_its_first_rows_and_its_size() -> None:
    frame = DataFrame(["n"], [(n,) for n in range(21)], ["int64"], list(range(21)))
    lines = frame_table(frame).splitlines()
    assert len(lines) == 2 + 10 + 2
    assert lines[-1] == "21 rows × 1 columns"


def test_twenty_rows_are_shown_whole() -> None:
    frame = DataFrame(["n"], [(n,) for n in range(20)], ["int64"], list(range(20)))
    assert len(frame_table(frame).splitlines()) == 22


def test_a_table_has_a_line_for_each_row() -> None:
    assert markdown_table(["a", "b"], [["1", "2"]], [True, False]) == "| a | b |\n| ---: | --- |\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("value", "array"), [(np.zeros(2), True), (np.ma.array([1]), True), ([1], False), ("a", False)]
)
def test_what_is_an_array(value: object, *, array: bool) -> None:
    assert is_array(value) is array
    assert not is_frame(value)


def test_an_array_of_few_lines_is_shown_as_usual() -> None:
    assert array_text(np.eye(3)) == repr(np.eye(3))
    assert array_text(np.eye(7)).startswith("ndarray of shape (7, 7), float64, on cpu: [1, 0, 0,")
