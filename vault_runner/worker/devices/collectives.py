"""Copies to and from several virtual devices at once, which torch has only where it is built for CUDA.

`torch.nn.parallel` and `torch.cuda.comm` stand on these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn.parallel import comm

from vault_runner.worker.devices.machine import Machine

_HOST = -1
"""How these functions number the host."""


def adapt(machine: Machine) -> None:  # noqa: C901 - one function for each of torch's, and nothing else
    """Let torch copy between virtual devices."""

    def at(device: Any) -> Any:
        device = machine.current if device is None else device
        if isinstance(device, str | torch.device):
            return machine.below(torch.device(device))
        return torch.device("cpu") if device == _HOST else machine.below(torch.device(machine.kind, device))

    def broadcast(tensor: Any, devices: Any = None, *, out: Any = None) -> tuple[Any, ...]:
        if out is not None:
            return tuple(each.copy_(tensor) for each in out)
        return tuple(tensor.to(at(device)) for device in devices)

    def broadcast_coalesced(tensors: Sequence[Any], devices: Any, _buffer_size: int = 0) -> list[list[Any]]:
        return [[tensor.to(at(device)) for tensor in tensors] for device in devices]

    def scatter(
        tensor: Any,
        devices: Any = None,
        chunk_sizes: Any = None,
        dim: int = 0,
        _streams: Any = None,
        *,
        out: Any = None,
    ) -> tuple[Any, ...]:
        if out is not None:
            chunk_sizes = [each.size(dim) for each in out]
        parts = tensor.chunk(len(devices), dim) if chunk_sizes is None else tensor.split(list(chunk_sizes), dim)
        if out is not None:
            return tuple(each.copy_(part) for each, part in zip(out, parts, strict=True))
        return tuple(part.to(at(device)) for part, device in zip(parts, devices, strict=False))

    def gather(tensors: Sequence[Any], dim: int = 0, destination: Any = None, *, out: Any = None) -> Any:
        target = at(destination) if out is None else machine.below(out.device)
        whole = torch.cat([tensor.to(target) for tensor in tensors], dim)
        return whole if out is None else out.copy_(whole)

    def reduce_add(inputs: Sequence[Any], destination: Any = None) -> Any:
        target = at(destination)
        total = inputs[0].to(target, copy=True)
        for each in inputs[1:]:
            total += each.to(target)
        return total

    def reduce_add_coalesced(inputs: Sequence[Any], destination: Any = None, _buffer_size: int = 0) -> tuple[Any, ...]:
        return tuple(reduce_add(each, destination) for each in zip(*inputs, strict=True))

    for call in (broadcast, broadcast_coalesced, scatter, gather, reduce_add, reduce_add_coalesced):
        setattr(comm, call.__name__, call)
