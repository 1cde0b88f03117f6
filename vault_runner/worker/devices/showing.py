"""How tensors of virtual devices are written: as on the real one."""

from __future__ import annotations

import re
from typing import Any

import torch

from vault_runner.worker.devices.checks import type_name
from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.tensors import VirtualTensor, ordinal_of

_ENDING = re.compile(r"((?:, (?:size|dtype|layout)=(?:\([^)]*\)|[^,()]*))*)\)$")
_OLD_TYPE = re.compile(r"torch\.(?:(cuda)\.)?(\w+)Tensor")
_DTYPES = {
    "Float": torch.float32,
    "Double": torch.float64,
    "Half": torch.float16,
    "BFloat16": torch.bfloat16,
    "Long": torch.int64,
    "Int": torch.int32,
    "Short": torch.int16,
    "Char": torch.int8,
    "Byte": torch.uint8,
    "Bool": torch.bool,
}
OLD_NAMES = tuple(_DTYPES)
"""What old types are called before `Tensor`: `torch.FloatTensor`."""


def shown(machine: Machine, tensor: Any) -> str:
    """Return what `repr` says of a tensor on a virtual device."""
    ordinal = ordinal_of(tensor)
    device = "" if ordinal is None else f", device='{machine.name(ordinal)}'"
    if machine.mode == "shape" or not isinstance(tensor, VirtualTensor):
        text = f"tensor(...{device}, size={tuple(tensor.shape)}, dtype={tensor.dtype})"
    else:
        text = _ENDING.sub(lambda found: f"{device}{found[1]})", torch._tensor_str._str(tensor.inner))  # noqa: SLF001
    function = tensor.grad_fn
    if function is not None:
        text = f"{text[:-1]}, grad_fn=<{type(function).__name__}>)"
    elif tensor.requires_grad:
        text = f"{text[:-1]}, requires_grad=True)"
    return f"Parameter containing:\n{text}" if getattr(tensor, "_is_param", False) else text


def type_of(machine: Machine, tensor: Any) -> str:
    """Return the old name of a tensor's type."""
    return type_name(tensor, machine.kind)


def named_type(machine: Machine, wanted: object) -> tuple[bool, Any]:
    """Return whether an old type, or its name, means the device, and its dtype; None for anything else."""
    if isinstance(wanted, type):
        wanted = f"{wanted.__module__}.{wanted.__name__}"
    found = _OLD_TYPE.fullmatch(wanted) if isinstance(wanted, str) else None
    if found is None or machine.kind != "cuda":
        return False, None
    return found[1] is not None, _DTYPES.get(found[2])
