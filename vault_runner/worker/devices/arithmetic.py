"""How one operation is computed on the CPU in a device's place, where values count."""

from __future__ import annotations

import functools
from typing import Any

import torch

from vault_runner.worker.devices.kernels import substitutes
from vault_runner.worker.devices.tensors import leaves, mapped

_HALVES = (torch.float16, torch.bfloat16)
_NO_HALF = "not implemented for '"


def compute(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Compute on the CPU; what it lacks for half precision is computed in single precision and rounded."""
    func = _substitutes().get(func, func)
    try:
        return func(*args, **kwargs)
    except (RuntimeError, NotImplementedError) as error:
        halves = [
            each.dtype for each in leaves((args, kwargs)) if isinstance(each, torch.Tensor) and each.dtype in _HALVES
        ]
        if not halves or _NO_HALF not in str(error):
            raise
    args, kwargs = mapped(lambda part: part.float() if _is_half(part) else part, (args, kwargs))
    result = func(*args, **kwargs)
    return mapped(lambda part: part.to(halves[0]) if _is_single(part) else part, result)


@functools.cache
def _substitutes() -> dict[Any, Any]:
    return substitutes()


def _is_half(part: object) -> bool:
    return isinstance(part, torch.Tensor) and part.dtype in _HALVES


def _is_single(part: object) -> bool:
    return isinstance(part, torch.Tensor) and part.dtype is torch.float32
