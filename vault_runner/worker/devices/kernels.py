"""Operations that have a kernel on a device and none on the processor, as plain mathematics.

Attention over packed sequences: `cum_seq` holds where each of them begins, and where the last one ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import torch

_Parts = tuple[slice, slice]


def substitutes() -> dict[Any, Callable[..., Any]]:
    """Return what is computed in the place of an operation."""
    aten = torch.ops.aten
    return {
        aten._flash_attention_forward.default: flash_forward,  # noqa: SLF001 - what `varlen_attn` calls
        aten._flash_attention_backward.default: flash_backward,  # noqa: SLF001 - as above
    }


def flash_forward(  # noqa: PLR0913, PLR0917 - an operation's signature
    query: Any,
    key: Any,
    value: Any,
    cum_seq_q: Any,
    cum_seq_k: Any,
    max_q: int,  # noqa: ARG001 - an operation's signature
    max_k: int,  # noqa: ARG001 - as above
    dropout_p: float,  # noqa: ARG001 - chance of which nothing may depend
    is_causal: bool,  # noqa: FBT001 - as above
    return_debug_mask: bool,  # noqa: ARG001, FBT001 - as above
    **options: Any,
) -> tuple[Any, ...]:
    """Return what attention gives, the logarithm of its sums, and three places for a device's own notes."""
    out = torch.empty_like(query)
    packed = cum_seq_q is not None
    sums = torch.zeros(_sums_shape(query, packed=packed), dtype=torch.float32)
    for at, (rows, columns) in enumerate(_parts(query, key, cum_seq_q, cum_seq_k)):
        q, k, v = (_heads(part, place, at, packed=packed) for part, place in _placed(query, key, value, rows, columns))
        scores = _scores(q, k, is_causal=is_causal, **options)
        result = (scores.softmax(-1) @ _repeated(v, q)).to(out.dtype).transpose(0, 1)
        if packed:
            out[rows], sums[:, rows] = result, scores.logsumexp(-1)
        else:
            out[at], sums[at] = result, scores.logsumexp(-1)
    nothing = torch.empty(0, dtype=query.dtype)
    return out, sums, torch.zeros(2, dtype=torch.uint64), torch.zeros((), dtype=torch.uint64), nothing


def flash_backward(  # noqa: PLR0913, PLR0917 - an operation's signature
    grad_out: Any,
    query: Any,
    key: Any,
    value: Any,
    out: Any,
    logsumexp: Any,  # noqa: ARG001 - an operation's signature
    cum_seq_q: Any,
    cum_seq_k: Any,
    max_q: int,  # noqa: ARG001 - as above
    max_k: int,  # noqa: ARG001 - as above
    dropout_p: float,  # noqa: ARG001 - as above
    is_causal: bool,  # noqa: FBT001 - as above
    *_notes: Any,
    **options: Any,
) -> tuple[Any, Any, Any]:
    """Return the gradients of query, key and value."""
    gradients = tuple(map(torch.zeros_like, (query, key, value)))
    packed = cum_seq_q is not None
    for at, (rows, columns) in enumerate(_parts(query, key, cum_seq_q, cum_seq_k)):
        q, k, v = (_heads(part, place, at, packed=packed) for part, place in _placed(query, key, value, rows, columns))
        up, result = (_heads(part, rows, at, packed=packed).float() for part in (grad_out, out))
        weights = _scores(q, k, is_causal=is_causal, **options).softmax(-1)
        inner = weights * (up @ _repeated(v, q).mT - (up * result).sum(-1, keepdim=True)) * _scale(q, options)
        found = inner @ _repeated(k, q), _summed(inner.mT @ q.float(), k), _summed(weights.mT @ up, v)
        for gradient, place, part in zip(gradients, (rows, columns, columns), found, strict=True):
            gradient[place if packed else at] = part.transpose(0, 1).to(gradient.dtype)
    return gradients


def _placed(query: Any, key: Any, value: Any, rows: slice, columns: slice) -> tuple[tuple[Any, slice], ...]:
    return (query, rows), (key, columns), (value, columns)


def _sums_shape(query: Any, *, packed: bool) -> tuple[int, ...]:
    if packed:
        return query.shape[1], query.shape[0]
    return query.shape[0], query.shape[2], query.shape[1]


def _parts(query: Any, key: Any, cum_seq_q: Any, cum_seq_k: Any) -> Iterator[_Parts]:
    """Return where the sequences are: rows of the query and of the key."""
    if cum_seq_q is None:
        yield from ((slice(0, query.shape[1]), slice(0, key.shape[1])) for _ in range(query.shape[0]))
        return
    starts, others = cum_seq_q.tolist(), (cum_seq_q if cum_seq_k is None else cum_seq_k).tolist()
    for at in range(len(starts) - 1):
        yield slice(starts[at], starts[at + 1]), slice(others[at], others[at + 1])


def _heads(tensor: Any, place: slice, at: int, *, packed: bool) -> Any:
    """Return one sequence with its heads in front."""
    return (tensor[place] if packed else tensor[at]).transpose(0, 1)


def _repeated(shared: Any, query: Any) -> Any:
    """Return keys or values in single precision, once for each head of the query that shares them."""
    return shared.float().repeat_interleave(query.shape[0] // shared.shape[0], 0)


def _summed(gradient: Any, shared: Any) -> Any:
    """Return a gradient summed over the heads of the query that share keys or values."""
    return gradient.unflatten(0, (shared.shape[0], -1)).sum(1)


def _scale(query: Any, options: dict[str, Any]) -> float:
    given = options.get("scale")
    return 1 / math.sqrt(query.shape[-1]) if given is None else float(given)


def _scores(query: Any, key: Any, *, is_causal: bool, **options: Any) -> Any:
    """Return the products of query and key, with nothing where a position may not look."""
    scores = query.float() @ _repeated(key, query).mT * _scale(query, options)
    rows, columns = scores.shape[-2:]
    ahead = torch.arange(columns) - torch.arange(rows)[:, None] - (columns - rows)
    left, right = (options.get(f"window_size_{side}") for side in ("left", "right"))
    right = 0 if is_causal else right
    hidden = torch.zeros(rows, columns, dtype=torch.bool)
    if right is not None and right >= 0:
        hidden |= ahead > right
    if left is not None and left >= 0:
        hidden |= ahead < -left
    return scores.masked_fill(hidden, -torch.inf)
