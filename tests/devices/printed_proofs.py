"""What is printed of proofs, read as an author reads it."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Sizes: TypeAlias = dict[str, int]

DIVIDED = re.compile(r"(.+?) divisible by (.+)")
_FIXED = re.compile(r"(\w+) = (\d+)(?:, since line \d+ needs the number| \(line \d+ needs the number\))?")
INDICES = re.compile(r"the indices of lines? .* in range")
_REFUTED = re.compile(
    r"not proved: for sizes(?: with (.*)| in general) it is (\(.*?\))(?:, which is .* only where (.*))?"
)


@dataclass(frozen=True)
class Told:
    """What a printed text says of the sizes."""

    kind: Literal["proved", "fixed", "refuted", "unfollowed", "silent"]
    least: Sizes = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    fixed: Sizes = field(default_factory=dict)
    found: str = ""
    only: tuple[str, ...] = ()
    """What has to be so for the stated shape to be the one that was found."""


def read(text: str) -> Told:
    """Read what is said of a proof."""
    if text.startswith("proved for all "):
        body, _, only = text.removeprefix("proved for all ").partition(", but only ")
        ranges, _, conditions = body.partition(" with ")
        fixed = {name: int(number) for name, number in _FIXED.findall(only)}
        return Told("proved", dict(_ranges(ranges)), tuple(_parts(conditions)), fixed)
    if text.startswith("checked for these sizes only"):
        return Told("fixed", fixed={name: int(number) for name, number in _FIXED.findall(text)})
    found = _REFUTED.fullmatch(text)
    if found:
        such, where = tuple(_parts(found[1] or "")), tuple(_parts(found[3] or ""))
        return Told("refuted", conditions=such, found=found[2], only=where)
    return Told("unfollowed" if text else "silent")


def _ranges(text: str) -> Iterator[tuple[str, int]]:
    waiting: list[str] = []
    for part in text.split(", "):
        name, _, low = part.partition(" ≥ ")
        waiting.append(name)
        if low:
            yield from ((each, int(low)) for each in waiting)
            waiting = []


def _parts(text: str) -> Iterator[str]:
    """Cut a list at its commas and its `and`, not within brackets."""
    start = depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        cut = next((cut for cut in (", ", " and ") if depth == 0 and text.startswith(cut, place)), "")
        if cut and start <= place:
            yield text[start:place]
            start = place + len(cut)
    if text:
        yield text[start:]


_FUNCTIONS: dict[str, Any] = {
    "max": max,
    "min": min,
    "abs": abs,
    "int": int,
    "round": round,
    "ceil": math.ceil,
    "floor": math.floor,
}


def value(text: str, sizes: Mapping[str, int]) -> Any:  # noqa: ANN401 - a number, a shape or a truth value
    """Return what a printed expression is for some sizes."""
    return eval(text, {**_FUNCTIONS, "__builtins__": {}}, dict(sizes))  # noqa: S307 - what the program printed


def holds(condition: str, sizes: Mapping[str, int]) -> bool:
    """Tell whether sizes fulfil a condition as it is printed.

    Raises:
        NameError: if it speaks of something that is no size.
        SyntaxError: if it can't be read.
    """
    if INDICES.fullmatch(condition):
        return True
    if " or " in condition:
        return any(holds(part, sizes) for part in condition.split(" or "))
    divided = DIVIDED.fullmatch(condition)
    if divided:
        condition = f"({divided[1]}) % ({divided[2]}) == 0"
    else:
        condition = re.sub(r"(?<![<>=!])=(?!=)", "==", condition)
        condition = condition.replace("≥", ">=").replace("≤", "<=").replace("≠", "!=")
    try:
        return bool(value(condition, sizes))
    except ZeroDivisionError:
        return False


def said_alike(text: str) -> set[frozenset[str]]:
    """Return the pairs of names of which a text says that they have to be alike, no more and no less."""
    hint = re.search(r"holds only because (.*?) here", text)
    groups = hint[1].split(" and ") if hint else read(text).only
    names = ([name for name in group.split(" = ") if not name.isdigit()] for group in groups)
    return {frozenset(pair) for group in names for pair in itertools.combinations(group, 2)}
