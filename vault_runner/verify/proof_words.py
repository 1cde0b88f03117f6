"""Under which conditions a shape is proved, in words: `for all T, d ≥ 2 with d divisible by h`. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

LEAST = 2
_NAME = re.compile(r"\b(?!(?:or|and)\b)[^\W\d]\w*\b(?!\()")
"""A name of a size: no word between conditions, and no function of sizes."""
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must be so for the sizes, as the child says: kind, left and right side, line."""

    rows: Sequence[tuple[str, str, str, int]]
    _fixed: dict[str, tuple[str, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the sizes that had to be numbers."""
        self._fixed.update({left: (right, line) for kind, left, right, line in self.rows if kind == "fixed"})

    @property
    def fixed(self) -> dict[str, tuple[str, int]]:
        """The sizes that had to be numbers, and the line that needed one."""
        return self._fixed

    @property
    def hopeless(self) -> str:
        """Why nothing can be said: there are more than can be told, or some that hang on values. Empty if it can."""
        if any(re.search(r"\bu\d+\b", f"{left} {right}") for _, left, right, _ in self.rows):
            return "not proved: it hangs on the values of a tensor"
        many = any(kind == "many" for kind, *_ in self.rows)
        return "not proved: it hangs on too many conditions" if many else ""

    def settled(self) -> dict[str, str]:
        """Return what names are equal to."""
        return {left: right for kind, left, right, _ in self.rows if kind in ("fixed", "equal")}

    def divisors(self) -> dict[str, str]:
        """Return of which sizes names are multiples."""
        return {left: right for kind, left, right, _ in self.rows if kind == "multiple" and left.isidentifier()}

    def nearest(self, names: Collection[str]) -> list[tuple[str, str, str, int]]:
        """Return all conditions: first those that touch any of the names, by way of one another as well."""
        reach, found = set(names), list[tuple[str, str, str, int]]()
        rows = [row for row in self.rows if row[0] not in ("fixed", "many", "indices")]
        while new := [row for row in rows if row not in found and reach & _names(row)]:
            found += new
            reach |= set().union(*map(_names, new))
        ordered = [row for row in rows if row in found] + [row for row in rows if row not in found]
        return ordered + [row for row in self.rows if row[0] == "indices"]


def proved(stated: Sequence[str], sizes: Collection[str], conditions: Conditions) -> str:
    """Say for which sizes a shape is proved.

    Every size of the code is spoken of, also one that the shape doesn't name: with 1 for it, or with a number that
    doesn't fit, the code may end before the shape is there, or make another.

    Args:
        stated: The names that the shape states.
        sizes: The names of all sizes that the code has set so far.
        conditions: What must be so.
    """
    if conditions.hopeless:
        return conditions.hopeless
    known, fixed = conditions.settled(), conditions.fixed
    near = conditions.nearest(stated)
    others = sorted({*sizes, *(name for row in near for name in _names(row))} - {*stated})
    free = [name for name in (*stated, *others) if name not in known]
    only = _only({name: fixed[name] for name in (*stated, *sorted(fixed)) if name in fixed})
    if not free or (stated and fixed.keys() >= {*stated}):
        return f"checked for these sizes only: {only}" if only else ""
    least = {left: int(right) for kind, left, right, _ in near if kind == "least" and left in free}
    text = f"proved for all {_ranges(free, least)}{_with(near, free)}"
    return f"{text}, but only for {only}" if only else text


def unproved(found: str, stated: str, equal: Sequence[tuple[str, str]], conditions: Conditions) -> str:
    """Say what a shape is for other sizes, and when it is the stated one.

    Args:
        found: The shape in the names of sizes.
        stated: The one that is stated.
        equal: Names of sizes that have to be the same for the two to be; none if that is more than names tell.
        conditions: What must be so.
    """
    if conditions.hopeless:
        return conditions.hopeless
    rows = [*conditions.nearest(_NAME.findall(f"{found} {stated}"))]
    fixed = [("equal", name, number, 0) for name, (number, _) in conditions.fixed.items()]
    whose = _with([*rows, *fixed], ()) or " in general"
    when = _and([f"{one} = {other}" for one, other in equal])
    return f"not proved: for sizes{whose} it is {found}" + (f", which is {stated} only where {when}" if when else "")


def _in_range(lines: Sequence[int]) -> list[str]:
    """Say of indices whose values aren't known that they have to be in range."""
    if not lines:
        return []
    return [f"the indices of line{'s' if len(lines) > 1 else ''} {' and '.join(map(str, lines))} in range"]


def _only(fixed: Mapping[str, tuple[str, int]]) -> str:
    """Return `n = 4 and d = 5, since line 7 needs the numbers`."""
    lines: dict[int, list[str]] = {}
    for name, (number, line) in fixed.items():
        lines.setdefault(line, []).append(f"{name} = {number}")
    return _and([f"{_and(sizes)}{_since(line, many=len(sizes) > 1)}" for line, sizes in lines.items()])


def _ranges(names: Sequence[str], least: dict[str, int]) -> str:
    """Return `B, T ≥ 2, s ≥ 3`."""
    groups: dict[int, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault(least.get(name, LEAST), []).append(name)
    return ", ".join(f"{', '.join(group)} ≥ {low}" for low, group in sorted(groups.items()))


def _with(rows: Sequence[tuple[str, str, str, int]], free: Collection[str]) -> str:
    told = []
    for kind, left, right, _ in rows:
        if kind == "multiple":
            told.append(f"{left} divisible by {right}")
        elif kind == "equal":
            told.append(f"{left} = {right}")
        elif kind == "least" and left not in free:
            told.append(f"{left} ≥ {right}")
        elif kind == "other":
            told.append(left)
    told += _in_range([line for kind, _, _, line in rows if kind == "indices"])
    beyond = len(told) - _MOST_TOLD
    told = [*told[:_MOST_TOLD], f"{beyond} more"] if beyond > 1 else told
    return f" with {_and(told)}" if told else ""


def _since(line: int, *, many: bool) -> str:
    return f" (line {line} needs the number{'s' if many else ''})" if line else ""


def _and(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def _names(row: tuple[str, str, str, int]) -> set[str]:
    return set(_NAME.findall(f"{row[1]} {row[2]}"))
