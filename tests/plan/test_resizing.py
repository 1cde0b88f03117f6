"""A session with other sizes: what is changed, and what is better left alone."""

from __future__ import annotations

import pytest
from execute.sessions import session

from vault_runner.plan.resizing import resized, resized_alike, written_sizes


def sources(*blocks: str, names: str) -> list[list[str]]:
    return [[step.source.rstrip("\n") for step in other.steps] for other, _ in resized(session(*blocks), names.split())]


def test_a_number_that_a_name_is_set_to_is_replaced() -> None:
    assert sources("n = 4\nx = f(n, 4)", "y = g(n)", names="n") == [
        ["n = 11\nx = f(n, 4)", "y = g(n)"],
        ["n = 59\nx = f(n, 4)", "y = g(n)"],
    ]


def test_several_names_at_once_and_letters_beyond_ascii() -> None:
    assert sources('s = "é"; B, T = 2, 3; α = 5', names="B T α")[0] == ['s = "é"; B, T = 11, 13; α = 17']


def test_a_name_of_the_same_size_is_changed_along() -> None:
    found = resized(session("n, d, k = 4, 4, 7"), ["n"])
    assert [sizes for _, sizes in found] == [{"n": 11, "d": 13}, {"n": 59, "d": 53}]
    assert written_sizes(session("n, d, k = 4, 4, 7"), ["n"]) == {"n": 4, "d": 4}


@pytest.mark.parametrize(
    "block",
    [
        "n = 4\nn = 5",
        "n = 4\nfor n in range(3): pass",
        "n = 4\ndef f(n): return n",
        "n = 4\nn += 1",
        "n = 4\nimport n",
        "n = 4.0",
        "n = True",
        "n = 1",
        "n = m = 4",
        "if x:\n    n = 4",
        "n = 4 +",
        "n: int = 4\nn = 3",
        "m = 4",
    ],
)
def test_what_cannot_be_changed_safely_stays(block: str) -> None:
    assert resized(session(block), ["n"]) == []


def test_no_two_names_share_a_size() -> None:
    for _, sizes in resized(session("a, b, c, d, e = 2, 3, 4, 5, 6"), ["a", "b", "c", "d", "e"]):
        assert len(set(sizes.values())) == 5


def test_more_names_than_sizes_are_left() -> None:
    names = [f"n{number}" for number in range(11)]
    assert resized(session("\n".join(f"{name} = {at + 2}" for at, name in enumerate(names))), names) == []


def test_sizes_that_are_alike_stay_alike() -> None:
    other, sizes = resized_alike(session("n, d, k, m = 4, 4, 7, 4"), ["n", "k"])
    assert sizes == {"n": 11, "d": 11, "k": 13, "m": 11}
    assert [step.source.rstrip("\n") for step in other.steps] == ["n, d, k, m = 11, 11, 13, 11"]
