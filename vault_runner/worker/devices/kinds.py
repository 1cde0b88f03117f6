"""Tensors on virtual devices that are of a class of the author's as well, or of one of torch's own.

What torch makes of a class and a tensor is a new face for the same tensor; ours has one already, so that the class is
joined to it. Parameters and buffers without a shape, which lazy modules hold until their first call, are such classes.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import __future__ as future
from torch.nn import parameter as parameters
from torch.nn.utils import parametrize
from torch.overrides import get_default_nowrap_functions

from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.tensors import Face, VirtualTensor, mapped

_shapeless: Any = parameters.UninitializedParameter
_SHAPELESS: Any = _shapeless.__mro__[1]
"""What parameters and buffers without a shape have in common."""


class _Listening:
    """Stands between the author's class and ours, and answers as `torch.Tensor` would."""

    alone: type
    """The author's class by itself."""

    @classmethod
    def __torch_function__(
        cls, func: Any, _types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - as `torch.Tensor` does
            result = func(*args, **(kwargs or {}))
        if func in get_default_nowrap_functions():
            return result
        return mapped(lambda part: part.as_subclass(cls.alone) if isinstance(part, torch.Tensor) else part, result)


@functools.cache
def joined(kind: Any) -> Any:
    """Return the class of virtual tensors that are of `kind` as well."""
    if issubclass(kind, VirtualTensor):
        return kind
    names = {"__module__": kind.__module__, "__qualname__": kind.__qualname__, "__doc__": kind.__doc__, "alone": kind}
    if issubclass(kind, _SHAPELESS):
        names["cls_to_become"] = VirtualTensor
    meta: Any = type(kind)
    return _face(meta)(kind.__name__, (kind, _Listening, VirtualTensor), names)


@functools.cache
def _face(meta: Any) -> Any:
    """Return the class of a joined class: that of the author's class, and ours."""
    return Face if issubclass(Face, meta) else type(meta.__name__, (Face, meta), {})


def of_kind(tensor: Any, kind: type) -> Any:
    """Let a virtual tensor that nobody else has yet be of `kind`."""
    if kind is not torch.Tensor:
        tensor.__class__ = joined(kind)
    if issubclass(kind, torch.nn.Parameter):
        tensor._is_param = True  # noqa: SLF001 - how torch itself marks them
    return tensor


def adapt(machine: Machine) -> None:
    """Let torch join classes to virtual tensors."""
    tensor, parameter = torch.Tensor, torch.nn.Parameter
    tensor.as_subclass = _faced(tensor.as_subclass)
    tensor._make_subclass = staticmethod(_subclassed(tensor._make_subclass))  # noqa: SLF001 - has no public name
    tensor._make_wrapper_subclass = staticmethod(_wrapped(machine, tensor._make_wrapper_subclass))  # noqa: SLF001 - as above
    parameter.__new__ = _parameters(parameter.__new__)
    torch.nn.Module._apply = _moving(torch.nn.Module._apply)  # noqa: SLF001 - what `to`, `cuda` and `half` call
    torch.utils.swap_tensors = _swapping(torch.utils.swap_tensors)
    # Of a tensor that wraps another one it would swap what graphs still hold.
    parametrize._maybe_set = lambda dest, src: dest.set_(src)  # noqa: SLF001 - has no public name


def _faced(original: Callable[..., Any]) -> Any:
    def as_subclass(self: Any, cls: type) -> Any:
        if isinstance(self, VirtualTensor):
            with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - else a class of the author's answers first
                alias = torch.ops.aten.alias.default(self)
            return of_kind(alias, cls)
        return original(self, getattr(cls, "alone", cls))

    return as_subclass


def _subclassed(original: Callable[..., Any]) -> Any:
    # Torch's compiler, which some optimisers load, compares names of parameters; it lets these pass.
    def make_subclass(*args: Any, **kwargs: Any) -> Any:
        cls, data, *rest = args
        if not isinstance(data, VirtualTensor):
            return original(getattr(cls, "alone", cls), data, *rest, **kwargs)
        needs_gradient = rest[0] if rest else kwargs.get("require_grad", False)
        return of_kind(torch.ops.aten.detach.default(data).requires_grad_(needs_gradient), cls)

    return make_subclass


def _wrapped(machine: Machine, original: Callable[..., Any]) -> Any:
    """Let a wrapper of the author's say that it is where its insides are, which no real device can be."""

    def below(part: Any) -> Any:
        return machine.below(part) if isinstance(part, torch.device) else part

    def make_wrapper_subclass(cls: type, *args: Any, **kwargs: Any) -> Any:
        if isinstance(kwargs.get("device"), str):
            kwargs["device"] = torch.device(kwargs["device"])
        return original(cls, *map(below, args), **{name: below(part) for name, part in kwargs.items()})

    return make_wrapper_subclass


def _parameters(original: Callable[..., Any]) -> Any:
    def new(cls: type, data: Any = None, requires_grad: bool = True) -> Any:  # noqa: FBT001, FBT002 - as torch
        if cls is not torch.nn.Parameter and type(data) is VirtualTensor:
            return of_kind(torch.ops.aten.detach.default(data).requires_grad_(requires_grad), cls)
        return original(cls, data, requires_grad)

    return new


def _moving(original: Callable[..., Any]) -> Any:
    """Move what has no shape yet as such: torch would change it in place, which between host and device can't be."""

    def _apply(self: Any, fn: Callable[[Any], Any], recurse: bool = True) -> Any:  # noqa: FBT001, FBT002 - as torch
        with _is_moving():
            return move(self, fn, recurse)

    def move(self: Any, fn: Callable[[Any], Any], recurse: bool) -> Any:  # noqa: FBT001 - as torch
        lazy = {
            name: each for name, each in self._parameters.items() if each is not None and isinstance(each, _SHAPELESS)
        }
        self._parameters.update(dict.fromkeys(lazy))
        try:
            original(self, fn, recurse)
        finally:
            self._parameters.update(lazy)
        for each in lazy.values():
            with torch.no_grad():
                moved = fn(each)
            torch.utils.swap_tensors(each, _shapeless(each.requires_grad, moved.device, moved.dtype))
        return self

    return _apply


_moves: list[None] = []
"""One for each module that is being moved."""


@contextlib.contextmanager
def _is_moving() -> Iterator[None]:
    before = future.get_swap_module_params_on_conversion()
    _moves.append(None)
    future.set_swap_module_params_on_conversion(True)
    try:
        yield
    finally:
        future.set_swap_module_params_on_conversion(before)
        _moves.pop()


def _swapping(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Let a parameter be moved that a graph still holds, which without wrappers torch does by `data`."""

    def swap_tensors(t1: Any, t2: Any) -> None:
        if not _moves or t1._use_count() <= 1:  # noqa: SLF001 - what the original goes by
            original(t1, t2)
        elif isinstance(t1, VirtualTensor) and isinstance(t2, VirtualTensor):
            t1.data = t2
            t1.inner, t1.ordinal = t2.inner, t2.ordinal
        else:
            t1.__class__, t2.__class__ = t2.__class__, t1.__class__
            t1.__dict__, t2.__dict__ = t2.__dict__, t1.__dict__
            torch._C._swap_tensor_impl(t1, t2)  # noqa: SLF001 - what the original ends with

    return swap_tensors
