"""What an entry of `depends` means, and the ways from note to note."""

from __future__ import annotations

import pytest

from vault_runner.plan.depends import Target, in_order, targets_of, way

EDGES = {
    "A": ("B", "C"),
    "B": ("C", "D"),
    "C": ("D",),
    "X": ("Y",),
    "Y": ("Z",),
    "Z": ("X", "D"),
    "S": ("S",),
    "P": ("X",),
}

ENTRIES = {
    "data.csv": [Target("file", "data.csv", "data.csv")],
    "data/raw": [Target("file", "data/raw", "data/raw")],
    "weights.h5": [Target("file", "weights.h5", "weights.h5")],
    "[[Other]]": [Target("note", "Other", "[[Other]]")],
    "[[A|b]], [[C/D#e]]": [Target("note", "A", "[[A]]"), Target("note", "C/D", "[[C/D]]")],
    "Other.md": [Target("note", "Other.md", "Other.md")],
    "load": [Target("label", "load", "load")],
    "load.v1": [Target("label", "load.v1", "load.v1")],
    "lode": [Target("label", "lode", "lode")],
    "  ": [],
}


@pytest.mark.parametrize(("entry", "expected"), ENTRIES.items())
def test_what_an_entry_means(entry: str, expected: list[Target]) -> None:
    assert list(targets_of([entry], {"load", "load.v1"})) == expected


@pytest.mark.parametrize(
    ("start", "goal", "expected"),
    [
        ("A", "D", ("A", "B", "D")),
        ("Y", "X", ("Y", "Z", "X")),
        ("D", "A", ()),
        ("S", "S", ("S",)),
        ("unknown", "A", ()),
    ],
)
def test_the_shortest_way(start: str, goal: str, expected: tuple[str, ...]) -> None:
    assert way(start, goal, EDGES) == expected


def test_what_is_depended_on_comes_first() -> None:
    order = in_order(EDGES, ["A", "P", "S"])
    assert sorted(order) == ["A", "B", "C", "D", "P", "S", "X", "Y", "Z"]
    for one in ("A", "B", "C", "P"):
        assert all(order.index(other) < order.index(one) for other in EDGES[one])


def test_a_long_chain_is_no_recursion() -> None:
    edges = {str(place): (str(place + 1),) for place in range(5000)}
    assert in_order(edges, ["0"])[0] == "5000"
    assert len(way("0", "5000", edges)) == 5001
