"""Products on ordinary and on bad input: integers, halves, complex, empty, NaN, huge, scalars."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm


def test_sums_of_small_integers_do_not_wrap() -> None:
    big = np.full(1000, 120, np.int8)
    assert vm.sum_as_dot(big) == 120_000
    assert vm.gdt(big, big) == 14_400_000
    assert vm.inner(torch.from_numpy(big), torch.from_numpy(big)).item() == 14_400_000
    assert vm.gdt(big, big).dtype == np.int64
    assert vm.sum_as_dot(np.array([200, 100], np.uint8)) == 300


def test_integers_beyond_64_bits_are_an_error_for_numpy_and_wrap_for_torch() -> None:
    big = np.array([2**40, 2**40])
    with pytest.raises(OverflowError, match="may not fit into 64 bits"):
        vm.gdt(big, big)
    with pytest.raises(OverflowError, match="above 2\\^63"):
        vm.gdt([2**63], [1])
    assert vm.gdt(torch.from_numpy(big), torch.from_numpy(big)).item() == (2 * 2**80) % 2**64


def test_masks_count_as_numbers_in_sums_and_stay_masks_in_products() -> None:
    mask = np.array([True, False, True])
    assert vm.sum_as_dot(mask) == 2
    assert vm.gdt(mask, np.array([5, 6, 7])) == 12
    assert vm.hadamard(mask, ~mask).tolist() == [False, False, False]
    assert vm.hadamard(torch.tensor([1.0, 2.0]), torch.tensor([True, False])).tolist() == [1.0, 0.0]
    assert vm.bmm(np.ones((1, 2, 3), bool), np.ones((1, 3, 2), bool)).tolist() == [[[3, 3], [3, 3]]]
    assert vm.bmm(torch.ones(1, 2, 3).bool(), torch.ones(1, 3, 2).bool()).tolist() == [[[3, 3], [3, 3]]]


def test_half_precision_is_added_in_single_precision() -> None:
    x = np.full(4096, 1.0, np.float16)
    x[0] = 2048  # added one by one in float16, 2048 + 1 stays 2048
    ones = np.ones(4096, np.float16)
    assert vm.gdt(x, ones) == np.float16(6143)
    assert vm.gdt(x, ones).dtype == np.float16
    for dtype in (torch.float16, torch.bfloat16):
        total = vm.gdt(torch.from_numpy(x).to(dtype), torch.from_numpy(ones).to(dtype))
        assert total == torch.tensor(6143.0).to(dtype)
        assert total.dtype == dtype
    assert vm.sum_as_dot(x) == np.float16(6143)


def test_complex_numbers_are_conjugated_by_inner_only() -> None:
    z = np.array([1 + 2j, 3 - 1j])
    assert vm.gdt(z, z) == (z * z).sum()
    assert vm.inner(z, z) == 15
    t = torch.from_numpy(z)
    assert vm.gdt(t, t).item() == pytest.approx((z * z).sum())
    assert vm.inner(t, t).item() == pytest.approx((abs(z) ** 2).sum())
    assert vm.inner(z, np.array([1.0, 1.0])) == z.conj().sum()
    with pytest.raises(TypeError, match="cos_angle is defined for real numbers; these are complex128"):
        vm.cos_angle(z, z)


@pytest.mark.parametrize("library", [np.zeros, torch.zeros])
def test_empty_arrays(library: object) -> None:
    assert callable(library)
    assert vm.gdt(library((2, 0, 3)), library((2, 0, 3))) == 0
    assert vm.sum_as_dot(library((0,))) == 0
    assert vm.inner(library((0,)), library((0,))) == 0
    assert vm.hadamard(library((0, 2)), library((0, 2))).shape == (0, 2)
    assert vm.bmm(library((2, 3, 0)), library((2, 0, 4))).tolist() == np.zeros((2, 3, 4)).tolist()
    assert vm.bmm(library((0, 3, 2)), library((0, 2, 4))).shape == (0, 3, 4)


def test_scalars_are_arrays_without_axes() -> None:
    assert vm.gdt(2.0, 3.0) == 6.0
    assert vm.hadamard(2, 3) == 6
    assert vm.gdt(torch.tensor(2.0), torch.tensor(3.0)).shape == ()


def test_nan_and_infinity_pass_through() -> None:
    bad, fine = [1.0, np.nan], [1.0, 1.0]
    for kind in (np.array, torch.tensor):
        assert math.isnan(vm.gdt(kind(bad), kind(fine)))
        assert math.isnan(vm.sum_as_dot(kind(bad)))
        assert math.isinf(vm.inner(kind([np.inf, 1.0]), kind(fine)))
        assert math.isnan(vm.cos_angle(kind(bad), kind(fine)))
        assert math.isnan(vm.cos_angle(kind([0.0, 0.0]), kind(fine)))


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_cosines_of_tiny_and_huge_vectors(scale: float) -> None:
    assert vm.cos_angle(np.array([3.0, 4.0]) * scale, [4.0, 3.0]) == pytest.approx(0.96)
    assert float(vm.cos_angle(torch.tensor([3.0, 4.0], dtype=torch.float64) * scale, [4.0, 3.0])) == pytest.approx(0.96)


def test_cosine_never_leaves_its_range() -> None:
    x = np.array([0.1, 0.2, 0.3])
    assert vm.cos_angle(x, 3 * x) <= 1.0
    assert vm.cos_angle(x, -7 * x) >= -1.0


def test_dtypes_are_promoted_as_numpy_does() -> None:
    single, double = np.ones(3, np.float32), np.ones(3)
    assert vm.gdt(single, double).dtype == np.float64
    assert vm.gdt(torch.ones(3), torch.ones(3).double()).dtype == torch.float64
    assert vm.bmm(torch.ones(1, 2, 2), torch.ones(1, 2, 2).double()).dtype == torch.float64
    assert vm.inner(torch.ones(3, dtype=torch.int32), torch.ones(3)).dtype == torch.float32
