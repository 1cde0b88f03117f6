"""Flattened Jacobians, the chain rule, and stated Jacobians that are right or wrong."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

LIBRARIES = [np.asarray, torch.from_numpy]


@pytest.mark.parametrize("library", LIBRARIES)
def test_flattened_jacobian_of_a_linear_layer_is_a_kronecker_product(library: Any) -> None:  # noqa: ANN401
    random = np.random.default_rng(0)
    w, x = random.standard_normal((3, 4)), random.standard_normal(4)
    of_rows = vm.jacobian_vec(lambda m: m @ library(x), library(w))
    of_columns = vm.jacobian_vec(lambda m: m @ library(x), library(w), "F")
    np.testing.assert_allclose(np.asarray(of_rows), np.kron(np.eye(3), x), atol=1e-10)
    np.testing.assert_allclose(np.asarray(of_columns), np.kron(x, np.eye(3)), atol=1e-10)
    assert tuple(vm.jacobian(lambda m: m @ library(x), library(w)).shape) == (3, 3, 4)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("order", ["C", "F"])
def test_matrix_valued_functions_are_flattened_in_the_same_order(library: Any, order: Any) -> None:  # noqa: ANN401
    random = np.random.default_rng(1)
    a, b, w = (library(random.standard_normal(shape)) for shape in ((2, 3), (4, 5), (3, 4)))
    jacobian = vm.jacobian_vec(lambda m: a @ m @ b, w, order)
    change = library(random.standard_normal((3, 4)))
    moved = vm.vec(a @ change @ b, order)
    np.testing.assert_allclose(np.asarray(jacobian @ vm.vec(change, order)), np.asarray(moved), atol=1e-9)


def test_orders_of_vec() -> None:
    cube = np.arange(24).reshape(2, 3, 4)
    for library in LIBRARIES:
        assert vm.vec(library(cube)).tolist() == cube.ravel("C").tolist()
        assert vm.vec(library(cube), "F").tolist() == cube.ravel("F").tolist()
    assert vm.vec(5) == [5]
    assert vm.vec(np.zeros((0, 3))).shape == (0,)
    with pytest.raises(ValueError, match="got 'K'"):
        vm.vec([1], "K")  # type: ignore[arg-type] # the mistake under test


def _layer(library: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
    random = np.random.default_rng(2)
    w, x = random.standard_normal((20, 30)), random.standard_normal(30)
    tanh = torch.tanh if library is torch.from_numpy else np.tanh
    stated = (1 - np.tanh(w @ x) ** 2)[:, None] * w
    return (lambda z: tanh(library(w) @ z)), library(x), stated


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("factor", [1 + 1e-4, -1.0, 0.0])
def test_one_wrong_entry_among_many_is_seen(library: Any, factor: float) -> None:  # noqa: ANN401
    f, x, stated = _layer(library)
    right = vm.jacobian_residual(f, x, library(stated))
    assert right < (1e-13 if library is torch.from_numpy else 1e-8)
    wrong = stated.copy()
    steepest = abs(stated).sum(1).argmax()
    wrong[steepest, 11] *= factor
    assert vm.jacobian_residual(f, x, library(wrong)) > 100 * right


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_transposed_jacobian_and_a_wrong_shape(library: Any) -> None:  # noqa: ANN401
    w = library(np.arange(9.0).reshape(3, 3))
    x = library(np.ones(3))
    assert vm.jacobian_residual(lambda z: w @ z, x, w) < 1e-9
    assert vm.jacobian_residual(lambda z: w @ z, x, w.T) > 0.1
    with pytest.raises(vm.ShapeError, match="the last axes must be those of x"):
        vm.jacobian_residual(lambda z: w @ z, x, w[:, :2])
    with pytest.raises(vm.ShapeError):
        vm.jacobian_residual(lambda z: w @ z, x, w[:2])
    with pytest.raises(ValueError, match="at least one probe"):
        vm.jacobian_residual(lambda z: w @ z, x, w, probes=0)


def test_residuals_of_zero_nan_and_empty_jacobians() -> None:
    for library in LIBRARIES:
        x = library(np.ones(2))
        assert vm.jacobian_residual(lambda z: 0 * z, x, library(np.zeros((2, 2)))) == 0
        assert math.isnan(vm.jacobian_residual(lambda z: z * 1, x, library(np.full((2, 2), np.nan))))
        assert vm.jacobian_residual(lambda z: z[:0], x, library(np.zeros((0, 2)))) == 0
    assert vm.jacobian_residual(lambda x: x**2, [3.0], [[6.0]]) < 1e-9


def test_probes_leave_the_author_s_random_numbers_alone() -> None:
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    vm.jacobian_residual(lambda x: x**2, torch.ones(3), torch.eye(3) * 2)
    assert torch.equal(torch.rand(1), expected)


@pytest.mark.parametrize("library", LIBRARIES)
def test_chain_rule_on_matrices(library: Any) -> None:  # noqa: ANN401
    x = library(np.random.default_rng(3).standard_normal((2, 3)))
    residual = vm.chain_rule_residual(lambda m: (m * m).sum(0), lambda m: m @ m.T, x)
    assert residual < (1e-14 if library is torch.from_numpy else 1e-8)
    assert vm.chain_rule_residual(lambda z: z * 0, lambda z: z * 0, x) == 0


def test_chain_rule_fails_where_a_function_jumps() -> None:
    """g(1) is the jump of f; differences across it have nothing to do with the derivatives."""
    residual = vm.chain_rule_residual(lambda z: np.where(z > 0, z + 1, z), lambda x: x - 1, np.ones(1))
    assert residual < 1e-6  # both sides see the same jump
    smooth_inside = vm.chain_rule_residual(np.abs, lambda x: (x - 1) ** 2 + (x - 1), np.ones(1))
    assert smooth_inside > 1e-6
