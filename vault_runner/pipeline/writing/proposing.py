"""Propose what a run would change, and try it out: the new text is parsed before anybody hears of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from vault_runner.model import Edit, Figure, Finding, Note, NotePlan, Proposal, Result, SessionRun, Span
from vault_runner.parse import parse
from vault_runner.pipeline.reading import Vault, other_notes
from vault_runner.pipeline.request import Request
from vault_runner.write import apply, propose, same_structure, slug_owners
from vault_runner.write.adopt import lost_with, removals


def proposed(
    vault: Vault,
    note_plan: NotePlan,
    runs: Sequence[SessionRun],
    request: Request,
    taken: Mapping[str, str],
    existing: Callable[[str], bytes | None],
    adopt: Mapping[str, Span] | None = None,
) -> Proposal:
    """Return the proposal for one note, without the edits that would change how the rest of it reads.

    Args:
        vault: The vault.
        note_plan: The note and what was to run of it.
        runs: What ran.
        request: What was asked.
        taken: The note that owns each slug.
        existing: Returns what a file of the vault holds, None if it isn't there.
        adopt: Fences that a person pasted, by the block above each, in whose place its region is to stand.
    """

    def attempt(*, expand_tabs: bool) -> Proposal:
        return propose(
            note_plan.note,
            runs,
            note_plan,
            vault.config,
            vault.settings,
            existing=existing,
            overwrite_edited=request.overwrite_edited,
            taken=taken,
            expand_tabs=expand_tabs,
            adopt=adopt,
        )

    first = attempt(expand_tabs=False)
    if not first.edits or harm(note_plan.note, first.edits) is None:
        return first
    second = attempt(expand_tabs=True)
    return second if harm(note_plan.note, second.edits) is None else _without_harm(note_plan.note, second)


def proposed_so_far(
    vault: Vault, note_plan: NotePlan, results: Sequence[Result], *, overwrite_edited: bool = False
) -> Proposal:
    """Return the proposal for the blocks of a note that are over while others still run."""
    path, request = note_plan.note.path, Request(overwrite_edited=overwrite_edited)
    shows_files = any(isinstance(output, Figure) for result in results for output in result.outputs)
    taken = slug_owners(other_notes(vault)) if shows_files else {}

    def existing(name: str) -> bytes | None:
        file = vault.root / name
        return file.read_bytes() if file.is_file() else None

    return proposed(vault, note_plan, (SessionRun(path, "", tuple(results)),), request, taken, existing)


def harm(note: Note, edits: Sequence[Edit]) -> str | None:
    """Tell what else than its regions would change in `note`, None if nothing would."""
    removed = removals(note, edits)
    if removed:
        bare = parse(apply(note.text, removed), note.path, bom=note.bom)
        after = parse(apply(note.text, edits), note.path, bom=note.bom)
        return lost_with(note, bare, removed) or same_structure(bare, after)
    return same_structure(note, parse(apply(note.text, edits), note.path, bom=note.bom))


def _without_harm(note: Note, proposal: Proposal) -> Proposal:
    """Keep the edits that do no harm, one added after the other."""
    kept: list[Edit] = []
    findings: list[Finding] = []
    for edit in proposal.edits:
        problem = harm(note, [*kept, edit])
        if problem is None:
            kept.append(edit)
        else:
            findings.append(_unplaced(note, edit, problem))
    return replace(proposal, edits=tuple(kept), findings=(*proposal.findings, *findings))


def _unplaced(note: Note, edit: Edit, problem: str) -> Finding:
    block = next((block for block in note.blocks if block.id == edit.block), None)
    line = block.line if block else note.lines.line(edit.span.start)
    message = f"the output of the block of line {line} can't stand below it: {problem}"
    remedy = "indent its container with blanks in place of tabs, or end the fence with a line of its own"
    return Finding(note.path, Span(edit.span.start, edit.span.start), "VRW006", "warning", message, remedy)
