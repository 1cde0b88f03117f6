"""Multiplications of a naive (batched) matrix product, counted one by one over growing sizes and fitted exactly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from vault_runner.verify.shape_rules import Sizes, product

Monomial: TypeAlias = tuple[tuple[str, int], ...]
"""Names with their powers, in the order of the names."""
GROWING = (1, 2, 4)
_POWER = re.compile(r"([A-Za-z])(?:\^\{?(\d{1,2})\}?)?")
_SUPERSCRIPTS = str.maketrans({"²": "^2", "³": "^3"})
_TIMES = re.compile(r"\\cdot(?![A-Za-z])|\\times(?![A-Za-z])|\\[,;:! ]|\\left|\\right|[\s·×*$]")
MOST_NAMES = 5
_PLAIN = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """What a product of two shapes takes."""

    total: Monomial
    each: Monomial
    """For one element of the outcome."""
    points: int
    """Sizes at which it was counted."""


def monomial(text: str) -> Monomial | None:
    """Read a product of powers of single letters; None if it is anything else."""
    bare = _TIMES.sub("", text.translate(_SUPERSCRIPTS))
    powers: dict[str, int] = {}
    at = 0
    while at < len(bare):
        found = _POWER.match(bare, at)
        if found is None:
            return None
        powers[found[1]] = powers.get(found[1], 0) + int(found[2] or 1)
        at = found.end()
    return tuple(sorted(powers.items())) or None


@lru_cache(maxsize=256)
def cost_of(left: Sizes, right: Sizes) -> Cost | None:
    """Count what the naive product of two shapes takes; None if it can't be counted or fits no product of powers."""
    outcome = product(left, right)
    if outcome.sizes is None or len(left) < _PLAIN or len(right) < _PLAIN:
        return None
    inner = left[-1]
    names = sorted({*outcome.sizes, inner})
    if len(names) > MOST_NAMES or not all(len(name) == 1 and name.isalpha() for name in names):
        return None
    points = [dict(zip(names, values, strict=True)) for values in itertools.product(GROWING, repeat=len(names))]
    totals = [_count([point[name] for name in outcome.sizes], point[inner]) for point in points]
    each = [_count([1], point[inner]) for point in points]
    total_fit, each_fit = _fit(names, points, totals), _fit(names, points, each)
    return Cost(total_fit, each_fit, len(points)) if total_fit and each_fit else None


def _count(outer: Sequence[int], inner: int) -> int:
    """Go through the loops of the naive product, and count each multiplication."""
    multiplications = 0
    for _ in itertools.product(*(range(size) for size in outer)):
        for _ in range(inner):
            multiplications += 1
    return multiplications


def _fit(names: Sequence[str], points: Sequence[Mapping[str, int]], counts: Sequence[int]) -> Monomial | None:
    """Find the powers that give the counts at all points exactly."""
    found: dict[str, int] = {}
    for name in names:
        (at,) = (k for k, point in enumerate(points) if all(point[n] == (2 if n == name else 1) for n in names))
        power = counts[at].bit_length() - 1
        if 1 << power != counts[at]:
            return None
        if power:
            found[name] = power
    fits = all(_value(found, point) == count for point, count in zip(points, counts, strict=True))
    return tuple(sorted(found.items())) if fits else None


def _value(powers: Mapping[str, int], point: Mapping[str, int]) -> int:
    value = 1
    for name, power in powers.items():
        value *= point[name] ** power
    return value


def divides(one: Monomial, other: Monomial) -> bool:
    """Tell whether `one` is never above `other` where sizes are whole numbers from 1."""
    powers = dict(other)
    return all(powers.get(name, 0) >= power for name, power in one)


def shown(powers: Monomial) -> str:
    """Write a product of powers."""
    return "·".join(name if power == 1 else f"{name}^{power}" for name, power in powers)
