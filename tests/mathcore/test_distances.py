"""Distances where the usual formula fails: close pairs, far from the origin, not finite, whole numbers."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm
from vault_runner.mathcore import distances


def _exact(x: Any, y: Any) -> Any:  # noqa: ANN401 - arrays
    return ((x[:, None].astype(np.longdouble) - y[None].astype(np.longdouble)) ** 2).sum(-1).astype(np.float64)


@pytest.mark.parametrize("d", [0, 1, 3, 4, 64])
@pytest.mark.parametrize(("n", "m"), [(1, 1), (300, 257), (0, 5), (5, 0)])
@pytest.mark.parametrize("method", ["auto", "direct", "dot"])
def test_every_size_and_method(n: int, m: int, d: int, method: Literal["auto", "direct", "dot"]) -> None:
    random = np.random.default_rng(0)
    x, y = random.standard_normal((n, d)), random.standard_normal((m, d))
    for kind in (np.asarray, torch.from_numpy):
        found = vm.pairwise_sqdist(kind(x), kind(y), method=method)
        assert tuple(found.shape) == (n, m)
        np.testing.assert_allclose(np.asarray(found), _exact(x, y), rtol=1e-12)


@pytest.mark.parametrize(("dtype", "limit"), [("float32", 1e-3), ("float64", 1e-11)])
@pytest.mark.parametrize("offset", [0.0, 1e3])
def test_close_pairs_far_from_the_origin(dtype: str, limit: float, offset: float) -> None:
    random = np.random.default_rng(4)
    x = (random.standard_normal((200, 32)) + offset).astype(dtype)
    y = (x + 1e-2 * random.standard_normal((200, 32))).astype(dtype)
    expected = _exact(x, y)
    for kind in (np.asarray, torch.from_numpy):
        found = np.asarray(vm.pairwise_sqdist(kind(x), kind(y), method="dot"), np.float64)
        assert (abs(found - expected) <= limit * expected).all()


def test_one_tight_cluster_is_computed_directly_as_a_whole() -> None:
    random = np.random.default_rng(5)
    x = np.concatenate([random.standard_normal((50, 8)) * 1e-6, np.full((1, 8), 1e3)])
    expected = _exact(x, x)
    for kind in (np.asarray, torch.from_numpy):
        found = np.asarray(vm.pairwise_sqdist(kind(x), method="dot"))
        np.testing.assert_allclose(found, expected, rtol=1e-12)
        assert (np.diag(found) == 0).all()


@pytest.mark.parametrize("bad", [0.0, math.nan])
def test_far_clouds_and_bad_rows_keep_the_fast_way(bad: float, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise AssertionError("a block was computed coordinate by coordinate")

    monkeypatch.setattr(distances, "_direct", slow)
    x = np.random.default_rng(7).standard_normal((300, 20)) + 1e4
    x[5, 3] += bad
    for kind in (np.asarray, torch.from_numpy):
        assert vm.pairwise_sqdist(kind(x), kind(x + 1)).shape == (300, 300)


def test_never_negative_and_zero_on_the_diagonal() -> None:
    x = np.random.default_rng(6).standard_normal((100, 20)).astype(np.float32) * 100
    found = vm.pairwise_sqdist(x)
    assert (found >= 0).all()
    assert (np.diag(found) == 0).all()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("d", [2, 6])
def test_a_row_that_is_not_finite_spoils_itself_only(bad: float, d: int) -> None:
    x = np.arange(5.0 * d).reshape(5, d)
    x[2, 1] = bad
    others = [0, 1, 3, 4]
    for kind in (np.asarray, torch.from_numpy):
        found = np.asarray(vm.pairwise_sqdist(kind(x), kind(x[others]), method="auto"))
        np.testing.assert_allclose(found[others], _exact(x[others], x[others]), rtol=1e-13)
        assert not np.isfinite(found[2]).any()


def test_huge_points_keep_their_small_distances() -> None:
    x = np.full((3, 6), 1e200)
    for kind in (np.asarray, torch.from_numpy):
        assert (np.asarray(vm.pairwise_sqdist(kind(x))) == 0).all()


def test_whole_and_complex_numbers() -> None:
    x = np.array([[1, 2, 3, 4, 5], [250, 0, 0, 0, 0]], np.uint8)
    assert vm.pairwise_sqdist(x).tolist() == [[0, 62055], [62055, 0]]
    assert vm.pairwise_sqdist(x).dtype == np.int64
    assert vm.pairwise_sqdist(torch.from_numpy(x)).tolist() == [[0, 62055], [62055, 0]]
    z = np.array([[1 + 1j, 2.0], [0, 0]])
    for kind in (np.asarray, torch.from_numpy):
        found = vm.pairwise_sqdist(kind(z))
        np.testing.assert_allclose(np.asarray(found), [[0, 6], [6, 0]])
        assert str(found.dtype).endswith("float64")
        assert vm.squared_distance(kind(z[0]), kind(z[1])) == pytest.approx(6)
    assert vm.squared_distance(np.array([1, 255], np.uint8), np.array([255, 1], np.uint8)) == 2 * 254**2


def test_half_precision_comes_back_as_half() -> None:
    x = np.arange(12).reshape(3, 4).astype(np.float16)
    assert vm.pairwise_sqdist(x).dtype == np.float16
    assert vm.pairwise_sqdist(torch.from_numpy(x).bfloat16()).dtype == torch.bfloat16
    assert vm.squared_distance(x[0], x[1]).dtype == np.float16


def test_squared_distance_does_not_cancel() -> None:
    x = np.array([1e8, 1.0])
    assert vm.squared_distance(x, x + np.array([0.0, 1e-3])) == pytest.approx(1e-6, rel=1e-12)
    assert np.isnan(vm.squared_distance([np.nan], [0.0]))
    assert vm.squared_distance([], []) == 0


def test_unknown_method() -> None:
    with pytest.raises(ValueError, match="no method 'cdist'; take auto, direct or dot"):
        vm.pairwise_sqdist([[1.0]], method="cdist")  # type: ignore[arg-type] # the mistake under test


@pytest.mark.parametrize("d", [2, 8])
def test_derivatives_of_distances(d: int) -> None:
    x = torch.randn(4, d, dtype=torch.float64, generator=torch.Generator().manual_seed(0), requires_grad=True)
    y = x.detach() + 1e-9  # close enough to be computed again
    assert torch.autograd.gradcheck(lambda t: vm.pairwise_sqdist(t, y + 1), (x,))
    vm.pairwise_sqdist(x, y).sum().backward()
    torch.testing.assert_close(x.grad, 2 * (4 * x - y.sum(0)).detach(), rtol=1e-6, atol=1e-8)


def test_distances_inside_vmap() -> None:
    x = torch.randn(3, 5, 8, generator=torch.Generator().manual_seed(1))
    batched = torch.vmap(vm.pairwise_sqdist)(x)
    torch.testing.assert_close(batched, torch.stack([vm.pairwise_sqdist(each) for each in x]), rtol=1e-4, atol=1e-4)
