"""Products of stated shapes, by the rules of `matmul`: sizes may be numbers, names, and a `*batch` of any length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Sizes: TypeAlias = tuple[str, ...]
_DOTS = frozenset({"...", "…"})
_PLAIN = 2
"""Axes of a matrix."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of two shapes, or why nothing does."""

    sizes: Sizes | None
    trouble: str = ""
    clear: bool = True
    """Whether the trouble is between numbers; names may stand for equal ones."""


def read_sizes(text: str) -> Sizes | None:
    """Read a tuple as it is written; None if it is none."""
    inner = re.search(r"[(\[]([^()\[\]]*)[)\]]\)?[ ]*`?\Z", text.strip())
    if inner is None:
        return None
    parts = [re.sub(r"[\s{}$]", "", part) for part in inner[1].split(",")]
    return tuple(part for part in parts if part)


def product(left: Sizes, right: Sizes) -> Outcome:
    """Return the shape of `left @ right`."""
    if not left or not right:
        return Outcome(None, "a number has no matrix product")
    if any(len(sizes) == 1 and _is_rest(sizes[0]) for sizes in (left, right)):
        return Outcome(None, "the last two sizes aren't named", clear=False)
    inner, other = left[-1], right[-2] if len(right) >= _PLAIN else right[-1]
    match = agree(inner, other)
    if match == "differ":
        return Outcome(None, f"the inner sizes are {inner} and {other}")
    if match == "unknown":
        return Outcome(None, f"the inner sizes are {inner} and {other}", clear=False)
    batch = _broadcast(left[:-_PLAIN], right[:-_PLAIN])
    if batch.sizes is None:
        return batch
    rows = left[-_PLAIN:-1]
    columns = right[-1:] if len(right) >= _PLAIN else ()
    return Outcome((*batch.sizes, *rows, *columns))


def _broadcast(left: Sizes, right: Sizes) -> Outcome:
    """Broadcast leading axes, from the last one on; a rest against nothing or itself stays."""
    found: list[str] = []
    a, b = list(left), list(right)
    while a or b:
        one, other = a.pop() if a else "", b.pop() if b else ""
        if not one or not other or agree(one, other) == "same":
            found.append(one or other)
        elif _is_rest(one) or _is_rest(other):
            return Outcome(None, f"{one} and {other} may be of any length", clear=False)
        elif "1" in {one, other}:
            found.append(other if one == "1" else one)
        else:
            clear = agree(one, other) == "differ"
            return Outcome(None, f"the batch sizes are {one} and {other}", clear=clear)
    return Outcome(tuple(reversed(found)))


def agree(one: str, other: str) -> Literal["same", "differ", "unknown"]:
    """Compare two sizes: equal names are one size, different names may be."""
    if one == other or (one in _DOTS and other in _DOTS):
        return "same"
    return "differ" if one.isdecimal() and other.isdecimal() and int(one) != int(other) else _by_value(one, other)


def _by_value(one: str, other: str) -> Literal["same", "unknown"]:
    return "same" if one.isdecimal() and other.isdecimal() else "unknown"


def compare(stated: Sizes, found: Sequence[str]) -> Literal["same", "differ", "unknown"]:
    """Compare a stated shape with one that was worked out."""
    if any(map(_is_rest, (*stated, *found))) and len(stated) != len(found):
        return "unknown"
    if len(stated) != len(found):
        return "differ"
    states = {agree(one, other) for one, other in zip(stated, found, strict=True)}
    return "differ" if "differ" in states else "unknown" if "unknown" in states else "same"


def written(sizes: Sequence[str]) -> str:
    """Write a shape as python does."""
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def _is_rest(size: str) -> bool:
    return size.startswith("*") or size in _DOTS
