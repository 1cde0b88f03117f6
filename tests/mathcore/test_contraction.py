"""Sums of products in every memory layout, without large temporaries, and as precise as asked."""

from __future__ import annotations

import itertools
import tracemalloc
from types import EllipsisType
from typing import TypeAlias

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

Index: TypeAlias = slice | tuple[slice | int | EllipsisType | None, ...]

ORDERS = list(itertools.permutations(range(3)))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("shape", [(3, 4, 5), (40, 70, 50)])
def test_every_pair_of_layouts(shape: tuple[int, ...], order: tuple[int, ...]) -> None:
    random = np.random.default_rng(1)
    x = random.standard_normal(shape)
    stored = random.standard_normal([shape[axis] for axis in order])
    y = stored.transpose(np.argsort(order))
    expected = np.einsum("ijk,ijk->", x, y)
    slack = 1e-14 * np.abs(x * y).sum()
    assert vm.gdt(x, y) == pytest.approx(expected, abs=slack)
    assert vm.gdt(y, x) == pytest.approx(expected, abs=slack)
    assert vm.gdt(torch.from_numpy(x), torch.from_numpy(y)).item() == pytest.approx(expected, abs=slack)


@pytest.mark.parametrize(
    "cut", [np.s_[::-1], np.s_[::2, 1:], np.s_[:, ::-3, ::2], np.s_[:, :, 0], np.s_[..., None], np.s_[:, :1, :]]
)
def test_views_with_steps(cut: Index) -> None:
    random = np.random.default_rng(2)
    x, y = (random.standard_normal((60, 50, 40)) for _ in range(2))
    part_x, part_y = x[cut], y.transpose(0, 2, 1).copy().transpose(0, 2, 1)[cut]
    assert vm.gdt(part_x, part_y) == pytest.approx((part_x * part_y).sum(), rel=1e-11, abs=1e-9)


def test_broadcast_views_are_summed_too() -> None:
    x = np.broadcast_to(np.arange(3.0), (1000, 100, 3))
    assert vm.gdt(x, x) == pytest.approx(5.0 * 100_000)


def test_contiguous_arrays_need_no_temporary() -> None:
    x, y = np.ones((100, 100, 100)), np.ones((100, 100, 100))
    both = x.transpose(2, 0, 1), y.transpose(2, 0, 1)
    for pair, room in (((x, y), 4_000), (both, 4_000), ((x, y.transpose(2, 1, 0)), 1_200_000)):
        tracemalloc.start()
        assert vm.gdt(*pair) == 1e6
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < room  # the product of entries would take 8,000,000 bytes


def test_precise_sums_are_added_in_double_precision() -> None:
    random = np.random.default_rng(3)
    x, y = (random.standard_normal(200_000).astype(np.float32) for _ in range(2))
    exact = float(np.dot(x.astype(np.float64), y.astype(np.float64)))
    for kind in (np.asarray, torch.from_numpy):
        total = vm.gdt(kind(x), kind(y), precise=True)
        assert float(total) == pytest.approx(exact, rel=1e-7)
        assert str(total.dtype).endswith("float32")
    assert vm.gdt([1.0, 2.0], [3.0, 4.0], precise=True) == 11.0
    assert vm.gdt(np.array([1j]), np.array([1j]), precise=True) == -1
