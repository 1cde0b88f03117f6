"""Tell when the sizes in a model's code are those of another configuration than the one that ran.

A class is written with the published sizes beside its lines, `# [B, 197, 768]`, and tried below with small ones.
Such numbers are wrong in one consistent way, and none of them is right anywhere in the block's functions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vault_runner.model import Verdict
from vault_runner.verify.shape_spec import read_shape
from vault_runner.verify.shape_verdicts import unclear

_OFTEN: Final = 2
"""How many comments must have stated one size for another, the same both times."""
_LARGE, _FAR = 64, 4
"""From the first on, a size so many times the real one that occurs nowhere else is a published one, and no slip."""
_REASON: Final = "its numbers may be those of another configuration"


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What a verdict says of the axes whose size is stated as a number: stated and real ones."""

    wrong: tuple[tuple[int, int], ...]
    right: frozenset[int]


def without_other_configurations(verdicts: Sequence[Verdict], inside: Iterable[int]) -> list[Verdict]:
    """Take back what was held against sizes of another configuration.

    Args:
        verdicts: Those on the shapes of one block.
        inside: The places of those that speak of lines in functions.
    """
    found = {place: _sizes(verdicts[place]) for place in inside}
    right = frozenset(size for sizes in found.values() for size in sizes.right)
    pairs = Counter(pair for sizes in found.values() for pair in set(sizes.wrong) if pair[0] not in right)
    known = right | {size for sizes in found.values() for _, size in sizes.wrong}
    judged = list(verdicts)
    for place, sizes in found.items():
        if judged[place].status in ("refuted", "doubted") and _is_other(sizes, pairs, known):
            judged[place] = unclear(judged[place].claim, _REASON)
    return judged


def _is_other(sizes: _Sizes, pairs: Counter[tuple[int, int]], known: frozenset[int]) -> bool:
    foreign = [(said, real) for said, real in sizes.wrong if said not in known]
    if not foreign:
        return False
    consistent = max(pairs.values(), default=0) >= _OFTEN
    return consistent or all(said >= max(_LARGE, _FAR * real) for said, real in foreign)


def _sizes(verdict: Verdict) -> _Sizes:
    pairs = list(_axes(verdict))
    wrong = tuple((said, real) for said, real in pairs if said != real)
    return _Sizes(wrong, frozenset(said for said, real in pairs if said == real and said > 1))


def _axes(verdict: Verdict) -> Iterator[tuple[int, int]]:
    """Yield stated and real size of each axis whose size is stated as a number."""
    stated, shape = read_shape(verdict.expected), _real(verdict)
    if stated is None or len(stated.dimensions) != len(shape):
        return
    for said, real in zip(stated.dimensions, shape, strict=True):
        if said.size is not None:
            yield said.size, real


def _real(verdict: Verdict) -> tuple[int, ...]:
    noted = dict(verdict.evidence).get("shape")
    if noted:
        return tuple(json.loads(noted))
    found = read_shape(verdict.found) if verdict.status == "verified" else None
    return tuple(each.size or 0 for each in found.dimensions) if found and found.concrete else ()
