"""Every property of the vocabulary has a sampler whose samples pass its own test."""

from __future__ import annotations

import numpy as np
import pytest

from vault_runner.oracle.lexicon import PROPERTIES
from vault_runner.oracle.matrix_properties import MATRIX
from vault_runner.oracle.properties import SCALAR, VECTOR, impose

TALL = frozenset({"orthonormal-columns", "full-column-rank", "stochastic", "column-stochastic", "rank-one"})


SIZES = {"nilpotent-3": (3, 5), "odd-order": (3, 5), "even-order": (2, 4)}


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_matrix_samples_have_their_property(name: str) -> None:
    rng = np.random.default_rng(3)
    for size in SIZES.get(name, (2, 3, 5)):
        shape = (size + 1, size) if name in TALL else (size, size)
        sample = impose(rng, "mat", rng.normal(size=shape), frozenset({name}))
        assert MATRIX[name].holds(sample)


@pytest.mark.parametrize("name", sorted(VECTOR))
def test_vector_samples_have_their_property(name: str) -> None:
    rng = np.random.default_rng(4)
    assert VECTOR[name].holds(impose(rng, "col", rng.normal(size=4), frozenset({name})))


@pytest.mark.parametrize("name", sorted(SCALAR))
def test_number_samples_have_their_property(name: str) -> None:
    rng = np.random.default_rng(5)
    assert SCALAR[name].holds(impose(rng, "num", -1.3, frozenset({name})))


@pytest.mark.parametrize(
    "pair", [{"symmetric", "orthogonal"}, {"symmetric", "idempotent"}, {"symmetric", "invertible"}]
)
def test_properties_are_combined(pair: set[str]) -> None:
    rng = np.random.default_rng(6)
    sample = impose(rng, "mat", rng.normal(size=(4, 4)), frozenset(pair))
    assert all(MATRIX[name].holds(sample) for name in pair)


def test_properties_that_exclude_each_other_are_refused() -> None:
    rng = np.random.default_rng(7)
    with pytest.raises(ValueError, match="singular"):
        impose(rng, "mat", rng.normal(size=(3, 3)), frozenset({"singular", "spd"}))


def test_words_of_one_property_agree_in_both_languages() -> None:
    assert PROPERTIES["symmetric"] == PROPERTIES["对称"]
    assert PROPERTIES["skew-symmetric"] == PROPERTIES["反对称"] == "skew"
    assert PROPERTIES["positive definite"] == PROPERTIES["正定"] == "spd"
