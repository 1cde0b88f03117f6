"""One property of arrays: how a plain sample is turned into one that has it, and how to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Rng: TypeAlias = np.random.Generator
Array: TypeAlias = Any
TOLERANCE = 1e-8
SMALLEST_ENTRY = 0.2


@dataclass(frozen=True, slots=True)
class Property:
    """One property of arrays: how a plain sample is turned into one that has it, and how to tell."""

    make: Callable[[Rng, Array], Array]
    holds: Callable[[Array], bool]
    rank: int = 0
    """The first to be applied has the highest rank; a property that fixes all comes last and alone."""


def close(left: Array, right: Array) -> bool:
    """Tell whether two arrays are the same but for rounding."""
    return bool(np.allclose(left, right, rtol=TOLERANCE, atol=TOLERANCE))


def falling(rng: Rng, x: Array) -> Array:
    """Return positive numbers that fall, as many as an array holds."""
    return np.sort(rng.uniform(0.4, 3.0, np.shape(x)))[::-1].copy()
