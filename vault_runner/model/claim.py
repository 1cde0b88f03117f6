"""A claim: something that a note states and that code or mathematics could contradict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vault_runner.model.text import Span

ClaimKind: TypeAlias = Literal["shape", "equation", "recurrence", "output", "complexity", "dtype", "device", "raises"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a note, found in a comment, a formula or prose; one claim per relation."""

    kind: ClaimKind
    span: Span
    text: str
    """As written, without container prefix."""
    form: str
    """How it is stated, such as `trailing comment`, `own line`, `display`, `[Out]`."""
    block: str = ""
    """Identifier of the block whose code it speaks of; empty for formulas and prose."""
    line: int = 0
    """For a claim about code: the note's line of the statement it speaks of, 0 if there is none."""
    expect: str = ""
    """The reason given with `expect: wrong "…"`; empty if the claim is meant to be right."""
    part: tuple[int, int] = (0, 1)
    """Where a comment lists the shapes of several values, `(m, k), (k,)`: which of how many this is, from 0."""
