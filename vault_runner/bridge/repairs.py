"""Code actions: what may be mended, declared or tagged at a place; nothing that would change how all else reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from vault_runner.bridge.declaring import declarations
from vault_runner.bridge.documents import Document
from vault_runner.bridge.placing import edited, workspace_edit
from vault_runner.bridge.tagging import Runs, taggings
from vault_runner.bridge.telling import SOURCE, shown_span
from vault_runner.model import Edit, Finding, Span
from vault_runner.parse.rules import WRONG_NESTING
from vault_runner.pipeline.fixing.code import code_repairs, same_code
from vault_runner.pipeline.fixing.fences import nesting_repair
from vault_runner.pipeline.fixing.mending import CLAIMS, FIXED_BY_CODE
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.verify.shape_rewrite import actual_text
from vault_runner.write.fix_structure import other_reading

QUICK_FIX: Final = "quickfix"
REWRITE: Final = "refactor.rewrite"
KINDS: Final = (QUICK_FIX, REWRITE)
MOST_OPEN: Final = 8
"""Statements of one selection for which declarations are offered."""


def actions(
    document: Document, outcome: NoteOutcome, span: Span, *, runs: Runs, only: object, versioned: bool
) -> list[dict[str, Any]]:
    """Return the repairs of what touches `span`, and what else may be done there.

    Args:
        document: The note as the editor has it.
        outcome: What is known of it.
        span: Where the cursor is, or what is marked.
        runs: Tells which blocks of a note run.
        only: The kinds of actions that the editor asks for, if it names them.
        versioned: Whether the editor takes edits of one version.
    """
    found: list[dict[str, Any]] = []
    if _is_asked(only, QUICK_FIX):
        mending = (
            *_claims(document, outcome, span),
            *_declarations(document, outcome, span),
            *_code(document, outcome, span),
            *_nesting(document, outcome, span),
        )
        found += (_action(document, *each, kind=QUICK_FIX, versioned=versioned) for each in mending)
    if _is_asked(only, REWRITE):
        tagging = taggings(document.note, span, runs)
        found += (_action(document, title, (edit,), kind=REWRITE, versioned=versioned) for title, edit in tagging)
    return found


def _is_asked(only: object, kind: str) -> bool:
    """Tell whether an editor that asks for `only` some kinds asks for this one; kinds have parts."""
    kinds = [each for each in only if isinstance(each, str)] if isinstance(only, list) else [""]
    return any(not each or kind == each or kind.startswith(f"{each}.") for each in kinds)


def _action(
    document: Document,
    title: str,
    edits: Sequence[Edit],
    finding: Finding | None = None,
    *,
    kind: str,
    versioned: bool,
) -> dict[str, Any]:
    action: dict[str, Any] = {
        "title": title,
        "kind": kind,
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


def _declarations(
    document: Document, outcome: NoteOutcome, span: Span
) -> Iterator[tuple[str, tuple[Edit, ...], Finding | None]]:
    touched = (verdict for verdict in outcome.verdicts if _touch(verdict.claim.span, span))
    # Each is tried on the whole note before it is offered.
    for verdict in islice((each for each in touched if each.status == "not-checkable"), MOST_OPEN):
        finding = next((each for each in outcome.findings if each.span == verdict.claim.span), None)
        yield from ((title, (edit,), finding) for title, edit in declarations(document.note, verdict))


def _code(
    document: Document, outcome: NoteOutcome, span: Span
) -> Iterator[tuple[str, tuple[Edit, ...], Finding | None]]:
    for block, repair in code_repairs(document.note, outcome.plan):
        if isinstance(repair, Finding) or not _touch(block.span, span) or not _is_harmless(outcome, repair):
            continue
        inside = (each for each in outcome.findings if each.rule in FIXED_BY_CODE and _touch(each.span, block.span))
        yield "Write the code as it was read", repair, next(inside, None)


def _nesting(
    document: Document, outcome: NoteOutcome, span: Span
) -> Iterator[tuple[str, tuple[Edit, ...], Finding | None]]:
    note = document.note
    edits, _ = nesting_repair(note)
    lines = range(note.lines.line(span.start), note.lines.line(span.end) + 1)
    # The caret stands anywhere in a line; the backticks that are missing have one place.
    if any(note.lines.line(each.span.start) in lines for each in edits):
        opening = note.lines.line(edits[0].span.start)
        inside = (each for each in outcome.findings if each.rule == WRONG_NESTING)
        finding = next((each for each in inside if note.lines.line(each.span.start) == opening), None)
        yield "Mend the fences: more backticks around the admonition", edits, finding


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
