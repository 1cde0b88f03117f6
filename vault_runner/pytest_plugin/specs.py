"""What a note is tested for, before anything ran: itself, its blocks, its claims, each with a name to select it by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from vault_runner.model import Claim, Skip
from vault_runner.parse.tags import is_tagged
from vault_runner.pipeline import NoteOutcome

Key: TypeAlias = tuple[Literal["note", "block", "claim"], str]
"""A block is known by its identifier, a claim by its place among the note's claims."""
NOTE: Key = ("note", "")
_ODD = re.compile(r"[\s\[\]:/\\]+")


@dataclass(frozen=True, slots=True)
class Spec:
    """One test of a note."""

    key: Key
    name: str
    line: int
    text: str = ""
    """What a claim says."""


def specs_of(note: NoteOutcome) -> tuple[Spec, ...]:
    """Return the tests of a note, in the order of its lines; the note itself comes first.

    A block that nobody asked to run is none, and neither is what its comments claim.
    """
    blocks = list(_blocks(note))
    labels = {step.block.id: _plain(step.options.label) for step in note.plan.steps}
    shown = {spec.key[1] for spec in blocks}
    claims = [
        _claim(at, claim, note.lines.line(claim.span.start), labels.get(claim.block, ""))
        for at, claim in enumerate(note.note.claims)
        if not claim.block or claim.block in shown
    ]
    if not blocks and not claims and all(finding.severity == "info" for finding in note.findings):
        return ()
    tests = sorted([*blocks, *claims], key=lambda spec: spec.line)
    return (Spec(NOTE, "note", 1), *_distinct(tests))


def _blocks(note: NoteOutcome) -> Iterator[Spec]:
    for step in note.plan.steps:
        yield _block(step.block.id, step.options.label, step.block.line)
    for skip in note.plan.skipped:
        if _was_asked_for(skip):
            yield _block(skip.block.id, "", skip.block.line)


def _was_asked_for(skip: Skip) -> bool:
    """Tell whether somebody wants to hear that a block is skipped: it is tagged, or a comment above it says so."""
    commented = any(option.spelling == "directive" and option.key == "skip" for option in skip.block.options)
    return skip.tagged or commented or (is_tagged(skip.block) and not skip.block.commented)


def _block(identifier: str, label: str, line: int) -> Spec:
    return Spec(("block", identifier), f"block-{_plain(label) or f'L{line}'}", line)


def _claim(at: int, claim: Claim, line: int, label: str) -> Spec:
    parts = (claim.kind, label, f"L{line}")
    return Spec(("claim", str(at)), "-".join(part for part in parts if part), line, " ".join(claim.text.split()))


def _plain(label: str) -> str:
    """Return a label without what means something in pytest's names of tests."""
    return _ODD.sub("-", label).strip("-")


def _distinct(specs: list[Spec]) -> Iterator[Spec]:
    seen: Counter[str] = Counter()
    for spec in specs:
        seen[spec.name] += 1
        yield replace(spec, name=f"{spec.name}-{seen[spec.name]}") if seen[spec.name] > 1 else spec
