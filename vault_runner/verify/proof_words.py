"""Under which conditions a shape is proved, in words: `for all T, d ≥ 2 with d divisible by h`. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

LEAST = 2
_NAME = re.compile(r"[^\W\d]\w*")
_MOST_TOLD = 4


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
    def countless(self) -> bool:
        """Whether there are more than can be told, or some that hang on values."""
        return any(kind == "many" or re.search(r"\bu\d+\b", f"{left} {right}") for kind, left, right, _ in self.rows)

    def settled(self) -> dict[str, str]:
        """Return what names are equal to."""
        return {left: right for kind, left, right, _ in self.rows if kind in ("fixed", "equal")}

    def divisors(self) -> dict[str, str]:
        """Return of which sizes names are multiples."""
        return {left: right for kind, left, right, _ in self.rows if kind == "multiple" and left.isidentifier()}

    def about(self, names: Collection[str]) -> list[tuple[str, str, str, int]]:
        """Return the conditions that touch any of the names, by way of one another as well."""
        reach, found = set(names), list[tuple[str, str, str, int]]()
        rows = [row for row in self.rows if row[0] not in ("fixed", "many")]
        while True:
            new = [row for row in rows if row not in found and reach & _names(row)]
            if not new:
                return [row for row in rows if row in found]
            found += new
            reach |= set().union(*map(_names, new))


def proved(stated: Sequence[str], atoms: Iterable[str], conditions: Conditions) -> str:
    """Say for which sizes a shape is proved.

    Args:
        stated: The names that the shape states.
        atoms: What its sizes are made of.
        conditions: What must be so.
    """
    if conditions.countless:
        return "not proved: it hangs on too many conditions"
    known = conditions.settled()
    inner = [name for each in atoms for name in _NAME.findall(each)]
    near = conditions.about({*stated, *inner})
    others = sorted({*inner, *(name for row in near for name in _names(row))} - {*stated})
    free = [name for name in (*stated, *others) if name not in known]
    needed = [name for name in stated if name in conditions.fixed]
    only = _and([f"{name} = {conditions.fixed[name][0]}{_since(conditions.fixed[name][1])}" for name in needed])
    if not free:
        return f"checked for these sizes only: {only}" if only else ""
    least = {left: int(right) for kind, left, right, _ in near if kind == "least" and left in free}
    text = f"proved for all {_ranges(free, least)}{_with(near, free)}"
    return f"{text}, but only for {only}" if only else text


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
    beyond = len(told) - _MOST_TOLD
    told = [*told[:_MOST_TOLD], f"{beyond} more"] if beyond > 1 else told
    return f" with {_and(told)}" if told else ""


def _since(line: int) -> str:
    return f", since line {line} needs the number" if line else ""


def _and(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def _names(row: tuple[str, str, str, int]) -> set[str]:
    return set(_NAME.findall(f"{row[1]} {row[2]}")) - {"Mod", "Max", "Min"}
