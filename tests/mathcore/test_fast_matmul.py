"""Strassen's product against the plain one."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm


@pytest.mark.parametrize("leaf", [1, 2, 3, 16])
@pytest.mark.parametrize("shape", [(1, 1, 1), (2, 2, 2), (5, 3, 7), (16, 16, 16), (9, 1, 9), (33, 20, 4), (0, 3, 2)])
def test_exact_for_integers_of_any_size(shape: tuple[int, int, int], leaf: int) -> None:
    a, b, c = shape
    random = np.random.default_rng(leaf)
    x, y = random.integers(-9, 9, (a, b)), random.integers(-9, 9, (b, c))
    assert vm.strassen(x, y, leaf).tolist() == (x @ y).tolist()
    assert vm.strassen(torch.from_numpy(x), torch.from_numpy(y), leaf).tolist() == (x @ y).tolist()


def test_rounding_is_worse_but_bounded() -> None:
    random = np.random.default_rng(0)
    x, y = (random.standard_normal((128, 128)).astype(np.float32) for _ in range(2))
    exact = x.astype(np.float64) @ y.astype(np.float64)
    apart = abs(vm.strassen(x, y, 8) - exact).max()
    assert 1e-6 < apart < 1e-3
    assert vm.strassen(x, y, 8).dtype == np.float32


def test_leaf_must_be_a_size() -> None:
    with pytest.raises(ValueError, match="leaf is a size of at least 1; got 0"):
        vm.strassen([[1]], [[1]], 0)
    assert vm.strassen([[True]], [[True]]) == [[1]]
