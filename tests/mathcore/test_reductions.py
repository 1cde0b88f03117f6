"""Reductions by position and by name."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

X = np.arange(24.0).reshape(2, 3, 4)


@pytest.mark.parametrize("axis", [None, 0, -1, (0, 2), (), [1]])
@pytest.mark.parametrize("op", ["sum", "prod", "mean", "max", "min"])
@pytest.mark.parametrize("keepdims", [False, True])
def test_same_as_numpy_for_both_libraries(op: Any, axis: Any, *, keepdims: bool) -> None:  # noqa: ANN401 - literals
    where = tuple(axis) if isinstance(axis, list) else axis
    expected = getattr(X, op)(axis=where, keepdims=keepdims)
    ours = vm.reduce(X, op, axis, keepdims=keepdims)
    theirs = vm.reduce(torch.from_numpy(X), op, axis, keepdims=keepdims)
    np.testing.assert_allclose(ours, expected, rtol=1e-15)
    np.testing.assert_allclose(theirs.numpy(), expected, rtol=1e-14)
    if not (keepdims and axis is None):
        assert tuple(theirs.shape) == np.shape(expected)


def test_axes_by_name() -> None:
    assert vm.reduce(X, "sum", "b", names="n a b").shape == (2, 3)
    assert vm.reduce(X, "sum", ("n", "b"), names="n a b").shape == (3,)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"axis": 3}, "axis 3 doesn't exist; x (2, 3, 4) has 3 axes"),
        ({"axis": -4}, "axis -4 doesn't exist"),
        ({"axis": (0, -3)}, "an axis of (2, 3, 4) is given twice: [0, -3]"),
        ({"axis": "c", "names": "n a b"}, "no axis 'c' among the names n a b"),
        ({"axis": "c"}, "no axis 'c' among the names (none given)"),
        ({"axis": 0, "names": "n a"}, "names 'n a' must name each of the 3 axes of (2, 3, 4) once"),
        ({"axis": 0, "names": "n a a"}, "must name each"),
    ],
)
def test_words_for_axes_that_are_wrong(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(vm.ShapeError) as caught:
        vm.reduce(X, "sum", **arguments)
    assert words in str(caught.value)


def test_empty_axes() -> None:
    for empty in (np.ones((2, 0)), torch.ones(2, 0)):
        assert vm.reduce(empty, "sum", 1).tolist() == [0, 0]
        assert vm.reduce(empty, "prod", 1).tolist() == [1, 1]
        assert tuple(vm.reduce(empty, "max", 0).shape) == (0,)
        with pytest.raises(vm.ShapeError, match=r"axis 1 \(d\) of x \(2, 0\) is empty and has no mean"):
            vm.reduce(empty, "mean", "d", names="n d")


def test_integers_masks_complex_and_nan() -> None:
    for library in (np.array, torch.tensor):
        assert vm.reduce(library([1, 2]), "mean") == 1.5
        assert vm.reduce(library([True, True]), "sum") == 2
        assert math.isnan(vm.reduce(library([np.nan, 1.0]), "max"))
        with pytest.raises(TypeError, match="complex numbers have no min"):
            vm.reduce(library([1j]), "min")
    with pytest.raises(ValueError, match="there is no operation 'median'; take one of sum, prod"):
        vm.reduce(X, "median")  # type: ignore[arg-type] # the mistake under test
    assert vm.reduce(5, "sum") == 5
    assert vm.reduce(torch.tensor(5), "prod").item() == 5
