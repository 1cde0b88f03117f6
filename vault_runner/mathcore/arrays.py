"""Which library an input belongs to, and how a result goes back to it.

An input is a numpy array, a torch tensor, or plain (a number, a list, a tuple). The answer is kept per type,
so that a call costs one look-up. torch is never imported here: who passes a tensor has imported it.
This module is not for moving data: a tensor stays on its device, and two libraries in one call are an error.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

import numpy as np

from .shapes import ShapeError

Array: TypeAlias = Any
"""A numpy array, a torch tensor, or nested lists of numbers; which one is known only when the call is made."""

Map: TypeAlias = Callable[[Any], Any]
"""A function of the author, from array to array."""

Kind: TypeAlias = Literal["numpy", "torch", "plain"]
Sort: TypeAlias = Literal["bool", "integer", "real", "complex"]

NUMPY: Final = "numpy"
TORCH: Final = "torch"
PLAIN: Final = "plain"

KINDS: Final[dict[type, Kind]] = {}
"""The library of each type that was seen so far; where a call is shorter than `kind_of`, it looks here first."""

_SORT_OF: dict[Any, Sort] = {}
_HALF: set[Any] = set()
WIDE_REAL: Final[set[Any]] = set()
"""The real dtypes of at least 32 bits that were seen so far; a dtype that isn't in it may yet be one."""
_SINGLE: Final = 4  # bytes of float32
_SORTS: Final[dict[str, Sort]] = {"b": "bool", "i": "integer", "u": "integer", "f": "real", "c": "complex"}


def kind_of(x: Array) -> Kind:
    """Return the library of `x`; TypeError for anything that is no array of numbers."""
    kind = KINDS.get(type(x))
    return kind if kind is not None else _learn(x)


def _learn(x: Array) -> Kind:
    cls = type(x)
    tensor = getattr(sys.modules.get("torch"), "Tensor", None)
    if issubclass(cls, np.matrix | np.ma.MaskedArray):
        raise TypeError(f"{cls.__name__} redefines `*` or hides entries; pass np.asarray(x), or fill the mask first")
    if issubclass(cls, np.ndarray | np.generic):
        kind: Kind = NUMPY
    elif tensor is not None and issubclass(cls, tensor):
        kind = TORCH
    elif issubclass(cls, list | tuple | int | float | complex):
        kind = PLAIN
    else:
        raise TypeError(f"{cls.__module__}.{cls.__name__} is neither a numpy array, a torch tensor nor a list")
    KINDS[cls] = kind
    return kind


def torch_module() -> Any:  # noqa: ANN401 - the module can't be named without importing it
    """Return torch, which the caller's tensor proves to be imported."""
    return sys.modules["torch"]


def scipy_module(name: str) -> Any:  # noqa: ANN401 - scipy is imported only when an input asks for it
    """Return `scipy.<name>`, or say who needs it and what to do."""
    try:
        return importlib.import_module(f"scipy.{name}")
    except ImportError as error:
        raise ImportError(f"scipy.{name} is needed for numpy input: install scipy, or pass torch tensors") from error


def sort_of(x: Array) -> Sort:
    """Return bool, integer, real or complex; TypeError if the entries are no numbers."""
    sort = _SORT_OF.get(x.dtype)
    return sort if sort is not None else _learn_dtype(x.dtype)


def is_half(x: Array) -> bool:
    """Say whether `x` is float16 or bfloat16, in which neither library should accumulate."""
    return x.dtype in _HALF or (x.dtype not in _SORT_OF and sort_of(x) == "real" and x.dtype in _HALF)


def is_wide_real(x: Array) -> bool:
    """Say whether `x` is real and has at least 32 bits, so that sums may be added in its own dtype."""
    return x.dtype in WIDE_REAL or (x.dtype not in _SORT_OF and sort_of(x) == "real" and x.dtype in WIDE_REAL)


def _learn_dtype(dtype: Any) -> Sort:  # noqa: ANN401 - a dtype of either library
    kind = getattr(dtype, "kind", None)
    if kind is None:
        torch = torch_module()
        sort: Sort = "complex" if dtype.is_complex else "bool" if dtype is torch.bool else "integer"
        sort = "real" if dtype.is_floating_point else sort
    elif kind in _SORTS:
        sort = _SORTS[kind]
    else:
        raise TypeError(f"entries of dtype {dtype} are no numbers of at most 64 bits")
    if sort == "real":
        (_HALF if dtype.itemsize < _SINGLE else WIDE_REAL).add(dtype)
    _SORT_OF[dtype] = sort
    return sort


def unpack(x: Array) -> tuple[Kind, Array]:
    """Return the kind of `x` and `x` as an array of its library."""
    kind = kind_of(x)
    return kind, from_plain(x) if kind is PLAIN else x


def pair(x: Array, y: Array) -> tuple[Kind, Array, Array]:
    """Return the common kind of two inputs and both as arrays of one library."""
    kind = KINDS.get(type(x)) or _learn(x)
    if kind is not PLAIN and (type(x) is type(y) or kind is kind_of(y)):
        return kind, x, y
    kind, (x, y) = together(x, y)
    return kind, x, y


def together(*inputs: Array) -> tuple[Kind, list[Array]]:
    """Return the common kind of the inputs and each as an array of that library.

    Lists and numbers have no library of their own, so they join that of the others; a tensor's device and,
    for real and complex numbers, its dtype as well.
    """
    kinds = {kind_of(x) for x in inputs}
    if {NUMPY, TORCH} <= kinds:
        raise TypeError(
            "numpy arrays and torch tensors in one call; convert one of them: torch.from_numpy(x), t.numpy()"
        )
    if TORCH not in kinds:
        kind: Kind = NUMPY if NUMPY in kinds else PLAIN
        return kind, [from_plain(x) if kind_of(x) is PLAIN else x for x in inputs]
    model = next(x for x in inputs if kind_of(x) is TORCH)
    return TORCH, [tensor_like(from_plain(x), model) if kind_of(x) is PLAIN else x for x in inputs]


def from_plain(x: Array) -> Array:
    """Return nested lists as a numpy array; rows of unequal length are a ShapeError."""
    first = x
    while isinstance(first, list | tuple) and first:
        first = first[0]
    if not isinstance(first, list | tuple) and kind_of(first) is TORCH:
        raise TypeError("a list of tensors is no array; join it first: torch.stack(x)")
    try:
        array = np.asarray(x)
    except ValueError as error:
        raise ShapeError(f"the rows of a list differ in length: {error}") from error
    sort_of(array)
    return array


def tensor_like(values: Array, model: Array) -> Array:
    """Return numpy values as a tensor on the device of `model`, in its dtype unless that would lose something."""
    torch = torch_module()
    tensor = torch.as_tensor(values, device=model.device)
    keeps = sort_of(model) == "complex" or (sort_of(model) == "real" and sort_of(tensor) != "complex")
    return tensor.to(model.dtype) if keeps else tensor


def floating(x: Array) -> Array:
    """Return `x` itself if it is real or complex, else as its library's default float."""
    if sort_of(x) in {"real", "complex"}:
        return x
    return x.astype(np.float64) if kind_of(x) is NUMPY else x.to(torch_module().get_default_dtype())


def real_floating(x: Array, function: str) -> Array:
    """Return `x` as real floating numbers; TypeError if it is complex."""
    if sort_of(x) == "complex":
        raise TypeError(f"{function} is defined for real numbers; these are {x.dtype}")
    return floating(x)


def counting(x: Array) -> Array:
    """Return integers and booleans as 64-bit integers, in which sums are exact below 2^63; others as they are."""
    if sort_of(x) in {"real", "complex"}:
        return x
    if kind_of(x) is TORCH:
        return x.to(torch_module().int64)
    if x.dtype == np.uint64 and x.size and int(x.max()) > np.iinfo(np.int64).max:
        raise OverflowError("integers above 2^63 - 1; use floating-point numbers")
    return x.astype(np.int64)


def cast(x: Array, dtype: Any) -> Array:  # noqa: ANN401 - a dtype of either library
    """Return `x` in `dtype`, without a copy if it has it already."""
    if kind_of(x) is TORCH:
        return x.to(dtype)
    return x.astype(dtype, copy=False)


def widened(x: Array) -> Array:
    """Return half precision as float32, all else as it is."""
    if not is_half(x):
        return x
    return cast(x, np.float32 if kind_of(x) is NUMPY else torch_module().float32)


def promoted(x: Array, y: Array) -> tuple[Array, Array]:
    """Return two tensors in their common dtype, as numpy does by itself."""
    if x.dtype == y.dtype or kind_of(x) is not TORCH:
        return x, y
    dtype = torch_module().promote_types(x.dtype, y.dtype)
    return x.to(dtype), y.to(dtype)


def give(kind: Kind, value: Array) -> Array:
    """Return a result as what came in: lists and numbers for plain input, else the array."""
    return value.tolist() if kind is PLAIN else value


def epsilon(x: Array) -> float:
    """Return the distance from 1 to the next number of the dtype of `x`, dimensionless."""
    if kind_of(x) is TORCH:
        return float(torch_module().finfo(x.dtype).eps)
    return float(np.finfo(x.dtype).eps)


def number(x: Array) -> float:
    """Return a 0-d array as a float, outside of any graph."""
    return float(x.detach() if kind_of(x) is TORCH else x)


def truth(flag: Array) -> bool | None:
    """Return a 0-d array's truth, or None where values aren't there (fake and meta tensors, inside vmap)."""
    try:
        return bool(flag)
    except RuntimeError:
        return None
