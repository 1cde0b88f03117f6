"""A tensor on a virtual device: `meta` outside, what it holds inside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch

HOST = 100
"""The index that stands for the host among `meta` devices, where its tensors have no values either."""


def _reach(inner: Any) -> int:
    """Return how many bytes of its storage a tensor spans, its offset included.

    The outside needs a storage of that size, if one without memory: forward-mode differentiation looks at it.
    """
    last = sum((size - 1) * stride for size, stride in zip(inner.shape, inner.stride(), strict=True))
    return int((inner.storage_offset() + (last + 1 if inner.numel() else 0)) * inner.element_size())


class Face(type(torch.Tensor)):  # type: ignore[misc] # torch has no types that are followed here
    """The class of our classes: to code that compares them they are the classes that they stand for."""

    alone: type = torch.Tensor

    def __eq__(cls, other: object) -> bool:
        """Tell whether this is the class itself, or the one that it stands for."""
        return other is cls or other is cls.alone

    def __hash__(cls) -> int:
        """Return the number of the class that it stands for."""
        return hash(cls.alone)


class VirtualTensor(torch.Tensor, metaclass=Face):  # type: ignore[misc] # as above
    """Looks like a tensor on an accelerator; `inner` is on the CPU and holds values, or is fake.

    Where there are no values at all, the host's tensors are of this kind too: their ordinal is None.
    """

    __torch_function__ = torch._C._disabled_torch_function_impl  # noqa: SLF001 - the documented way
    inner: Any
    ordinal: int | None

    @staticmethod
    def __new__(cls: type, inner: Any, ordinal: int | None) -> Any:
        """Wrap `inner`; its requirement of gradients is autograd's matter and stays outside."""
        device = torch.device("meta", HOST if ordinal is None else ordinal)
        place: dict[str, Any] = {"dtype": inner.dtype, "device": device, "layout": inner.layout}
        if inner.layout is torch.strided:
            place |= {
                "strides": inner.stride(),
                "storage_offset": inner.storage_offset(),
                "storage_size": _reach(inner),
            }
        else:
            place["dispatch_layout"] = True  # only the inside knows what it is made of
        outer = torch.Tensor._make_wrapper_subclass(cls, inner.shape, **place)  # noqa: SLF001 - the documented way
        outer.inner, outer.ordinal = inner, ordinal
        return outer

    def __tensor_flatten__(self) -> tuple[list[str], int | None]:
        """Make torch know a wrapper: modules then keep the identity of their parameters when they are moved."""
        return ["inner"], self.ordinal

    @staticmethod
    def __tensor_unflatten__(inner: dict[str, Any], ordinal: int | None, _size: object, _stride: object) -> Any:
        """Wrap again."""
        return VirtualTensor(inner["inner"], ordinal)

    @classmethod
    def __torch_dispatch__(
        cls,
        func: Any,
        types: Iterable[type],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Answer where the mode is not on, as in a thread of the author's own."""
        return NotImplemented if of_others(types) else cls.answer(func, args, kwargs or {})

    @staticmethod
    def answer(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Carry an operation out; set when the devices begin."""
        raise NotImplementedError(func)


# Type names are observed and reported: the author's tensors are tensors.
VirtualTensor.__name__ = VirtualTensor.__qualname__ = "Tensor"


class VirtualGenerator(torch.Generator):  # type: ignore[misc] # as above
    """A source of chance that belongs to a virtual device."""

    ordinal: int = 0
    kind: str = "cuda"

    @property
    def device(self) -> Any:
        """Return the virtual device."""
        return torch.device(self.kind, self.ordinal)


def of_others(types: Iterable[type]) -> bool:
    """Tell whether a wrapper takes part that has an answer of its own: then that answers, with our tensors inside."""
    return any(kind is not VirtualTensor and _answers(kind) for kind in types)


def _answers(kind: type) -> bool:
    own = getattr(kind, "__torch_dispatch__", _SILENT)
    return own is not _SILENT and not issubclass(kind, VirtualTensor | torch._subclasses.FakeTensor)  # noqa: SLF001 - what shapes without values are below


_SILENT = torch.Tensor.__torch_dispatch__


def ordinal_of(tensor: Any) -> int | None:
    """Return the virtual device of a tensor, through functorch's wrappers as well; None for the host."""
    if isinstance(tensor, VirtualTensor):
        return tensor.ordinal
    device = torch.Tensor.device.__get__(tensor)
    return int(device.index) if device.type == "meta" and device.index not in (None, HOST) else None


def is_virtual(value: object) -> bool:
    """Tell whether a value is a tensor on a virtual device."""
    return isinstance(value, torch.Tensor) and ordinal_of(value) is not None


def leaves(value: Any, found: list[Any] | None = None) -> list[Any]:
    """Return all that is in a nest of lists, tuples and dictionaries."""
    found = [] if found is None else found
    if isinstance(value, list | tuple):
        for part in value:
            leaves(part, found)
    elif isinstance(value, dict):
        for part in value.values():
            leaves(part, found)
    else:
        found.append(value)
    return found


def mapped(change: Any, value: Any) -> Any:
    """Return a nest of lists, tuples and dictionaries with `change` applied to all that is in it."""
    if isinstance(value, tuple):
        parts = [mapped(change, part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else _rebuilt(value, parts)
    if isinstance(value, list):
        return [mapped(change, part) for part in value]
    if type(value) is dict:
        return {key: mapped(change, part) for key, part in value.items()}
    return change(value)


def _rebuilt(value: tuple[Any, ...], parts: list[Any]) -> tuple[Any, ...]:
    return tuple(parts) if type(value) is tuple else type(value)(parts)


def fetched(data: Any) -> Any:
    """Return the author's numbers with what is on a device among them brought to the host."""

    def fetch(part: Any) -> Any:
        if not is_virtual(part):
            return part
        return part.item() if part.dim() == 0 else part.cpu()

    return mapped(fetch, data)
