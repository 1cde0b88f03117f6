"""Saving and loading tensors of virtual devices: a file remembers the device, `map_location` chooses another."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import torch

from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.tensors import VirtualTensor

_NO_LEAF = (
    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you "
    "were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage"
)


def rebuilt(inner: Any, ordinal: int | None, needs_gradient: bool, parameter: bool) -> Any:  # noqa: FBT001 - pickle calls it so
    """Make a tensor again from what a file holds."""
    tensor = VirtualTensor(inner, ordinal)
    return torch.nn.Parameter(tensor, needs_gradient) if parameter else tensor.requires_grad_(needs_gradient)


def reduced(machine: Machine, tensor: Any) -> tuple[Any, ...]:
    """Return how a tensor is pickled."""
    kind = bool(tensor.requires_grad and tensor.is_leaf), bool(getattr(tensor, "_is_param", False))
    if machine.mode == "value":
        return rebuilt, (tensor.inner, tensor.ordinal, *kind)
    return hollow, (tuple(tensor.shape), tuple(tensor.stride()), tensor.dtype, tensor.ordinal, *kind)


def hollow(
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    dtype: Any,
    ordinal: int | None,
    needs_gradient: bool,  # noqa: FBT001 - pickle calls it so
    parameter: bool,  # noqa: FBT001 - as above
) -> Any:
    """Make a tensor again of which a file holds the shape alone."""
    made = torch.empty_strided(shape, strides, dtype=dtype)
    inner = made.inner if isinstance(made, VirtualTensor) else made
    return rebuilt(inner, ordinal, needs_gradient, parameter)


def copied(tensor: Any, memo: dict[int, Any]) -> Any:
    """Return a deep copy of a tensor, with what the author hung on it.

    Raises:
        RuntimeError: if it is no leaf of the graph, in the words of the real thing.
    """
    if id(tensor) in memo:
        return memo[id(tensor)]
    if not tensor.is_leaf:
        raise RuntimeError(_NO_LEAF)
    with torch.no_grad():
        fresh = tensor.detach().clone().requires_grad_(tensor.requires_grad)
    memo[id(tensor)] = fresh
    others = {name: value for name, value in tensor.__dict__.items() if name not in ("inner", "ordinal")}
    fresh.__dict__.update(copy.deepcopy(others, memo))
    if tensor.grad is not None:
        fresh.grad = copied(tensor.grad, memo)
    return fresh


def loader(machine: Machine, load: Callable[..., Any]) -> Callable[..., Any]:
    """Return `torch.load` for a virtual machine."""
    torch.serialization.add_safe_globals([rebuilt, hollow])

    def load_to(file: Any, map_location: Any = None, *args: Any, **kwargs: Any) -> Any:
        if map_location is not None and not callable(map_location) and not isinstance(map_location, dict):
            machine.ordinal(map_location)
        found = load(file, "cpu", *args, **kwargs)
        return (
            found if map_location is None else _moved(found, lambda tensor: _placed(machine, tensor, map_location), {})
        )

    return load_to


class _Storage:
    """Stands for the storage that a function given as `map_location` is to put somewhere."""

    def __init__(self, kind: str, place: Any) -> None:
        self._kind, self.device = kind, place

    def to(self, device: Any = None, *_args: object, **_kwargs: object) -> _Storage:
        return _Storage(self._kind, self._kind if device is None else device)

    cuda = to

    def cpu(self) -> _Storage:
        return _Storage(self._kind, "cpu")


def _mapped(machine: Machine, tensor: Any, location: Callable[[Any, str], Any]) -> Any:
    """Put a tensor where the author's function wants it: it is given what was saved, on the host, and its old place."""
    tagged = machine.name(tensor.ordinal if isinstance(tensor, VirtualTensor) else None)
    chosen = location(_Storage(machine.kind, "cpu"), tagged)
    place = tagged if chosen is None else getattr(chosen, "device", "cpu")
    return tensor.to(machine.below(torch.device(machine.kind, place) if isinstance(place, int) else place))


def _placed(machine: Machine, tensor: Any, location: Any) -> Any:
    if callable(location):
        return _mapped(machine, tensor, location)
    if isinstance(location, dict):
        place = machine.name(tensor.ordinal if isinstance(tensor, VirtualTensor) else None)
        return tensor.to(machine.below(location[place])) if place in location else tensor
    return tensor.to(machine.below(location))


def _moved(value: Any, move: Callable[[Any], Any], seen: dict[int, Any]) -> Any:
    """Return what was loaded with every tensor moved, one that stands in two places once."""
    if id(value) in seen:
        return seen[id(value)]
    if isinstance(value, torch.nn.Module):
        return value._apply(move)  # noqa: SLF001 - what `Module.to` itself calls
    if isinstance(value, torch.Tensor):
        seen[id(value)] = moved = move(value.detach()).requires_grad_(value.requires_grad)
        return moved
    if isinstance(value, dict):
        for key in value:
            value[key] = _moved(value[key], move, seen)
    elif isinstance(value, list):
        value[:] = [_moved(part, move, seen) for part in value]
    elif type(value) is tuple:
        return tuple(_moved(part, move, seen) for part in value)
    return value
