"""Identities between products, distances, exponentials and flows, over random shapes, in both libraries.

Tolerances are relative to the sum of the sizes of the terms: `SLACK` times eps of the dtype times the number of
terms added one after another.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_runner import mathcore as vm

SLACK = 16
SIZES = st.integers(0, 7)
DTYPES = st.sampled_from(["float32", "float64"])
DIMENSIONS = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=4)
ORDERS = st.permutations(range(4))
SEEDS = st.integers(0, 2**32 - 1)

few = settings(max_examples=60, deadline=None)


class Arrays:
    """Random arrays of one dtype, in both libraries with the same entries."""

    def __init__(self, seed: int, dtype: str) -> None:
        """Draw from a seed, so that a failure can be replayed."""
        self.random = np.random.default_rng(seed)
        self.dtype = dtype
        self.eps = float(np.finfo(dtype).eps)

    def __call__(self, *shape: int) -> Any:  # noqa: ANN401 - numpy array
        """Return an array of that shape, of a random scale."""
        scale = 10.0 ** self.random.integers(-2, 3)
        return (scale * self.random.standard_normal(shape)).astype(self.dtype)


arrays = st.builds(Arrays, SEEDS, DTYPES)


def close(ours: Any, expected: Any, slack: Any) -> None:  # noqa: ANN401 - of either library
    """Assert that two results agree within an absolute slack for each entry."""
    apart = np.abs(np.asarray(ours, np.float64) - np.asarray(expected, np.float64))
    assert np.shape(ours) == np.shape(expected)
    assert (apart <= np.asarray(slack, np.float64) + 1e-300).all()


def both(x: Any) -> tuple[Any, Any]:  # noqa: ANN401 - numpy array
    """Return an array in both libraries."""
    return x, torch.from_numpy(np.asarray(x))


@few
@given(arrays, SIZES)
def test_sum_is_the_inner_product_with_ones(make: Arrays, d: int) -> None:
    x = make(d)
    slack = SLACK * make.eps * (d + 1) * abs(x).sum()
    for each in both(x):
        close(vm.sum_as_dot(each), vm.reduce(each, "sum"), slack)
        close(vm.sum_as_dot(each), vm.inner(each, each * 0 + 1), slack)
        close(vm.sum_as_dot(each), math.fsum(x), slack)


@few
@given(arrays, SIZES)
def test_squared_distance_in_inner_products(make: Arrays, d: int) -> None:
    x, y = make(d), make(d)
    slack = SLACK * make.eps * (d + 2) * ((x * x).sum() + (y * y).sum())
    for a, b in zip(both(x), both(y), strict=True):
        close(vm.squared_distance(a, b), vm.inner(a, a) + vm.inner(b, b) - 2 * vm.inner(a, b), slack)
        close(vm.squared_distance(a, a * 0), vm.inner(a, a), slack)


@few
@given(arrays, SIZES, SIZES, st.integers(0, 24), st.sampled_from([0.0, 1.0, 1e3]))
def test_pairwise_distances_are_the_distances_of_pairs(make: Arrays, n: int, m: int, d: int, offset: float) -> None:
    x, y = ((make(size, d) + offset).astype(make.dtype) for size in (n, m))
    expected = np.array([[vm.squared_distance(a, b) for b in y] for a in x], make.dtype).reshape(n, m)
    for a, b in zip(both(x), both(y), strict=True):
        close(vm.pairwise_sqdist(a, b), expected, 1000 * SLACK * make.eps * expected)
        close(vm.pairwise_sqdist(b, a), np.asarray(vm.pairwise_sqdist(a, b)).T, 1000 * SLACK * make.eps * expected.T)


@few
@given(arrays, st.lists(SIZES, max_size=4))
def test_generalised_dot_is_the_sum_of_the_hadamard_product(make: Arrays, shape: list[int]) -> None:
    x, y = make(*shape), make(*shape)
    slack = SLACK * make.eps * (x.size + 1) * abs(x * y).sum()
    for a, b in zip(both(x), both(y), strict=True):
        close(vm.gdt(a, b), vm.reduce(vm.hadamard(a, b), "sum"), slack)
        close(vm.gdt(a, b), vm.inner(vm.vec(a), vm.vec(b)), slack)
        close(vm.gdt(a, b), vm.gdt(b, a), slack)
        close(vm.gdt(a, b, precise=True), math.fsum((x.astype(np.float64) * y).ravel()), make.eps * abs(x * y).sum())


@few
@given(arrays, ORDERS, ORDERS, st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_generalised_dot_does_not_see_the_memory_layout(
    make: Arrays, stored: list[int], read: list[int], shape: list[int]
) -> None:
    x = make(*shape)
    y = make(*(shape[axis] for axis in stored)).transpose(np.argsort(stored))
    slack = SLACK * make.eps * x.size * abs(x * y).sum()
    expected = (x * y).sum()
    for a, b in zip(both(x), both(y), strict=True):
        close(vm.gdt(a, b), expected, slack)
    close(vm.gdt(x.transpose(read), y.transpose(read)), expected, slack)


@few
@given(arrays, SIZES, SIZES, SIZES, SIZES)
def test_batched_product_is_the_products_of_the_batch(make: Arrays, n: int, a: int, b: int, c: int) -> None:
    x, y = make(n, a, b), make(n, b, c)
    expected = np.array([x[i] @ y[i] for i in range(n)]).reshape(n, a, c)
    slack = SLACK * make.eps * (b + 1) * (abs(x) @ abs(y))
    for left, right in zip(both(x), both(y), strict=True):
        product = vm.bmm(left, right)
        close(product, expected, slack)
        assert tuple(product.shape) == vm.matmul_shape(x.shape, y.shape)


@few
@given(arrays, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(1, 6))
def test_strassen_is_the_product(make: Arrays, a: int, b: int, c: int, leaf: int) -> None:
    x, y = make(a, b), make(b, c)
    bound = abs(x).max(initial=0.0) * abs(y).max(initial=0.0)
    for left, right in zip(both(x), both(y), strict=True):
        close(vm.strassen(left, right, leaf), x @ y, 40 * SLACK * make.eps * (b + 1) ** 2 * bound)


@few
@given(arrays, st.integers(1, 6))
def test_cosine_bounds_the_inner_product(make: Arrays, d: int) -> None:
    x, y = make(d), make(d)
    sizes = float(np.linalg.norm(x.astype(np.float64)) * np.linalg.norm(y.astype(np.float64)))
    for a, b in zip(both(x), both(y), strict=True):
        close(vm.cos_angle(a, b) * sizes, vm.inner(a, b), SLACK * make.eps * (d + 2) * sizes)
        close(vm.cos_angle(a, -b), -vm.cos_angle(a, b), SLACK * make.eps)


@few
@given(arrays, st.integers(0, 6), st.floats(-3, 3))
def test_matrix_exponential_of_sums_transposes_and_inverses(make: Arrays, n: int, s: float) -> None:
    x = make(n, n)
    x = (x / max(1.0, float(np.linalg.norm(x)))).astype(make.dtype)
    size = float(np.exp(2 * abs(s) + 2))
    slack = SLACK * 4 * make.eps * (n + 1) * size
    for each in both(x):
        close(vm.matrix_exp(each * s) @ vm.matrix_exp(each), vm.matrix_exp(each * (1 + s)), slack)
        close(vm.matrix_exp(-each) @ vm.matrix_exp(each), np.eye(n), slack)
        close(vm.matrix_exp(each.T), np.asarray(vm.matrix_exp(each)).T, slack)
        close(vm.matrix_exp_series(each, 30), vm.matrix_exp(each), slack)
        close(vm.matrix_exp(each * 0), np.eye(n), 0)


@few
@given(arrays, st.integers(1, 6))
def test_exponential_of_a_diagonal_matrix_is_that_of_its_entries(make: Arrays, n: int) -> None:
    d = np.clip(make(n), -3, 3)
    for each in both(d):
        diagonal = np.diag(d) if isinstance(each, np.ndarray) else torch.diag(each)
        expected = np.diag(np.asarray(vm.exp_elementwise(each)))
        close(vm.matrix_exp(diagonal), expected, SLACK * 8 * make.eps * math.exp(3))


@few
@given(DTYPES, st.floats(-20, 20), st.floats(-20, 20))
def test_rotations_add_up_and_are_exponentials(dtype: str, first: float, second: float) -> None:
    for library in (np, torch):
        one, two = (library.asarray(angle, dtype=getattr(library, dtype)) for angle in (first, second))
        eps = float(np.finfo(dtype).eps)
        slack = SLACK * eps * (2 + abs(first) + abs(second))
        turn = vm.rotation(one)
        quarter = turn * 0
        quarter[0, 1], quarter[1, 0] = -1, 1
        close(turn, vm.matrix_exp(quarter * one), 64 * slack)  # scipy scales by the wrong norm above 5
        close(turn @ vm.rotation(two), vm.rotation(one + two), slack)
        close(turn.T @ turn, np.eye(2), SLACK * eps)


@few
@given(arrays, st.integers(1, 5), st.lists(st.floats(-2, 2), max_size=6), st.booleans())
def test_flow_is_the_exponential_and_a_group(make: Arrays, n: int, times: list[float], grid: bool) -> None:
    a = make(n, n)
    a = (a / max(1.0, float(np.linalg.norm(a)))).astype(make.dtype)
    x0 = make(n)
    t = np.linspace(-1, 1.5, len(times)) if grid else np.array(times)
    t = t.astype(make.dtype)
    slack = SLACK * 16 * make.eps * (n + 1) * float(np.linalg.norm(x0)) * math.exp(2)
    for system, start, when in zip(both(a), both(x0), both(t), strict=True):
        states = vm.linear_flow(system, start, when)
        assert tuple(states.shape) == (len(t), n)
        for time, state in zip(when, states, strict=True):
            close(state, vm.matrix_exp(system * time) @ start, slack)
            back = vm.linear_flow(system, state, -time)
            close(back, start, slack * math.exp(4))


@few
@given(st.lists(st.tuples(SIZES, SIZES), max_size=3), st.data())
def test_shape_rules_are_those_of_numpy(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    shapes = [data.draw(st.lists(st.sampled_from([1, 2, 3]), max_size=4).map(tuple)) for _ in pairs]
    try:
        expected: tuple[int, ...] | None = np.broadcast_shapes(*shapes)
    except ValueError:
        expected = None
    try:
        ours: tuple[int, ...] | None = vm.broadcast_shapes(*shapes)
    except vm.ShapeError:
        ours = None
    assert ours == expected


@few
@given(DIMENSIONS, DIMENSIONS)
def test_matmul_shape_is_that_of_numpy(s: list[int], t: list[int]) -> None:
    try:
        expected: tuple[int, ...] | None = (np.ones(s) @ np.ones(t)).shape
    except ValueError:
        expected = None
    try:
        ours: tuple[int, ...] | None = vm.matmul_shape(s, t)
    except vm.ShapeError:
        ours = None
    assert ours == expected
