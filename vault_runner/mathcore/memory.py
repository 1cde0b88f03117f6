"""What to do when memory runs out within a function that works in chunks: halve the chunk, down to one.

For functions of the core alone: an author's own code must see its own errors.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from .arrays import Array

_HOST = "can't allocate memory"  # what torch says of the processor's memory, in an error without a class of its own
_KIB = 1024


def halving(operation: str, chunk: int, asked: int, compute: Callable[[int], Array]) -> Array:
    """Return `compute(chunk)`, with half the chunk after each time that memory ran out.

    Args:
        operation: What is computed, for the error.
        chunk: How many rows, or whatever is worked on at a time, to begin with.
        asked: Bytes of the result, for the error.
        compute: The work; it is given a chunk's size.

    Raises:
        MemoryError: if one row at a time is too much.
    """
    while chunk > 1:
        try:
            return compute(chunk)
        except (MemoryError, RuntimeError) as error:
            if not ran_out(error):
                raise
        # Out here nothing holds on to what the attempt had made.
        _free_unused()
        chunk //= 2
    try:
        return compute(1)
    except (MemoryError, RuntimeError) as error:
        if not ran_out(error):
            raise
        remedy = "take fewer points or a smaller dtype, or a device with more memory"
        raise MemoryError(
            f"{operation}: out of memory even one at a time; the result alone is {_spoken(asked)}; {remedy}"
        ) from error


def ran_out(error: Exception) -> bool:
    """Tell whether an error says that there is no memory left, on the host or on a device."""
    if isinstance(error, MemoryError):
        return True
    return type(error).__name__ == "OutOfMemoryError" or _HOST in str(error)


def _free_unused() -> None:
    """Give a device's unused memory back, if there is a device."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.accelerator.is_available():
        torch.accelerator.empty_cache()


def _spoken(size: int) -> str:
    amount = float(size)
    for unit in ("B", "KiB", "MiB"):
        if amount < _KIB:
            return f"{amount:.4g} {unit}"
        amount /= _KIB
    return f"{amount:.4g} GiB"
