"""Code actions: what of `--fix` belongs to a place. None is offered unless the note then reads as it was meant to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vault_runner.bridge.documents import Document
from vault_runner.bridge.placing import edited, workspace_edit
from vault_runner.bridge.telling import SOURCE, shown_span
from vault_runner.model import Edit, Finding, Span
from vault_runner.pipeline.fixing.code import code_repairs, same_code
from vault_runner.pipeline.fixing.fences import nesting_repair
from vault_runner.pipeline.fixing.mending import CLAIMS, FIXED_BY_CODE
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.verify.shape_rewrite import actual_text
from vault_runner.write.fix_structure import other_reading

QUICK_FIX = "quickfix"


def actions(document: Document, outcome: NoteOutcome, span: Span, *, versioned: bool) -> list[dict[str, Any]]:
    """Return the repairs of what touches `span`."""
    offered = (*_claims(document, outcome, span), *_code(document, outcome, span), *_nesting(document, span))
    return [_action(document, *each, versioned=versioned) for each in offered]


def _action(
    document: Document, title: str, edits: Sequence[Edit], finding: Finding | None, *, versioned: bool
) -> dict[str, Any]:
    action: dict[str, Any] = {
        "title": title,
        "kind": QUICK_FIX,
        "edit": workspace_edit(document, edits, versioned=versioned),
    }
    if finding is not None:
        where = document.positions.range(shown_span(document, finding))
        action["diagnostics"] = [
            {"range": where, "message": finding.message, "code": finding.rule, "source": SOURCE},
        ]
    return action


def _claims(
    document: Document, outcome: NoteOutcome, span: Span
) -> Iterator[tuple[str, tuple[Edit, ...], Finding | None]]:
    text = document.text
    for verdict in outcome.verdicts:
        actual = actual_text(verdict)
        if actual is None or not _touch(verdict.claim.span, span):
            continue
        place, said = actual
        edit = Edit(place, said, text[place.start : place.end], verdict.claim.block)
        if edit.expected != said and _is_harmless(outcome, (edit,)):
            finding = _finding_at(outcome, verdict.claim.span, CLAIMS)
            yield f"Write what it is: {said}", (edit,), finding


def _code(
    document: Document, outcome: NoteOutcome, span: Span
) -> Iterator[tuple[str, tuple[Edit, ...], Finding | None]]:
    for block, repair in code_repairs(document.note, outcome.plan):
        if isinstance(repair, Finding) or not _touch(block.span, span) or not _is_harmless(outcome, repair):
            continue
        inside = (each for each in outcome.findings if each.rule in FIXED_BY_CODE and _touch(each.span, block.span))
        yield "Write the code as it was read", repair, next(inside, None)


def _nesting(document: Document, span: Span) -> Iterator[tuple[str, tuple[Edit, ...], Finding | None]]:
    edits, _ = nesting_repair(document.note)
    if edits and any(_touch(each.span, span) for each in edits):
        yield "Mend the fences: more backticks around the admonition", edits, None


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _finding_at(outcome: NoteOutcome, span: Span, rules: frozenset[str]) -> Finding | None:
    return next((each for each in outcome.findings if each.span == span and each.rule in rules), None)


def _is_harmless(outcome: NoteOutcome, edits: Sequence[Edit]) -> bool:
    """Tell whether the note reads as it did but for the repair, and its code is to python what ran."""
    note, new = outcome.note, edited(outcome.note, edits)
    changed = {edit.block for edit in edits}
    if other_reading(note, new, changed) is not None:
        return False
    steps = {step.block.id: step for step in outcome.plan.steps}
    pairs = zip(note.blocks, new.blocks, strict=True)
    return all(same_code(after, steps[block.id]) for block, after in pairs if block.id in changed & steps.keys())
