"""How written numbers run."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.progressions import Hole, divided, series_of, tree_of

N = Dim.of("n")


def of(*values: Dim | int) -> Hole:
    return Hole(tuple(Dim.of(value) if isinstance(value, int) else value for value in values))


def test_an_arithmetic_progression_ends_at_its_last_term() -> None:
    found = series_of((of(1, 3, Dim.of(2) * N + Dim.of(-1)),), 2, endless=False)
    assert found is not None
    assert found.steps == N + Dim.of(-1)


def test_holes_that_run_differently_far_are_no_series() -> None:
    assert series_of((of(1, 2, N), of(0, 1, N)), 2, endless=False) is None


def test_a_last_term_between_the_steps_is_no_series() -> None:
    assert series_of((of(1, 3, N),), 2, endless=False) is None
    assert series_of((of(1, 2, 5, N),), 3, endless=False) is None


def test_numbers_that_could_be_powers_are_no_series() -> None:
    assert series_of((of(2, 4, 1024),), 2, endless=False) is None
    assert series_of((of(1, 4, 49),), 2, endless=False) is None
    assert series_of((of(2, 4, 100),), 2, endless=False) is not None


def test_endless_numbers_may_grow_by_one_law_only() -> None:
    assert series_of((of(1, 2, 4, 8),), 4, endless=True) is not None
    assert series_of((of(1, 4, 9),), 3, endless=True) is not None
    assert series_of((of(1, 2, 6),), 3, endless=True) is None
    assert series_of((of(1, 2, 7),), 3, endless=True) is None


def test_a_number_left_out_must_fit() -> None:
    assert series_of((Hole(((0, 1), Dim.of(2), Dim.of(3))),), 3, endless=True) is not None
    assert series_of((Hole(((0, 1), Dim.of(4), Dim.of(6))),), 3, endless=True) is None


def test_polynomials_are_divided_without_a_rest_or_not_at_all() -> None:
    assert divided(N * Dim.of(4), Dim.of(2)) == N * Dim.of(2)
    assert divided(N + Dim.of(1), N) is None
    assert str(tree_of(N * Dim.of(2) + Dim.of(-1))) == "(add (mul 2 n) (neg 1))"
