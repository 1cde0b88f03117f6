"""Whole numbers that are tied, and numbers that a condition fixes."""

from __future__ import annotations

from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.terms import BOOL, NUM, Term, const
from vault_runner.oracle.ties import fix, tie

WHOLE = frozenset({"integer"})


def test_whole_numbers_are_tied_in_some_worlds() -> None:
    symbols = {"m": Symbol("m", NUM, WHOLE), "n": Symbol("n", NUM, WHOLE)}
    seen = set()
    for number in range(4):
        values: dict[str, object] = {"m": 3.0, "n": 5.0}
        tie(symbols, values, number)
        seen.add(values["n"])
    assert seen == {5.0, 3.0, -3.0}


def test_a_property_forbids_a_tie() -> None:
    symbols = {"m": Symbol("m", NUM, WHOLE), "n": Symbol("n", NUM, frozenset({"natural"}))}
    values: dict[str, object] = {"m": 3.0, "n": 5.0}
    tie(symbols, values, 1)
    assert values["n"] == 5.0


def test_a_number_is_moved_to_where_a_condition_puts_it() -> None:
    name = Term("sym", (), "n", NUM)
    for relation, wanted in (("=", 30.0), (">=", 32.0), ("<", 2.0)):
        values: dict[str, object] = {"n": 2.0}
        fix((Term("compare", (name, const(30)), relation, BOOL),), values)
        assert values["n"] == wanted
