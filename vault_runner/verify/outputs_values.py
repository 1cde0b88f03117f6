"""Tell whether two values that were written out are the same, another one, or can't be compared.

Numbers are compared at the digits that are shown: a pasted `0.3333` agrees with `0.3333333333333333`. Whole
numbers and words are never fuzzy. What may be another way to write the same is unclear, and never a contradiction.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vault_runner.verify.outputs_nodes import Gap, Items, Made, Node, Number, Pairs, Text, Word

Outcome: TypeAlias = Literal["same", "other", "unclear"]

DOUBLE: Final = 1e-9
"""Double precision: as close as that, the same sum was taken in another order."""
RTOL: Final = 1e-5
"""Single precision: as close as that, nothing can be said."""
NOISE: Final = 2e-6
"""What is that much smaller than the largest number beside it may be any other such number."""
FAINT: Final = 1e-4
"""Whatever stands beside it, a number larger than that is no noise."""
FINE: Final = 4
"""Torch shows that many decimals; whoever shows as many may have cut the rest off."""
HALF: Final = 0.5 + 1e-6
MOST_PLACES: Final = 200
LONGEST_EXPONENT: Final = 3
"""Digits and sign of an exponent; whatever is beyond is no number that was measured."""
_TRUTHS: Final = frozenset({"True", "False"})


@dataclass(frozen=True, slots=True)
class Compared:
    """The outcome, and for `other` the innermost place at which the two differ."""

    outcome: Outcome
    path: tuple[int, ...] = ()
    stated: Node | None = None
    found: Node | None = None


SAME: Final = Compared("same")
UNCLEAR: Final = Compared("unclear")


def compare_values(stated: Node, found: Node) -> Compared:
    """Compare the value that a note states with the one that was found."""
    return _compare(stated, found, max(_largest(stated), _largest(found)))


def _compare(stated: Node, found: Node, scale: float) -> Compared:
    compared = UNCLEAR
    match stated, found:
        case (Gap(), _) | (_, Gap()):
            compared = SAME
        case Number(), Number():
            compared = _outcome(_numbers(stated, found, scale), stated, found)
        case Text(), Text():
            compared = _outcome("same" if stated.value == found.value else "other", stated, found)
        case Word(), Word():
            compared = _words(stated, found)
        case Items(), Items():
            compared = _items(stated, found, scale)
        case Pairs(), Pairs():
            compared = _pairs(stated, found, scale)
        case Made(), Made():
            compared = _made(stated, found, scale)
        case _:
            pass
    return compared


def _outcome(outcome: Outcome, stated: Node, found: Node) -> Compared:
    return SAME if outcome == "same" else Compared(outcome, (), stated, found)


def _words(stated: Word, found: Word) -> Compared:
    if stated.name == found.name or stated.name.rpartition(".")[2] == found.name.rpartition(".")[2]:
        return SAME
    return Compared("other", (), stated, found) if {stated.name, found.name} <= _TRUTHS else UNCLEAR


def _numbers(stated: Number, found: Number, scale: float) -> Outcome:
    if stated.whole and found.whole:
        digits = stated.written.lstrip("0") == found.written.lstrip("0")  # python refuses very long ones as numbers
        same = digits and (stated.value.real < 0) == (found.value.real < 0)
        return "same" if same or stated.value == found.value == 0 else "other"
    parts = [(stated.value.real, found.value.real), (stated.value.imag, found.value.imag)]
    outcomes = [_parts(left, right, stated, found, scale) for left, right in parts]
    return "other" if "other" in outcomes else "unclear" if "unclear" in outcomes else "same"


def _parts(left: float, right: float, stated: Number, found: Number, scale: float) -> Outcome:
    if left == right or (math.isnan(left) and math.isnan(right)):
        return "same"
    if not (math.isfinite(left) and math.isfinite(right)):
        return "other"
    difference, size = abs(left - right), max(abs(left), abs(right))
    if difference <= DOUBLE * size or (size < FAINT and difference <= NOISE * scale):
        return "same"
    if _rounds_to(right, left, stated) or (_last_place(found)[0] >= FINE and _rounds_to(left, right, found)):
        return "same"
    roughly = stated.whole and round(right) == left  # `3` for 3.3
    nearly = difference <= _doubtful(stated, found) + (NOISE if found.exact else RTOL) * size or size < NOISE
    more_digits = _last_place(found)[0] > 1 and _rounds_to(left, right, found)
    return "unclear" if roughly or nearly or more_digits else "other"


def _rounds_to(precise: float, shown: float, written: Number) -> bool:
    """Tell whether `precise`, rounded or cut to the decimals of `written`, gives `shown`."""
    decimals, unit = _last_place(written)
    if not decimals:
        return False  # `3.` is written for whole numbers only
    steps, shown_steps = precise / unit, shown / unit
    if not (math.isfinite(steps) and math.isfinite(shown_steps)):
        return False
    cut = math.trunc(steps + math.copysign(1e-6, steps))
    return abs(steps - shown_steps) <= HALF or abs(cut - shown_steps) < 1e-3  # noqa: PLR2004 - they are whole


def _doubtful(stated: Number, found: Number) -> float:
    """Return by how much numbers may differ where many decimals are shown: a device may round the last otherwise."""
    (decimals, unit), (others, other) = _last_place(stated), _last_place(found)
    if found.exact:
        return HALF * unit if decimals >= FINE else 0.0
    return 1.01 * max(unit if decimals >= FINE else 0.0, other if others >= FINE else 0.0)


def _last_place(number: Number) -> tuple[int, float]:
    """Return how many decimals a number shows, and what one of the last of them is worth."""
    mantissa, _, exponent = number.written.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    significant = decimals or int(bool(exponent))
    if not significant or decimals > MOST_PLACES or len(exponent) > LONGEST_EXPONENT:
        return 0, 0.0
    return significant, 10.0 ** (int(exponent or 0) - decimals)


def _items(stated: Items, found: Items, scale: float) -> Compared:
    if "{" in (stated.bracket, found.bracket):
        return _sets(stated, found, scale) if stated.bracket == found.bracket else UNCLEAR
    if _rank(stated) != _rank(found):
        return UNCLEAR
    if not any(isinstance(item, Gap) for item in (*stated.items, *found.items)):
        if len(stated.items) != len(found.items):
            return Compared("other", (), stated, found)
        return _in_order(stated.items, found.items, scale)
    front = min(_until_gap(stated.items), _until_gap(found.items))
    back = min(_until_gap(stated.items[::-1]), _until_gap(found.items[::-1]))
    if not any(isinstance(item, Gap) for item in found.items) and len(found.items) < front + back:
        return Compared("other", (), stated, found)
    first = _in_order(stated.items[:front], found.items[:front], scale)
    last = _in_order(stated.items[len(stated.items) - back :], found.items[len(found.items) - back :], scale)
    return first if first.outcome == "other" else last if last.outcome != "same" else first


def _until_gap(items: Sequence[Node]) -> int:
    return next((place for place, item in enumerate(items) if isinstance(item, Gap)), len(items))


def _in_order(stated: Sequence[Node], found: Sequence[Node], scale: float) -> Compared:
    return _worst([_compare(left, right, scale) for left, right in zip(stated, found, strict=True)])


def _worst(compared: Sequence[Compared]) -> Compared:
    """Return the first difference, with its place in front of its path; else what is unclear."""
    for place, each in enumerate(compared):
        if each.outcome == "other":
            return Compared("other", (place, *each.path), each.stated, each.found)
    return UNCLEAR if any(each.outcome == "unclear" for each in compared) else SAME


def _sets(stated: Items, found: Items, scale: float) -> Compared:
    """Compare without order: each stated item takes one that was found."""
    if any(isinstance(item, Gap) for item in (*stated.items, *found.items)):
        return UNCLEAR
    left = list(found.items)
    for item in stated.items:
        match = _first(left, lambda other, item=item: _compare(item, other, scale).outcome == "same")
        if match is None:
            return Compared("other", (), stated, found)
        del left[match]
    return Compared("other", (), stated, found) if left else SAME


def _pairs(stated: Pairs, found: Pairs, scale: float) -> Compared:
    left = list(found.items)
    outcomes: list[Compared] = []
    gaps = False
    for key, value in stated.items:
        if isinstance(key, Gap):
            gaps = True
            continue
        match = _first(left, lambda pair, key=key: _compare(key, pair[0], scale).outcome == "same")
        if match is None:
            return Compared("other", (), stated, found)
        outcomes.append(_compare(value, left.pop(match)[1], scale))
    return Compared("other", (), stated, found) if left and not gaps else _worst(outcomes)


def _first(items: Sequence[object], fits: Callable[..., bool]) -> int | None:
    return next((place for place, item in enumerate(items) if fits(item)), None)


def _made(stated: Made, found: Made, scale: float) -> Compared:
    if stated.name != found.name or len(stated.items) != len(found.items):
        return UNCLEAR
    theirs = dict(found.named)
    shared = [(node, theirs[name]) for name, node in stated.named if name in theirs]
    inner = [*zip(stated.items, found.items, strict=True), *shared]
    worst = _worst([_compare(left, right, scale) for left, right in inner])
    if worst.outcome == "same" and [name for name, _ in stated.named] != [name for name, _ in found.named]:
        return UNCLEAR
    return worst


def _rank(node: Node) -> int:
    """Return how deep brackets are nested."""
    return 1 + max(map(_rank, node.items), default=0) if isinstance(node, Items) else 0


def _largest(node: Node) -> float:
    """Return the largest finite number inside, in absolute value."""
    match node:
        case Number(value=value):
            return abs(value) if math.isfinite(abs(value)) else 0.0
        case Items(items=items):
            return max(map(_largest, items), default=0.0)
        case Pairs(items=pairs):
            return max((_largest(value) for _, value in pairs), default=0.0)
        case Made(items=items, named=named):
            return max(map(_largest, (*items, *(node for _, node in named))), default=0.0)
        case _:
            return 0.0
