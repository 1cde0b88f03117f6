"""Shape rules against numpy's own, with names for sizes, and the words of shape errors."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: vm.bmm(np.ones((4, 5, 2)), np.ones((4, 3, 3))),
            "bmm: axis b is 2 in x and 3 in y; x (n, a, b) is (4, 5, 2), y (n, b, c) is (4, 3, 3)",
        ),
        (lambda: vm.bmm(np.ones((1, 5, 2)), np.ones((4, 2, 3))), "bmm: axis n is 1 in x and 4 in y"),
        (
            lambda: vm.bmm(np.ones((5, 2)), np.ones((4, 2, 3))),
            "bmm: x has 2 axes, shape (5, 2); it needs 3: (n, a, b)",
        ),
        (lambda: vm.inner([1, 2], [1, 2, 3]), "inner: axis d is 2 in x and 3 in y"),
        (lambda: vm.inner(2.0, 3.0), "inner: x has 0 axes, shape (); it needs 1: (d,)"),
        (
            lambda: vm.hadamard(np.ones((2, 3)), np.ones((2, 1))),
            "hadamard: axis 1 is 3 in x (2, 3) and 1 in y (2, 1); both must have one shape, nothing is broadcast",
        ),
        (lambda: vm.hadamard(np.ones(3), 2.0), "hadamard: x (3,) has 1 axes, y () has 0"),
        (lambda: vm.gdt(torch.ones(2, 3), torch.ones(3, 2)), "gdt: axis 0 is 2 in x (2, 3) and 3 in y (3, 2)"),
        (
            lambda: vm.pairwise_sqdist(np.ones((2, 3)), np.ones((5, 4))),
            "pairwise_sqdist: axis d is 3 in x and 4 in y",
        ),
        (lambda: vm.matrix_exp(np.ones((2, 3))), "matrix_exp: axis n is 2 in x and 3 in x; x (..., n, n) is (2, 3)"),
        (
            lambda: vm.matrix_exp([1.0]),
            "matrix_exp: x has 1 axis, shape (1,); it needs at least 2: (..., n, n)",
        ),
        (lambda: vm.matrix_exp(3.0), "matrix_exp: x has 0 axes, shape ()"),
        (lambda: vm.matrix_exp_series(np.ones((2, 3))), "matrix_exp_series: axis n is 2 in x and 3 in x"),
        (lambda: vm.linear_flow(np.eye(2), [1, 2, 3], 1.0), "linear_flow: axis n is 2 in a and 3 in x0"),
        (lambda: vm.linear_flow(np.eye(2), [1, 2], [[1.0]]), "t has 2 axes, shape (1, 1); it needs one time ()"),
        (lambda: vm.rotation([1.0]), "rotation: theta has 1 axis, shape (1,); it needs 0: ()"),
        (lambda: vm.strassen(np.ones((2, 3)), np.ones((2, 3))), "strassen: axis b is 3 in x and 2 in y"),
        (lambda: vm.sum_as_dot(np.ones((2, 2))), "sum_as_dot: x has 2 axes, shape (2, 2); it needs 1: (d,)"),
        (lambda: vm.cos_angle([], []), "cos_angle: empty vectors, shape (0,), have no direction"),
        (lambda: vm.matmul_flops(2, -1, 3), "sizes are counts; got a = 2, b = -1, c = 3"),
    ],
)
def test_words_of_shape_errors(call: Any, words: str) -> None:  # noqa: ANN401 - a call without arguments
    with pytest.raises(vm.ShapeError) as caught:
        call()
    assert words in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_error_keeps_its_shapes_through_a_pipe() -> None:
    with pytest.raises(vm.ShapeError) as caught:
        vm.bmm(np.ones((4, 5, 2)), torch.ones(4, 3, 3).numpy())
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert copy.shapes == {"x": (4, 5, 2), "y": (4, 3, 3)}
    assert str(copy) == str(caught.value)


@pytest.mark.parametrize(
    ("s", "t"),
    [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((5, 1, 2, 3), (7, 3, 4)), ((0, 2, 3), (3, 0))],
)
def test_matmul_shape_is_that_of_the_product(s: tuple[int, ...], t: tuple[int, ...]) -> None:
    assert vm.matmul_shape(s, t) == (np.ones(s) @ np.ones(t)).shape == tuple((torch.ones(s) @ torch.ones(t)).shape)


def test_matmul_shape_of_names() -> None:
    assert vm.matmul_shape(("n", "a", "b"), ("n", "b", "c")) == ("n", "a", "c")
    assert vm.matmul_shape((3, 5, 2), (2, 3)) == (3, 5, 3)
    assert vm.matmul_shape((1, "a", "b"), ("n", "b", "c")) == ("n", "a", "c")


@pytest.mark.parametrize(
    ("s", "t", "words"),
    [
        ((2, 3), (4, 5), "axis -1 of x (2, 3) is 3, axis -2 of y (4, 5) is 4; the two must be equal"),
        ((2, 3), (4,), "axis 0 of y (4,) is 4"),
        ((), (2,), "a scalar has no axis to sum over"),
        (("a", "b"), ("c", "d"), "is b, axis -2 of y (c, d) is c"),
        ((2, 4, 3), (5, 3, 4), "broadcast_shapes: axis -1 is 2 and 5 in (2,) and (5,)"),
    ],
)
def test_matmul_shapes_that_do_not_fit(s: tuple[int, ...], t: tuple[int, ...], words: str) -> None:
    with pytest.raises(vm.ShapeError) as caught:
        vm.matmul_shape(s, t)
    assert words in str(caught.value)


def test_broadcast_of_names_and_ones() -> None:
    assert vm.broadcast_shapes() == ()
    assert vm.broadcast_shapes(("n", 1), (1, "d")) == ("n", "d")
    assert vm.broadcast_shapes((0,), (1,)) == (0,)
    with pytest.raises(vm.ShapeError, match="axis -1 is n and 3"):
        vm.broadcast_shapes(("n",), (3,))


def test_flops_are_two_for_each_term() -> None:
    assert vm.matmul_flops(2, 3, 4) == 48
    assert vm.matmul_flops(10**6, 10**6, 10**6) == 2 * 10**18
    assert vm.matmul_flops(0, 5, 5) == 0
