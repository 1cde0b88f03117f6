"""The outcome of attention where only shapes count.

On a device it is one kernel; torch's definition in parts takes over thirty operations, each of which would be
inferred in vain.
"""

from __future__ import annotations

import functools
from typing import Any

import torch

from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.tensors import VirtualTensor, is_virtual

_AXES = 4


def instead(machine: Machine, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return what is called instead of `func`, torch's attention."""
    if machine.mode == "shape":
        func = _outlined(func, args, kwargs)
    on_device = is_virtual(args[0] if args else kwargs.get("query"))
    return _with_a_kernel(func) if machine.kind == "cuda" and on_device else func


def _with_a_kernel(func: Any) -> Any:
    """Return attention that refuses what none of the kernels that are left on takes: those for half precision alone."""

    @functools.wraps(func)
    def refusing(query: Any, *args: Any, **kwargs: Any) -> Any:
        masked = len(args) > 2 or kwargs.get("attn_mask") is not None  # noqa: PLR2004 - key, value
        backends = torch.backends.cuda
        if not (backends.math_sdp_enabled() or backends.mem_efficient_sdp_enabled()) and (
            query.dtype not in (torch.float16, torch.bfloat16) or (masked and not backends.cudnn_sdp_enabled())
        ):
            raise RuntimeError("No available kernel. Aborting execution.")
        return func(query, *args, **kwargs)

    return refusing


def _outlined(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return a function that gives the outcome's shape and gradients at once, or `func` itself for any unusual call.

    Whatever is masked, doesn't fit, or has other than four axes is left to torch, whose words a refusal must have.
    """
    masked = len(args) > 3 or kwargs.get("attn_mask") is not None  # noqa: PLR2004 - query, key, value
    given = (*args, *(kwargs[name] for name in ("query", "key", "value") if name in kwargs))
    if masked or len(given) != 3 or not all(map(_is_plain, given)):  # noqa: PLR2004 - the same
        return func
    query, key, value = given
    alike = {each.dtype for each in given}, {each.ordinal for each in given}, {each.shape[0] for each in given}
    heads = [each.shape[1] for each in given]
    fits = (
        all(len(each) == 1 for each in alike)
        and heads[1] == heads[2]
        and (heads[0] == heads[1] or (kwargs.get("enable_gqa") is True and not heads[0] % max(heads[1], 1)))
        and query.shape[3] == key.shape[3]
        and key.shape[2] == value.shape[2]
    )
    return scaled_dot_product_attention if fits else func


def _is_plain(each: Any) -> bool:
    strided = isinstance(each, VirtualTensor) and each.layout is torch.strided
    return strided and each.dim() == _AXES and each.dtype.is_floating_point and each.numel() > 0


# Autocast goes by the name.
def scaled_dot_product_attention(query: Any, key: Any, value: Any, **_options: object) -> Any:
    """Return a tensor in the outcome's shape through which gradients reach all three."""
    outcome = query.new_zeros((*query.shape[:-1], value.shape[-1]))
    return outcome + (query.sum() + key.sum() + value.sum())
