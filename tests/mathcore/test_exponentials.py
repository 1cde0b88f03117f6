"""Exponentials: the two kinds told apart, what overflows, and when the series must warn."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

LIBRARIES = [np.array, torch.tensor]


def test_the_two_exponentials_differ() -> None:
    x = [[0.0, 1.0], [0.0, 0.0]]
    assert vm.exp_elementwise(x) == [[1.0, math.e], [1.0, 1.0]]
    assert vm.matrix_exp(x) == [[1.0, 1.0], [0.0, 1.0]]


@pytest.mark.parametrize("library", LIBRARIES)
def test_entries_that_overflow_or_are_not_numbers(library: type) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "overflow", RuntimeWarning)  # numpy's own, kept on purpose
        result = vm.exp_elementwise(library([1000.0, -1000.0, math.nan])).tolist()
    assert result[:2] == [math.inf, 0.0]
    assert math.isnan(result[2])
    assert vm.exp_elementwise(library([])).shape == (0,)
    assert float(vm.exp_elementwise(library(0))) == 1.0
    assert complex(vm.exp_elementwise(library(1j * math.pi))) == pytest.approx(-1)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_one_bad_entry_spoils_its_matrix_and_no_other(library: type, bad: float) -> None:
    batch = library([[[bad, 0.0], [0.0, 1.0]], [[0.0, 0.0], [0.0, 0.0]]])
    result = vm.matrix_exp(batch)
    assert np.isnan(np.asarray(result[0])).all()
    assert result[1].tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert np.isnan(np.asarray(vm.matrix_exp(batch[0]))).all()


@pytest.mark.parametrize("library", LIBRARIES)
def test_sizes_and_sorts_of_matrices(library: type) -> None:
    assert vm.matrix_exp(library(np.zeros((0, 0)))).shape == (0, 0)
    assert vm.matrix_exp(library(np.zeros((3, 0, 0)))).shape == (3, 0, 0)
    assert vm.matrix_exp(library(np.zeros((2, 3, 4, 4)))).shape == (2, 3, 4, 4)
    assert complex(vm.matrix_exp(library([[1j * math.pi]]))[0, 0]) == pytest.approx(-1)
    assert vm.matrix_exp(library([[1, 0], [0, 2]]))[1][1] == pytest.approx(math.e**2)
    assert not np.isfinite(np.asarray(vm.matrix_exp(library(np.eye(2) * 1e3)))).all()
    assert (np.asarray(vm.matrix_exp(library(np.eye(2) * -1e4))) == 0).all()


def test_half_precision_is_computed_in_single() -> None:
    """Torch alone answers -20896 for the identity in float16."""
    for eye in (np.eye(2, dtype=np.float16), torch.eye(2, dtype=torch.float16), torch.eye(2, dtype=torch.bfloat16)):
        result = vm.matrix_exp(eye)
        assert result.dtype == eye.dtype
        assert float(result[0, 0]) == pytest.approx(math.e, rel=4e-3)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("angle", [1e-9, 1e-3, 0.01, 0.04, 0.3, 0.5, 1.0])
def test_small_turns_are_accurate_in_both_libraries(dtype: str, angle: float) -> None:
    """Torch's own polynomial of degree 8 loses five digits at 0.04 in float64 and two at 0.5 in float32."""
    x = np.array([[0.0, -angle], [angle, 0.0]], dtype)
    turn = float(x[1, 0])
    expected = [[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]
    slack = 4 * float(np.finfo(dtype).eps)
    for kind in (np.asarray, torch.from_numpy):
        for batch in (kind(x), kind(np.stack([x, x * 0]))):
            result = np.asarray(vm.matrix_exp(batch), np.float64).reshape(-1, 2, 2)[0]
            assert abs(result - expected).max() < slack


@pytest.mark.parametrize("library", LIBRARIES)
def test_matrices_of_one_entry_are_numbers(library: type) -> None:
    assert vm.matrix_exp(library([[math.inf]])).tolist() == [[math.inf]]
    assert vm.matrix_exp(library([[-math.inf]])).tolist() == [[0.0]]
    assert vm.matrix_exp(library([[1000.0]])).tolist() == [[math.inf]]


@pytest.mark.parametrize("library", LIBRARIES)
def test_series_of_a_nilpotent_matrix_ends(library: type) -> None:
    x = library([[0.0, 3.0, 1.0], [0.0, 0.0, 5.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(np.asarray(vm.matrix_exp_series(x, 3)), np.asarray(vm.matrix_exp(x)), rtol=1e-14)
    with pytest.warns(RuntimeWarning, match="stops while"):
        assert vm.matrix_exp_series(x, 1).tolist() == np.eye(3).tolist()


@pytest.mark.parametrize("library", LIBRARIES)
def test_series_warns_where_it_is_wrong_and_only_there(library: type) -> None:
    symmetric = np.array([[-0.5, 0.5], [0.5, -0.5]])
    for norm, wrong in ((1, False), (5, False), (40, True), (200, True)):
        x = library(symmetric * norm)
        exact = np.asarray(vm.matrix_exp(x))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = np.asarray(vm.matrix_exp_series(x, 400))
        assert bool(abs(result - exact).max() > 1e-8) is wrong
        assert [str(each.message) for each in caught if "digits to cancellation" in str(each.message)] or not wrong
        assert wrong or not caught


def test_series_that_stops_too_early_says_so() -> None:
    with pytest.warns(RuntimeWarning, match="of 20 terms stops while its terms are still large"):
        vm.matrix_exp_series([[60.0]])
    with pytest.raises(ValueError, match="at least the identity; got 0"):
        vm.matrix_exp_series([[1.0]], 0)


def test_series_of_odd_input() -> None:
    assert vm.matrix_exp_series(np.zeros((0, 0))).shape == (0, 0)
    assert np.isnan(vm.matrix_exp_series([[math.nan]])[0][0])
    assert vm.matrix_exp_series([[1j]])[0][0] == pytest.approx(complex(math.cos(1), math.sin(1)))


@pytest.mark.parametrize("library", LIBRARIES)
def test_quarter_turn(library: type) -> None:
    turned = vm.rotation(library(math.pi / 2)) @ library([1.0, 0.0])
    np.testing.assert_allclose(np.asarray(turned), [0.0, 1.0], atol=1e-7)
    assert np.isnan(np.asarray(vm.rotation(library(math.inf)))).all()


def test_angles_of_other_sorts() -> None:
    assert isinstance(vm.rotation(1), np.ndarray)
    assert vm.rotation(np.float32(1)).dtype == np.float32
    with pytest.raises(TypeError, match="rotation is defined for real numbers"):
        vm.rotation(1j)
