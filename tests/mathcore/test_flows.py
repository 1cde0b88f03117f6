"""x(t) = e^(A t) x(0) on every way that is chosen by times and sizes, against the exponential itself."""

from __future__ import annotations

import importlib
import math
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

TIMES = {
    "grid": np.linspace(0.0, 2.0, 41),
    "late grid": np.linspace(3.0, 4.0, 7),
    "backwards": np.linspace(1.0, -1.0, 9),
    "unequal": np.array([0.0, 0.1, 0.5, 2.0, -1.0]),
    "two": np.array([0.0, 1.5]),
    "same": np.array([1.0, 1.0, 1.0, 1.0]),
    "none": np.array([]),
}


def _system(n: int) -> tuple[Any, Any]:
    random = np.random.default_rng(n)
    return random.standard_normal((n, n)) / math.sqrt(n), random.standard_normal(n)


@pytest.mark.parametrize("name", sorted(TIMES))
@pytest.mark.parametrize("n", [1, 2, 30, 120])
def test_every_route_gives_the_exponential(n: int, name: str) -> None:
    a, x0 = _system(n)
    t = TIMES[name]
    expected = np.array([vm.matrix_exp(a * time) @ x0 for time in t]).reshape(len(t), n)
    for kind in (np.asarray, torch.from_numpy):
        states = vm.linear_flow(kind(a), kind(x0), kind(t))
        assert tuple(states.shape) == (len(t), n)
        np.testing.assert_allclose(np.asarray(states), expected, rtol=1e-10, atol=1e-10)
    for time, state in zip(t[:2], expected, strict=False):
        np.testing.assert_allclose(vm.linear_flow(a, x0, float(time)), state, rtol=1e-10, atol=1e-11)


def test_almost_equal_times_are_not_taken_for_a_grid() -> None:
    t = np.linspace(0.0, 1.0, 11)
    t[4] += 1e-9
    states = vm.linear_flow([[1.0]], [1.0], t)
    np.testing.assert_allclose(states[:, 0], np.exp(t), rtol=1e-14)


def test_long_grids_stay_accurate() -> None:
    t = np.linspace(0.0, 100.0, 10_001)
    states = vm.linear_flow([[0.0, -1.0], [1.0, 0.0]], [1.0, 0.0], t)
    np.testing.assert_allclose(states[:, 0], np.cos(t), atol=1e-11)


def test_sparse_matrices() -> None:
    sparse = importlib.import_module("scipy.sparse")
    a = sparse.diags_array([np.linspace(-2, 0, 300), np.ones(299)], offsets=[0, 1]).tocsr()
    x0 = np.ones(300)
    for t in (TIMES["grid"], TIMES["unequal"], 0.5):
        expected = vm.linear_flow(a.toarray(), x0, t)
        np.testing.assert_allclose(vm.linear_flow(a, x0, t), expected, rtol=1e-10, atol=1e-12)
    assert vm.linear_flow(a, x0, []).shape == (0, 300)
    with pytest.raises(vm.ShapeError, match="n is 300 in a and 2 in x0"):
        vm.linear_flow(a, [1.0, 2.0], 1.0)


def test_dtypes_follow_the_system_not_the_times() -> None:
    a, x0 = _system(3)
    single = vm.linear_flow(a.astype(np.float32), x0.astype(np.float32), TIMES["grid"])
    assert single.dtype == np.float32
    assert vm.linear_flow(torch.eye(2), torch.ones(2), [0.0, 1.0]).dtype == torch.float32
    assert vm.linear_flow(torch.eye(2).half(), torch.ones(2).half(), 1.0).dtype == torch.float16
    assert vm.linear_flow([[0, 1], [0, 0]], [1, 1], [1, 2, 3]) == [[2.0, 1.0], [3.0, 1.0], [4.0, 1.0]]
    turned = vm.linear_flow([[1j]], [1.0], [0.0, math.pi])
    np.testing.assert_allclose(np.array(turned)[:, 0], [1, -1], atol=1e-14)


def test_bad_systems_and_times() -> None:
    assert np.isnan(vm.linear_flow([[math.nan, 0.0], [0.0, 1.0]], [1.0, 1.0], [0.0, 1.0, 2.0])).all()
    states = np.array(vm.linear_flow([[1.0, 0.0], [0.0, 1.0]], [1.0, 1.0], [0.0, math.nan, 1.0]))
    assert np.isnan(states).all(axis=1).tolist() == [False, True, False]
    assert vm.linear_flow(np.zeros((0, 0)), [], [0.0, 1.0, 2.0]).shape == (3, 0)
    with pytest.raises(TypeError, match="linear_flow is defined for real numbers"):
        vm.linear_flow([[1.0]], [1.0], 1j)


def test_gradient_with_respect_to_the_system() -> None:
    a = torch.tensor([[0.1, -0.4], [0.3, 0.2]], dtype=torch.float64, requires_grad=True)
    x0 = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    for t in ([0.0, 0.5, 1.0, 1.5], [0.0, 0.3, 1.0], 0.7):
        assert torch.autograd.gradcheck(lambda a, x0, t=t: vm.linear_flow(a, x0, t), (a, x0))
