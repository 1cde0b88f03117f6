"""Kinds and dtypes: what is accepted, what is refused, and in which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm
from vault_runner.mathcore.arrays import is_half, kind_of, sort_of, together

_Own: Any = type("_Own", (torch.Tensor,), {})


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (np.ones(2), "numpy"),
        (np.float64(1), "numpy"),  # also a float, but numpy's
        (np.memmap, None),
        (torch.ones(2), "torch"),
        (torch.nn.Parameter(torch.ones(2)), "torch"),
        (torch.ones(2).as_subclass(_Own), "torch"),
        ([1, 2], "plain"),
        ((1, 2), "plain"),
        (3, "plain"),
        (True, "plain"),
        (1j, "plain"),
    ],
)
def test_kind(value: object, kind: str | None) -> None:
    if kind is None:
        with pytest.raises(TypeError):
            kind_of(value)
    else:
        assert kind_of(value) == kind
        assert kind_of(value) == kind  # the second answer is from memory


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.ma.masked_array([1.0], [True]), "fill the mask first"),
        ("12", "builtins.str is neither a numpy array, a torch tensor nor a list"),
        (None, "NoneType is neither"),
        ({1: 2}, "dict is neither"),
        (np.array(["a"]), "dtype <U1 are no numbers"),
        (np.array([None]), "dtype object are no numbers"),
        (np.array([date(2026, 1, 1)], "datetime64[D]"), "are no numbers"),
        ([[1, 2], [3]], "the rows of a list differ in length"),
        ([torch.ones(2), torch.ones(2)], "torch.stack"),
        ([2**70], "at most 64 bits"),
        ([], ""),
    ],
)
def test_refused_input(value: Any, words: str) -> None:  # noqa: ANN401 - anything at all
    if not words:
        assert vm.gdt(value, value) == 0.0  # an empty list is an empty vector
        return
    with pytest.raises((TypeError, vm.ShapeError), match=words.replace("[", r"\[")):
        vm.gdt(value, value)


def test_matrix_class_is_refused() -> None:
    with pytest.warns(PendingDeprecationWarning):
        old = np.matrix([[1.0]])
    with pytest.raises(TypeError, match="redefines"):
        vm.hadamard(old, old)


def test_lists_join_the_others() -> None:
    kind, (tensor, joined) = together(torch.ones(2), [1, 2])
    assert (kind, joined.dtype) == ("torch", tensor.dtype)
    assert together(torch.ones(2, dtype=torch.int64), [0.5, 2])[1][1].dtype == torch.float64
    assert together(torch.ones(2), [1j, 2])[1][1].is_complex()
    assert together(np.ones(2), [1, 2])[0] == "numpy"
    assert isinstance(vm.gdt(torch.ones(2), [1, 2]), torch.Tensor)
    assert isinstance(vm.gdt([1, 2], np.ones(2)), np.floating)


@pytest.mark.parametrize(
    ("dtype", "sort", "half"),
    [
        ("bool", "bool", False),
        ("uint8", "integer", False),
        ("int64", "integer", False),
        ("float16", "real", True),
        ("float32", "real", False),
        ("complex64", "complex", False),
    ],
)
def test_sorts_of_entries(dtype: str, sort: str, *, half: bool) -> None:
    for value in (np.ones(1, dtype), torch.ones(1, dtype=getattr(torch, dtype))):
        assert sort_of(value) == sort
        assert is_half(value) is half
    assert is_half(torch.ones(1, dtype=torch.bfloat16))


def test_non_native_byte_order_is_read() -> None:
    assert vm.gdt(np.ones(3, ">f8"), np.ones(3, "<f4")) == 3.0
