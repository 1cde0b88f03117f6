"""Lists of numbers which torch would turn into tensors on a device: as indices, and in constructors.

On `meta` it does so without their values, and what is computed by them would be what happened to stand in memory.
So they become tensors of the host before torch sees them, which may index a tensor on any device.
"""

from __future__ import annotations

from typing import Any

import torch

from vault_runner.worker.devices.tensors import fetched, ordinal_of

_SEQUENCES = (list, tuple, range)
_MOST = 32
"""A list of more parts is always one index, whatever it holds."""
SPARSE = (
    torch.sparse_coo_tensor,
    torch.sparse_compressed_tensor,
    torch.sparse_csr_tensor,
    torch.sparse_csc_tensor,
    torch.sparse_bsr_tensor,
    torch.sparse_bsc_tensor,
)
"""Constructors that take their indices and values as lists too."""


def on_host(index: Any) -> Any:
    """Return an index in which every list of numbers is a tensor of whole numbers, or of truth values.

    What is one index for each axis and what is one for all follows torch: a list with a list, a tensor, a slice,
    None or an ellipsis in it counts as a tuple.
    """
    if isinstance(index, tuple) or (isinstance(index, list) and len(index) < _MOST and any(map(_is_part, index))):
        return tuple(map(_tensor, index))
    return _tensor(index)


def _is_part(each: object) -> bool:
    return each is None or each is ... or isinstance(each, (torch.Tensor, slice, *_SEQUENCES))


def _tensor(part: Any) -> Any:
    if not isinstance(part, _SEQUENCES):
        return part
    made = torch.tensor(fetched(list(part)))
    return made if made.dtype in (torch.bool, torch.uint8) else made.long()


def sparse_parts(func: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the indices and values of a sparse tensor as tensors, in one place: where those that are tensors lie."""
    count = 2 if func is torch.sparse_coo_tensor else 3
    parts, rest = args[:count], args[count:]
    tensors = [part for part in parts if isinstance(part, torch.Tensor)]
    made = [part if isinstance(part, torch.Tensor) else torch.tensor(fetched(part)) for part in parts]
    return (*(part.to(tensors[0].device) if tensors else part for part in made), *rest)


def like(model: Any, numbers: Any) -> Any:
    """Return a list of numbers as a tensor of the model's dtype where the model lies."""
    place = torch.device("meta", ordinal_of(model))
    return torch.tensor(fetched(numbers), dtype=model.dtype).to(place)
