"""Which value a stated shape speaks of: the one it names, else what its statement bound."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from vault_runner.model import Claim, Observation
from vault_runner.verify.moments import Moment
from vault_runner.verify.shape_comment import StatedShape
from vault_runner.verify.shape_vocabulary import NOUNS, PARAMETERS

Sureness: TypeAlias = Literal["named", "only", "perhaps"]
_LAST = re.compile(r"""(?:\.|\[['"]?)([^\W\d]\w*)['"]?\]?$""")


@dataclass(frozen=True, slots=True)
class Target:
    """The values that a stated shape may speak of."""

    values: tuple[Observation, ...]
    sure: Sureness
    """`named` by the comment; the `only` one there is; or `perhaps` one of several."""
    other: Observation | None = None
    """What it may speak of as well: the same name's value before the statement below; of `a (2, 3)`, the new one."""
    inputs: tuple[Observation, ...] = ()
    """What the statement reads."""


def target_of(claim: Claim, stated: StatedShape, moment: Moment, read: Collection[str]) -> Target | None:
    """Return what a stated shape speaks of; None if nothing there has a shape.

    Args:
        claim: The claim.
        stated: The shape.
        moment: What its statement bound, and what was there before.
        read: The names that the statement reads.
    """
    arrays = [row for row in moment.bound if row.shape is not None]
    if stated.names:
        named = _named(claim, stated.names, moment, read)
        if named is not None:
            return named
        told = {word.lower() for word in stated.names}
        others = told <= PARAMETERS and not any(_is_short_for(row.name, told) for row in arrays)
        if others or not told <= NOUNS or any(word in moment.there for word in stated.names):
            return _all(arrays or list(moment.items), "perhaps")
    if stated.label and (labelled := _named(claim, (stated.label,), moment, read)):
        return replace(labelled, other=next(iter(arrays), None)) if stated.article else labelled
    place, count = claim.part
    if count > 1:
        return _part(moment, place, count)
    return _unnamed(stated, arrays, moment)


def _is_short_for(name: str, words: Collection[str]) -> bool:
    """Tell whether a value is called what a comment calls it, or by its first letters: `W1` or `attn_weights`."""
    bare = name.lower().rstrip("0123456789_").rpartition(".")[2]
    return any(bool(bare) and (word.startswith(bare) or word.rstrip("s") in bare) for word in words)


def _named(claim: Claim, names: Sequence[str], moment: Moment, read: Collection[str]) -> Target | None:
    rows = [row for name in names if (row := _bound(name, moment.bound))]
    if len(rows) == len(names):
        shaped = [row for row in rows if row.shape is not None]
        before = moment.there.get(names[0]) if claim.form == "own line" and len(names) == 1 else None
        return Target(tuple(shaped), "named", before) if len(shaped) == len(rows) else None
    there = [moment.there[name] for name in names if name in moment.there]
    shaped = [row for row in there if row.shape is not None]
    if len(shaped) < len(names):
        return None
    # A name that the statement has nothing to do with may be a key, or another thing of the same name.
    meant = all(row.name in read or (row.role and claim.form == "own line") for row in shaped) or not claim.line
    return _all(shaped, "named" if meant else "perhaps")


def _bound(name: str, rows: Sequence[Observation]) -> Observation | None:
    """Return what was bound under a name, or under one that ends with it: `W` for `self.W` and `params["W"]`."""
    exact = [row for row in rows if row.name and row.name.replace('"', "'") == name.replace('"', "'")]
    ending = [row for row in rows if (last := _LAST.search(row.name)) and last[1] == name]
    found = exact or ending
    return found[-1] if found else None


def _part(moment: Moment, place: int, count: int) -> Target | None:
    """Return the value at `place` of a statement that has `count` of them."""
    for rows in (moment.bound, moment.items):
        if len(rows) == count:
            return _all([rows[place]], "only") if rows[place].shape is not None else None
    return None


def _unnamed(stated: StatedShape, arrays: Sequence[Observation], moment: Moment) -> Target | None:
    rows = list(arrays) or list(moment.items)
    if not rows:
        return None
    if stated.every:
        return _all(rows, "only")
    alike = len({row.shape for row in rows}) == 1
    return _all(rows[:1] if alike and arrays else rows, "only" if alike and arrays else "perhaps")


def _all(rows: Sequence[Observation], sure: Sureness) -> Target | None:
    return Target(tuple(rows), sure) if rows else None
