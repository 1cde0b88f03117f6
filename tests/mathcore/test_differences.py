"""Differences of numpy functions: as accurate as stated, also in single precision and near the edge of a domain."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from vault_runner import mathcore as vm


@pytest.mark.parametrize(
    ("f", "slope", "x"),
    [
        (np.sin, np.cos, 0.7),
        (np.exp, np.exp, -3.0),
        (np.log, lambda x: 1 / x, 1e-4),
        (np.sqrt, lambda x: 0.5 / np.sqrt(x), 1e-6),
        (lambda x: x**3, lambda x: 3 * x**2, 1e5),
        (np.tanh, lambda x: 1 - np.tanh(x) ** 2, 0.0),
    ],
)
def test_accuracy(f: Any, slope: Any, x: float) -> None:  # noqa: ANN401 - functions of one array
    assert vm.jacobian(f, np.array(x)) == pytest.approx(slope(x), rel=1e-9)
    assert vm.jvp(f, np.array([x]), np.array([1e-3]))[0] == pytest.approx(1e-3 * slope(x), rel=1e-8)


def test_functions_that_compute_in_single_precision() -> None:
    def single(x: Any) -> Any:  # noqa: ANN401 - numpy array
        return np.sin(x.astype(np.float32))

    assert vm.jacobian(single, np.array(0.7)) == pytest.approx(np.cos(0.7), rel=2e-5)


def test_entries_of_very_different_size() -> None:
    x = np.array([1e6, 1e-3])
    np.testing.assert_allclose(vm.gradient(lambda z: np.sum(z**2), x)[0], 2e6, rtol=1e-9)
    np.testing.assert_allclose(vm.jacobian(np.sin, x)[1], [0.0, np.cos(1e-3)], rtol=1e-10)


def test_functions_of_lists_and_constants() -> None:
    assert vm.jacobian(lambda _: [1, 2.0], [1.0]) == [[0.0], [0.0]]
    assert vm.jvp(lambda x: x**2, [1.0], [0.0]) == [0.0]
    assert vm.gradient(lambda x: int(np.floor(x[0])), [0.5]) == [0.0]


def test_x_is_not_changed() -> None:
    x = np.array([1.0, 2.0])
    vm.jacobian(np.sin, x)
    assert x.tolist() == [1.0, 2.0]
