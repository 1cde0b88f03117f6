"""What kernels refuse and inference lets pass: indices out of range, samples that there aren't enough numbers for.

Tensors without values keep below which number their values are, as far as it can be told; where one is an index, that
number is held against the size of the axis. Where it can't be told, the line is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import torch
from torch._subclasses import fake_tensor
from torch.utils import _python_dispatch

_BELOW = "vault_run_below"
_BY_AXIS = frozenset(
    (
        *("index_select", "gather", "scatter", "scatter_add", "scatter_reduce"),
        *("index_add", "index_copy", "index_fill", "index_reduce"),
    )
)
_BY_NUMBER = frozenset(("take", "put"))
_ROWS = frozenset(("embedding", "_embedding_bag", "_embedding_bag_forward_only"))
_CLASSES = frozenset(("nll_loss_forward", "nll_loss2d_forward"))
_PLACES = frozenset(("index", "index_put", "_index_put_impl", "_unsafe_index", "_unsafe_index_put"))
_SAME = frozenset(
    (
        *("view", "reshape", "_unsafe_view", "_reshape_alias", "slice", "select", "unsqueeze", "squeeze", "expand"),
        *("transpose", "t", "permute", "clone", "detach", "alias", "_to_copy", "repeat", "flip", "roll", "diagonal"),
        *("split", "split_with_sizes", "unbind", "unfold", "lift_fresh", "lift_fresh_copy", "index", "index_select"),
    )
)
"""Operations whose values are among those of their first argument."""
_PLACED = frozenset(("sort", "topk", "max", "min", "kthvalue", "median", "mode", "cummax", "cummin"))
"""Operations that tell places along an axis beside numbers, or numbers alone."""
Note: TypeAlias = Callable[[], None]


class Inferred(fake_tensor.FakeTensorMode):  # type: ignore[misc] # torch has no types that are followed here
    """Infers shapes and asks what the kernels would ask."""

    def __init__(self, shape_env: Any, note: Note) -> None:
        """Infer in `shape_env`; `note` is called where nothing can be told of an index."""
        super().__init__(shape_env=shape_env, allow_non_fake_inputs=True)
        self._note = note
        self._within = 0

    def dispatch(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Ask, infer, and keep what is known of the values."""
        name = func._schema.name.partition("::")[2]  # noqa: SLF001 - how torch's own modes read it
        plain = name if name.startswith("_") else name.rstrip("_")
        if not self._within:
            self._ask(plain, args, kwargs)
        self._within += 1
        try:
            made = super().dispatch(func, types, args, kwargs)
        finally:
            self._within -= 1
        if name != plain and isinstance(made, torch.Tensor):
            _forget(made)
        else:
            _keep(plain, args, kwargs or {}, made)
        return made

    def one_hot(self, tensor: Any, num_classes: Any = -1) -> Any:
        """Stand in for the function, which looks at the values."""
        if _hint(num_classes) > 0:
            self._hold(_below(tensor), num_classes)
        return torch._C._nn.one_hot(tensor, num_classes)  # noqa: SLF001 - the function itself

    def _ask(self, name: str, args: Sequence[Any], kwargs: dict[str, Any] | None) -> None:
        for index, size in _indices(name, args):
            self._hold(_below(index), size)
        if name == "multinomial" and not _given(args, kwargs, 2, "replacement"):
            self._hold(args[1], args[0].shape[-1])
        if name in ("index_put", "_unsafe_index_put") and len(args) > 2:  # noqa: PLR2004 - the values
            args[2].expand(torch.ops.aten.index.Tensor(args[0], args[1]).shape)
        if name == "as_strided":
            last = sum((size - 1) * stride for size, stride in zip(args[1], args[2], strict=True))
            offset = _given(args, kwargs, 3, "storage_offset") or 0
            self._hold(last + offset + 1, args[0].untyped_storage().nbytes() // args[0].element_size())

    def _hold(self, below: Any, size: Any) -> None:
        """Ask whether indices are in range, if they are known to be for the sizes that stand in the code."""
        if below is None or _hint(below) > _hint(size):
            self._note()
        elif isinstance(below, torch.SymInt) or isinstance(size, torch.SymInt):
            bool(below <= size)


def _indices(name: str, args: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the indices of an operation, and the sizes that they have to be below."""
    if name in _BY_AXIS and len(args) > 2 and args[0].dim():  # noqa: PLR2004 - tensor, axis, index
        yield args[2], args[0].shape[args[1]]
    elif name in _BY_NUMBER:
        yield args[1], args[0].numel()
    elif name in _ROWS:
        yield args[1], args[0].shape[0]
    elif name in _CLASSES:
        yield args[1], args[0].shape[1 if args[0].dim() > 1 else 0]
    elif name in _PLACES:
        axes = (1 if index is None or not _is_mask(index) else index.dim() for index in args[1])
        axis = 0
        for index, width in zip(args[1], axes, strict=True):
            if index is not None and not _is_mask(index):
                yield index, args[0].shape[axis]
            axis += width


def _is_mask(index: Any) -> bool:
    return index.dtype in (torch.bool, torch.uint8)


def _keep(name: str, args: Sequence[Any], kwargs: dict[str, Any], made: Any) -> None:
    """Keep below which number the whole numbers are that an operation makes."""
    if name in _PLACED:
        # The places come last; what comes before are the tensor's own numbers, as is what comes alone.
        made, below = (made[-1] if isinstance(made, tuple) else None), _axis(name, args, kwargs)
    elif name.startswith("arg"):
        below = _axis(name, args, kwargs)
    else:
        below = _made_below(name, args)
    for part in made if isinstance(made, tuple | list) else (made,):
        if below is not None and isinstance(part, torch.Tensor):
            setattr(part, _BELOW, below)


def _axis(name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """Return the size of the axis along which places are told."""
    dim = _given(args, kwargs, 2 if name in ("topk", "kthvalue") else 1, "dim")
    dim = -1 if dim is None and name in ("topk", "kthvalue", "sort", "argsort") else dim
    return args[0].shape[dim] if type(dim) is int and args[0].dim() else args[0].numel()


def _made_below(name: str, args: Sequence[Any]) -> Any:
    if name in _SAME:
        return _below(args[0])
    if name in ("cat", "stack"):
        return _highest([_below(part) for part in args[0]])
    if name == "multinomial":
        return args[0].shape[-1]
    return _counted(name, args)


def _counted(name: str, args: Sequence[Any]) -> Any:
    """Return below which number those are that are made from numbers."""
    numbers = list(args[:3])
    if name in ("randint", "randperm", "arange", "remainder", "randint_like"):
        if name in ("remainder", "randint_like"):
            numbers = numbers[1:]
        numbers = [each for each in numbers if _is_whole(each)]
        least, below = (0, *numbers[:1]) if len(numbers) == 1 else (*numbers[:2],) if len(numbers) > 1 else (-1, 0)
        rising = len(numbers) < 3 or numbers[2] > 0  # noqa: PLR2004 - the step
        return below if _hint(least) >= 0 and rising and _hint(below) > 0 else None
    made = {"zeros": 1, "zeros_like": 1, "new_zeros": 1, "ones": 2, "ones_like": 2, "new_ones": 2}
    if name == "full" and _is_whole(args[1]) and _hint(args[1]) >= 0:
        return args[1] + 1
    return made.get(name)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int | torch.SymInt) and not isinstance(value, bool)


def _below(tensor: Any) -> Any:
    """Return the number that the values of a tensor are below; None if nothing is known of them."""
    values = tensor.constant if isinstance(tensor, fake_tensor.FakeTensor) else tensor
    if values is None or values.is_meta or values.is_floating_point() or values.is_complex():
        return getattr(tensor, _BELOW, None)
    with _python_dispatch._disable_current_modes():  # noqa: SLF001 - as torch's own modes do
        return max(int(values.max()) + 1, -int(values.min())) if values.numel() else 0


def _forget(tensor: Any) -> None:
    """Forget what was known of a tensor that is written to, and of the one that it is a part of."""
    for each in (tensor, tensor._base):  # noqa: SLF001 - nothing else tells whose part it is
        if each is not None and hasattr(each, _BELOW):
            delattr(each, _BELOW)


def _given(args: Sequence[Any], kwargs: dict[str, Any] | None, place: int, name: str) -> Any:
    return args[place] if len(args) > place else (kwargs or {}).get(name)


def _highest(numbers: Sequence[Any]) -> Any:
    """Return the one that is at least as high as the others for all sizes; None if that can't be told."""
    if any(each is None for each in numbers) or (
        any(isinstance(each, torch.SymInt) for each in numbers) and len({*map(str, numbers)}) > 1
    ):
        return None
    return max(numbers, key=_hint, default=None)


def _hint(number: Any) -> int:
    return int(number.node.hint) if isinstance(number, torch.SymInt) else int(number)
