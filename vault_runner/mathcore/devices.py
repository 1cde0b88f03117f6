"""Where numpy arrays and lists are computed: on the processor, unless somebody asked for something else.

Who asks, strongest first: `with vm.device(...)`, then the runner, which hands on what a block, its note, its vault
or the variable `VAULT_RUNNER_DEVICE` says. Without any of them nothing ever leaves the processor. A torch tensor
stays where it is, always.
"""

from __future__ import annotations

import contextlib
import contextvars
import importlib
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

import numpy as np

from .arrays import NUMPY, PLAIN, Array, Kind
from .costs import Costs, cheapest, read_costs

VARIABLE: Final = "VAULT_RUNNER_DEVICE"
COSTS: Final = "VAULT_RUNNER_COSTS"
_NAME: Final = re.compile(r"auto|cpu|mps|(?:cuda|xpu)(?::\d+)?")
_told = [os.environ.get(VARIABLE, "")]  # asking the environment in each call would cost more than the call
_wish: contextvars.ContextVar[str] = contextvars.ContextVar("wish", default="")


@contextlib.contextmanager
def device(name: str) -> Iterator[str]:
    """Compute numpy arrays and lists on `name` within a `with` statement.

    Args:
        name: "cpu", "cuda", "cuda:1", "xpu", "mps", or "auto", which takes a device only where the figures of
            `vault-run doctor --calibrate` say that it is at least twice as fast, moves included.

    Returns:
        The name, for `with device("cuda") as where`. Arrays of any shape come back as they came, numpy for numpy
        and lists for lists, in their dtype.

    Raises:
        ValueError: if `name` is no such name.
        RuntimeError: if the device isn't there or has no such number. Nothing falls back silently.

    Example:
        >>> with device("cpu"):
        ...     which_device()
        'cpu'

    Source: the order of precedence is our own.
    """
    if _NAME.fullmatch(str(name)) is None:
        raise ValueError(f"device: {name!r} is none; take auto, cpu, cuda, cuda:1, mps or xpu")
    if name not in ("auto", "cpu"):
        _demand(name)
    token = _wish.set(name)
    try:
        yield name
    finally:
        _wish.reset(token)


def which_device() -> str:
    """Return the device that is asked for here; "cpu" if nobody asks.

    Args:
        None.

    Returns:
        "auto", or the name of a device.

    Raises:
        Nothing.

    Example:
        >>> with device("auto"):
        ...     which_device()
        'auto'

    Source: the order of precedence is our own.
    """
    return _wish.get() or _told[0] or "cpu"


def be_told(name: str) -> None:
    """Take what a block says, which the runner hands on before each of them."""
    _told[0] = name


def anybody_asks() -> bool:
    """Say whether there is a wish at all, before a call's work is even estimated."""
    return bool(_told[0] or _wish.get())


def elsewhere(kind: Kind, work: float, *arrays: Array) -> str:
    """Return the device to which a call on host arrays is to go, empty for none. One look-up if nobody asks.

    Whole numbers stay: their products are exact here, and accelerators have none.
    """
    wish = _wish.get() or _told[0]
    if not wish or wish == "cpu" or kind not in (NUMPY, PLAIN) or any(each.dtype.kind not in "fc" for each in arrays):
        return ""
    if wish != "auto":
        _demand(wish)
        return wish
    size = float(sum(each.nbytes for each in arrays))
    known = _known(os.environ.get(COSTS, ""))
    chosen = cheapest(known, work, size, size, double=any(each.itemsize > 4 for each in arrays))  # noqa: PLR2004 - bytes
    return "" if chosen == "cpu" else chosen


def compute_there(place: str, function: Callable[..., Array], *arrays: Array) -> Array:
    """Move host arrays to a device, compute there, and bring the result back."""
    torch = importlib.import_module("torch")
    if place == "mps":
        narrow = any(each.dtype in (np.float64, np.complex128) for each in arrays)
        if narrow:
            raise TypeError("mps has no float64; pass float32, or take `device: cpu`")
    moved = [torch.as_tensor(np.ascontiguousarray(each)).to(place) for each in arrays]
    result = with_less_memory(torch, lambda: function(*moved), lambda: function(*(each.cpu() for each in moved)))
    return result.cpu().numpy()


def with_less_memory(torch: Any, there: Callable[[], Array], here: Callable[[], Array]) -> Array:  # noqa: ANN401 - a module
    """Return what `there` returns; if the device's memory runs out, free what is unused, try once more, then `here`.

    For functions of the core alone: an author's own code must see its own errors.
    """
    try:
        return there()
    except (torch.OutOfMemoryError, MemoryError):
        torch.accelerator.empty_cache()
    try:
        return there()
    except (torch.OutOfMemoryError, MemoryError):  # the latter once even the smallest chunk is too much
        return here()


@lru_cache(maxsize=4)
def _known(text: str) -> tuple[Costs, ...]:
    return read_costs(text)


@lru_cache(maxsize=16)
def _demand(name: str) -> None:
    """Raise unless a device is there."""
    kind, _, number = name.partition(":")
    try:
        torch = importlib.import_module("torch")
    except ImportError as error:
        raise RuntimeError(f"`{name}` needs torch, which can't be imported here: install torch") from error
    module = torch.backends.mps if kind == "mps" else getattr(torch, kind, None)
    if module is None or not module.is_available():
        raise RuntimeError(f"there is no {kind} here; take `device: cpu` or `auto`, or run this where it is")
    count = 1 if kind == "mps" else module.device_count()
    if int(number or 0) >= count:
        raise RuntimeError(f"there is no {name} here, only {count} of its kind; take `{kind}:{count - 1}`")
