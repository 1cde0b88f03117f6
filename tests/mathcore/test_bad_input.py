"""What each part of the core makes of input that it was not made for: an error that says what, or a defined result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

BOTH = pytest.mark.parametrize("make", [np.asarray, torch.tensor], ids=["numpy", "torch"])
Make = Callable[[Any], Any]


@BOTH
@pytest.mark.parametrize("function", [vm.matrix_exp, lambda x: vm.matrix_exp_series(x, 5)])
def test_a_matrix_that_is_not_square(make: Make, function: Callable[[Any], Any]) -> None:
    with pytest.raises(vm.ShapeError, match=r"2.*3"):
        function(make([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))


@BOTH
@pytest.mark.parametrize("function", [vm.hadamard, vm.gdt, vm.inner, vm.bmm, vm.squared_distance])
def test_shapes_that_do_not_match(make: Make, function: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(vm.ShapeError, match=r"2.*3|3.*2"):
        function(make([1.0, 2.0]), make([1.0, 2.0, 3.0]))


@BOTH
def test_complex_numbers(make: Make) -> None:
    z = make([1 + 1j, 2 - 1j])
    assert complex(vm.inner(z, z)).real == 7
    assert float(vm.squared_distance(z, z * 2)) == 7
    with pytest.raises(TypeError, match="real"):
        vm.cos_angle(z, z)


@BOTH
def test_whole_numbers(make: Make) -> None:
    x = make([1, 2, 3])
    assert int(vm.inner(x, x)) == 14
    assert int(vm.squared_distance(x, x * 2)) == 14
    assert "float" in str(vm.exp_elementwise(x).dtype)


@BOTH
def test_nothing_at_all(make: Make) -> None:
    empty = make([])
    assert float(vm.inner(empty, empty)) == 0
    assert float(vm.gdt(empty, empty)) == 0
    assert tuple(vm.matrix_exp(make(np.zeros((0, 0)).tolist()).reshape(0, 0)).shape) == (0, 0)
    with pytest.raises(vm.ShapeError, match="empty"):
        vm.cos_angle(empty, empty)


@BOTH
def test_not_a_number_stays_where_it_is(make: Make) -> None:
    x = make([[float("nan"), 0.0], [3.0, 4.0]])
    found = vm.pairwise_sqdist(x, make([[0.0, 0.0]]))
    assert [bool(float(each) != float(each)) for each in found[:, 0]] == [True, False]
    assert bool(np.isnan(np.asarray(vm.matrix_exp(x))).all())


@BOTH
def test_a_number_without_axes(make: Make) -> None:
    one = make(2.0)
    assert float(vm.hadamard(one, one)) == 4
    assert float(vm.gdt(one, one)) == 4
    for function in (vm.inner, vm.squared_distance, vm.bmm):
        with pytest.raises(vm.ShapeError):
            function(one, one)
    with pytest.raises(vm.ShapeError):
        vm.matrix_exp(one)


@BOTH
def test_numbers_beyond_all_bounds(make: Make) -> None:
    huge = make(np.array([1e200, 1e200]))
    assert float(vm.cos_angle(huge, huge)) == pytest.approx(1.0)
    with np.errstate(over="ignore"):
        assert float(vm.inner(huge, huge)) == float("inf")
    with pytest.raises(OverflowError):
        vm.gdt(np.array([2**40, 2**40]), np.array([2**40, 2**40]))


@pytest.mark.parametrize("function", [vm.inner, vm.hadamard, vm.gdt])
def test_two_libraries_in_one_call(function: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(TypeError, match="numpy arrays and torch tensors in one call"):
        function(np.ones(2), torch.ones(2))


@pytest.mark.parametrize("wrong", ["text", None, {"a": 1}, object()])
def test_what_is_no_array(wrong: Any) -> None:  # noqa: ANN401 - anything
    with pytest.raises(TypeError, match=r"neither a numpy array, a torch tensor nor a list|no numbers"):
        vm.inner(wrong, wrong)
