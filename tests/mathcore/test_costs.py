"""Where a call is best made, by calibrations of machines that are made up."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.mathcore.costs import LEAST_WORK, Costs, cheapest, read_costs

PROCESSOR = Costs("cpu", 2e-6, 6e10, 3e10, 1e10)
CARD = Costs("cuda:0", 1e-5, 1.5e13, 9e12, 1.5e12, 1.2e10, 1.2e10)
SLOW = Costs("cuda:1", 1e-5, 6e10, 3e10, 1e10, 1e9, 1e9)
PHONE = Costs("mps", 2e-5, 2e12, 0.0, 1e11, 5e10, 5e10)


def product(known: tuple[Costs, ...], n: int, *, double: bool = False) -> str:
    size = 8 if double else 4
    return cheapest(known, 2.0 * n**3, 2.0 * size * n * n, float(size * n * n), double=double)


def test_without_a_device_everything_is_computed_here() -> None:
    assert product((PROCESSOR,), 5000) == "cpu"
    assert product((), 5000) == "cpu"


def test_a_large_product_goes_to_a_fast_card_and_a_small_one_stays() -> None:
    assert product((PROCESSOR, CARD), 4000) == "cuda:0"
    assert product((PROCESSOR, CARD), 64) == "cpu"


def test_the_faster_of_two_cards_is_taken() -> None:
    assert product((PROCESSOR, SLOW, CARD), 4000) == "cuda:0"
    assert product((PROCESSOR, SLOW), 4000) == "cpu"


def test_a_device_without_float64_gets_none() -> None:
    assert product((PROCESSOR, PHONE), 4000, double=False) == "mps"
    assert product((PROCESSOR, PHONE), 4000, double=True) == "cpu"


def test_what_only_moves_data_stays() -> None:
    size = 4.0 * 10**8
    assert cheapest((PROCESSOR, CARD), 10.0**8, size, size, double=False) == "cpu"


@given(st.integers(1, 6000), st.booleans())
def test_once_a_size_is_worth_the_way_every_larger_one_is(n: int, double: bool) -> None:
    if product((PROCESSOR, CARD), n, double=double) != "cpu":
        assert product((PROCESSOR, CARD), n + 500, double=double) != "cpu"
        assert 2.0 * n**3 >= LEAST_WORK


@pytest.mark.parametrize("text", ["", "{", "[]", '{"devices": [{"device": "cpu"}]}', '{"devices": [{"nonsense": 1}]}'])
def test_what_is_no_calibration_is_none(text: str) -> None:
    assert read_costs(text) == ()


def test_a_calibration_is_read_back() -> None:
    assert read_costs(json.dumps({"devices": [asdict(PROCESSOR), asdict(CARD)]})) == (PROCESSOR, CARD)
