"""Shapes without values: what lies below the wrappers in `shape` mode, and what can't be said there."""

from __future__ import annotations

import functools
import logging
from typing import Any, Self

import torch
from torch._guards import Source
from torch._subclasses import fake_tensor
from torch.utils._mode_utils import no_dispatch

from vault_runner.worker.devices.tensors import leaves, mapped

NEEDED = "needs the values of `{name}`, which only the device has"
_PLAIN_NAMES = {"local_scalar_dense": "item", "unique2": "unique"}
_LAX = frozenset(
    (
        *("sort", "topk", "softmax", "log_softmax", "cumsum", "cumprod", "cummax", "cummin", "logcumsumexp"),
        *("argmax", "argmin", "argsort", "kthvalue", "median", "mode", "index_select", "gather"),
    )
)
"""Operations whose shapes are inferred without a look at whether the axis exists."""
_MOST_NUMBERS = 50_000_000
_FEW_NUMBERS = 100_000
_UNKNOWABLE = (
    fake_tensor.DataDependentOutputException,
    fake_tensor.DynamicOutputShapeException,
    fake_tensor.UnsupportedOperatorException,
    fake_tensor.UnsupportedFakeTensorException,
)


class NoValuesError(RuntimeError):
    """The code goes on according to a value, and in this mode there is none."""


class Unknown(float):
    """A number that isn't known: it may be calculated with and printed, but nothing may be decided by it."""

    __slots__ = ()

    def __new__(cls, *_given: object) -> Self:
        """Make one; below it is not a number, so that what python computes of it in C is none either."""
        return super().__new__(cls, "nan")

    def __format__(self, _form: str) -> str:
        """Show that it isn't known."""
        return "?"

    def __repr__(self) -> str:
        """Show that it isn't known."""
        return "?"

    __str__ = __repr__

    def _refuse(self, *_other: object) -> bool:
        raise NoValuesError("the code decides by a number that is known on the device alone")

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __int__ = __index__ = __trunc__ = __floor__ = __ceil__ = _refuse
    __hash__ = float.__hash__

    def _unknown(self, *_other: object) -> Unknown:
        return Unknown()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _unknown
    __pow__ = __rpow__ = __mod__ = __rmod__ = __floordiv__ = __rfloordiv__ = _unknown
    __neg__ = __pos__ = __abs__ = __round__ = _unknown  # type: ignore[assignment] # nothing is known of any of them


def below() -> Any:
    """Return the mode that gives tensors without values."""
    logging.getLogger(fake_tensor.__name__).setLevel(logging.CRITICAL)
    mode = fake_tensor.FakeTensorMode(allow_non_fake_inputs=True)
    # Where a real tensor is from matters to the compiler alone, which would be imported to say that nobody knows.
    converter = mode.fake_tensor_converter
    converter.from_real_tensor = functools.partial(converter.from_real_tensor, source=Source(), trace=False)
    return mode


def infer(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Infer shapes; what is refused is refused in the words of torch's kernels, which fake tensors replace.

    Raises:
        NoValuesError: if the outcome hangs on values.
    """
    name = func._schema.name.partition("::")[2].strip("_")  # noqa: SLF001 - how torch's own modes read it
    if name in _LAX:
        _check_axis(func, args, kwargs)
    try:
        return func(*args, **kwargs)
    except _UNKNOWABLE as error:
        raise NoValuesError(NEEDED.format(name=_PLAIN_NAMES.get(name, name))) from error
    except (RuntimeError, ValueError, IndexError) as error:
        _refuse(func, args, kwargs)
        raise error from None


def _check_axis(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Refuse an axis that the tensor lacks, where the inference of shapes would not."""
    names = [argument.name for argument in func._schema.arguments]  # noqa: SLF001 - as above
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    axis = given.get("dim")
    rank = max(args[0].dim(), 1) if args and isinstance(args[0], torch.Tensor) else 0
    if rank and isinstance(axis, int) and not -rank <= axis < rank:
        told = f"expected to be in range of [{-rank}, {rank - 1}], but got {axis}"
        raise IndexError(f"Dimension out of range ({told})")


def item(tensor: Any) -> Unknown:
    """Return the one number of a tensor, as far as anything can be said of it.

    Raises:
        NoValuesError: for whole numbers and truth values, since those are there to decide something.
    """
    if tensor.numel() != 1:
        raise RuntimeError(f"a Tensor with {tensor.numel()} elements cannot be converted to Scalar")
    if not tensor.dtype.is_floating_point:
        raise NoValuesError(NEEDED.format(name="item"))
    return Unknown()


def _refuse(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Let the CPU's kernel say what is wrong: it looks at the shapes first, so zeros that take no room will do."""
    tensors = [part for part in leaves((args, kwargs)) if isinstance(part, torch.Tensor)]
    if sum(tensor.numel() for tensor in tensors) > _MOST_NUMBERS:
        return
    with no_dispatch():
        hollow = mapped(lambda part: _hollow(part) if isinstance(part, torch.Tensor) else part, (args, kwargs))
        try:
            func(*hollow[0], **hollow[1])
        except NotImplementedError:
            return


def _hollow(tensor: Any) -> Any:
    if tensor.numel() <= _FEW_NUMBERS:
        return torch.empty_strided(tensor.shape, tensor.stride(), dtype=tensor.dtype).zero_()
    return torch.zeros((), dtype=tensor.dtype).expand(tensor.shape)
