# ruff: noqa: ANN401 - arrays and torch have no types that are followed here
"""When memory runs out within the core: the chunk is halved, down to one; then the error says what would help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from vault_runner import mathcore as vm
from vault_runner.mathcore import contraction, distances
from vault_runner.mathcore.memory import halving, ran_out

HOST = "[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 80000000000 bytes."


class Allocator(TorchDispatchMode):  # type: ignore[misc] # torch has no types that are followed here
    """Fails above so many bytes, in the words of a device or of the host."""

    def __init__(self, most: int, error: Exception | None = None, spare: tuple[int, ...] = ()) -> None:
        """Fail above `most` bytes, but for results of the sizes in `spare`."""
        super().__init__()
        self.most, self.spare, self.failed = most, spare, 0
        self.error = error or torch.OutOfMemoryError("CUDA out of memory.")

    def __torch_dispatch__(
        self, func: Any, _types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Compute, and fail if the result is too large; a view is no new memory."""
        result = func(*args, **(kwargs or {}))
        counts = isinstance(result, torch.Tensor) and not func.is_view and result.numel() not in self.spare
        if counts and result.numel() * result.element_size() > self.most:
            self.failed += 1
            raise self.error
        return result


@pytest.mark.parametrize("error", [torch.OutOfMemoryError("CUDA out of memory."), RuntimeError(HOST), MemoryError()])
def test_the_chunk_is_halved_until_it_fits(error: Exception) -> None:
    tried: list[int] = []

    def compute(chunk: int) -> int:
        tried.append(chunk)
        if chunk > 5:
            raise error
        return chunk

    assert halving("sums", 100, 8, compute) == 3
    assert tried == [100, 50, 25, 12, 6, 3]


def test_at_one_the_error_names_operation_bytes_and_remedy() -> None:
    def compute(_chunk: int) -> int:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    with pytest.raises(MemoryError, match=r"sums: out of memory even one at a time; the result alone is 3 GiB; take"):
        halving("sums", 4, 3 << 30, compute)


def test_another_error_is_not_touched() -> None:
    for chunk in (1, 8):
        with pytest.raises(RuntimeError, match="singular"):
            halving("sums", chunk, 1, lambda _: (_ for _ in ()).throw(RuntimeError("singular")))
    assert not ran_out(RuntimeError("out of range"))


@pytest.mark.parametrize("method", ["direct", "dot"])
def test_distances_are_the_same_with_less_memory(method: Any) -> None:
    x, y = torch.randn(200, 5, dtype=torch.float64), torch.randn(300, 5, dtype=torch.float64)
    expected = vm.pairwise_sqdist(x, y, method=method)
    with Allocator(60_000, spare=(200 * 300,)) as allocator:
        found = vm.pairwise_sqdist(x, y, method=method)
    assert allocator.failed >= 2
    torch.testing.assert_close(found, expected)


def test_distances_that_no_chunk_can_hold() -> None:
    x = torch.randn(50, 4)
    with Allocator(100), pytest.raises(MemoryError, match=r"pairwise_sqdist: out of memory .* 19\.53 KiB; take fewer"):
        vm.pairwise_sqdist(x, x)


@pytest.mark.parametrize(("o", "d"), [(40, 30), (30, 40)])
def test_a_jacobian_is_the_same_with_less_memory(o: int, d: int) -> None:
    inner, outer = torch.randn(77, d, dtype=torch.float64), torch.randn(o, 154, dtype=torch.float64)
    x = torch.randn(d, dtype=torch.float64)

    def f(v: torch.Tensor) -> torch.Tensor:
        hidden = torch.tanh(inner @ v)
        return outer @ torch.cat([hidden, hidden.square()])

    expected = vm.jacobian(f, x)
    basis = min(o, d) ** 2
    with Allocator(5_000, spare=(o * d, basis, 77 * d, o * 154)) as allocator:
        found = vm.jacobian(f, x)
    assert allocator.failed >= 2
    torch.testing.assert_close(found, expected)


def test_a_jacobian_that_no_chunk_can_hold() -> None:
    x = torch.randn(30, dtype=torch.float64)
    fails = pytest.raises(MemoryError, match=r"jacobian: out of memory .* 7\.031 KiB; take fewer")
    with Allocator(400), fails:
        vm.jacobian(lambda v: v * 2, x)


def test_an_author_s_own_function_fails_as_it_does() -> None:
    def greedy(_: torch.Tensor) -> torch.Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    with pytest.raises(torch.OutOfMemoryError, match="CUDA"):
        vm.jacobian(greedy, torch.ones(3))


CASES: list[Callable[[torch.Tensor], torch.Tensor]] = [torch.Tensor.float, torch.Tensor.half, torch.Tensor.cfloat]


@pytest.mark.parametrize("change", CASES)
@pytest.mark.parametrize("precise", [False, True])
def test_a_sum_of_products_is_the_same_with_less_memory(
    change: Callable[[torch.Tensor], torch.Tensor], precise: bool
) -> None:
    x, y = change(torch.randn(64, 65)), change(torch.randn(65, 64).T)
    expected = vm.gdt(x, y, precise=precise)
    with Allocator(4_000) as allocator:
        found = vm.gdt(x, y, precise=precise)
    assert allocator.failed >= 2
    torch.testing.assert_close(found, expected, rtol=2e-3, atol=1e-3)
    assert found.dtype == expected.dtype


def test_a_sum_of_products_that_no_chunk_can_hold() -> None:
    x = torch.randn(64, 64)
    with Allocator(4), pytest.raises(MemoryError, match=r"sum of products: out of memory .* 32 KiB; take fewer"):
        vm.gdt(x, x.T)


def test_numpy_too_is_given_smaller_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((100, 3)), rng.standard_normal((200, 3))
    expected = vm.pairwise_sqdist(x, y)
    original, failed = distances._direct, []

    def failing(kind: Any, block: Any, other: Any) -> Any:
        if len(block) * len(other) * 8 > 10_000:
            failed.append(len(block))
            raise MemoryError
        return original(kind, block, other)

    monkeypatch.setattr(distances, "_direct", failing)
    np.testing.assert_allclose(vm.pairwise_sqdist(x, y), expected)
    assert len(failed) >= 2


@pytest.mark.parametrize("dtype", [np.float64, np.int64, np.complex128, np.float16])
def test_numpy_s_sums_of_products_too(dtype: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    x = rng.integers(-5, 5, (30, 40)).astype(dtype)
    expected = vm.gdt(x, x)
    original, failed = contraction._whole_total, []

    def failing(u: Any, v: Any, *, precise: bool) -> Any:
        if u.size > 200:
            failed.append(u.size)
            raise MemoryError
        return original(u, v, precise=precise)

    monkeypatch.setattr(contraction, "_whole_total", failing)
    found = vm.gdt(x, x)
    assert len(failed) >= 2
    np.testing.assert_allclose(found, expected, rtol=2e-3 if dtype is np.float16 else 1e-12)
    assert found.dtype == expected.dtype


def test_whole_numbers_that_leave_their_range_are_still_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.full((4, 4), 2**30)
    original = contraction._whole_total

    def failing(u: Any, v: Any, *, precise: bool) -> Any:
        if u.size > 4:
            raise MemoryError
        return original(u, v, precise=precise)

    monkeypatch.setattr(contraction, "_whole_total", failing)
    with pytest.raises(OverflowError, match="64 bits"):
        vm.gdt(x, x)
