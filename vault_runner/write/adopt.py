"""Take an output over that a person pasted below a block: our region stands in its place.

Only the fence goes, with the blank lines and the line that announces it (`Output:`) above it. What else the note
holds must read as it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vault_runner.model import Block, Claim, Edit, Finding, Note, Span, Verdict
from vault_runner.write.place import closing_newline, edit_below
from vault_runner.write.rules import finding
from vault_runner.write.structure import TRAITS

FORMS = frozenset({"output fence", "text fence"})
FIRM = "output fence"


def pasted_fence(note: Note, claim: Claim) -> Block | None:
    """Return the fence whose text a claim is; None if the claim is no fence."""
    if claim.form not in FORMS:
        return None
    return next((block for block in note.blocks if block.span.contains(claim.span)), None)


def adoptable(
    note: Note, verdicts: Iterable[Verdict], excused: Iterable[str]
) -> tuple[dict[str, Span], tuple[Finding, ...]]:
    """Return the pasted outputs that may be taken over, by the block above each, and what is said of the others.

    Args:
        note: The note.
        verdicts: What was found of its claims.
        excused: Reasons for which an output that differs is one of the block all the same: it hangs on chance.
    """
    reasons = frozenset(excused)
    taken: dict[str, Span] = {}
    refused: list[Finding] = []
    for verdict in verdicts:
        fence = pasted_fence(note, verdict.claim)
        if fence is None:
            continue
        if verdict.status == "verified" or verdict.reason in reasons:
            taken[verdict.claim.block] = fence.span
        elif verdict.claim.form == FIRM:
            refused.append(_refusal(note, fence, verdict))
    return taken, tuple(refused)


def _refusal(note: Note, fence: Block, verdict: Verdict) -> Finding:
    message = f"the fence of line {fence.line} was not taken over, since it isn't what the block above gives"
    if verdict.status != "refuted":
        message += f": {verdict.reason}"
    return finding(note.path, fence.span, "VRW008", message, "mend it or delete it, then run again")


def edit_over(note: Note, block: Block, fence: Span, lines: Sequence[str], *, expand_tabs: bool = False) -> Edit:
    """Return the edit that puts a region of `lines` below `block`, in place of all up to the end of `fence`."""
    region = edit_below(note, block, lines, expand_tabs=expand_tabs).replacement
    start = block.span.end
    if not note.text[: fence.end].endswith(("\r", "\n")):
        # A region that ends the file without newline owns the one before it.
        newline = closing_newline(note, block)
        start, region = start - len(newline), newline + region[: -len(newline)]
    span = Span(start, fence.end)
    return Edit(span, region, note.text[span.start : span.end], block.id)


def removals(note: Note, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return, for each edit that takes an output over, the one that would only remove what a person had pasted."""
    without = {block.id for block in note.blocks if block.region is None}
    return tuple(
        Edit(edit.span, "", edit.expected, edit.block) for edit in edits if edit.expected and edit.block in without
    )


def lost_with(before: Note, bare: Note, removed: Sequence[Edit]) -> str | None:
    """Return None if `bare` is `before` without what was removed, else the sentence that says what differs."""
    gone = _lines_of(before, removed)
    for what, traits in TRAITS:
        kept = [trait for line, trait in traits(before) if line not in gone]
        if kept != [trait for _, trait in traits(bare)]:
            return f"a {what} outside the pasted output would be read otherwise"
    return None


def _lines_of(note: Note, edits: Iterable[Edit]) -> Mapping[int, None]:
    lines: dict[int, None] = {}
    for edit in edits:
        first, last = note.lines.line(edit.span.start), note.lines.line(max(edit.span.start, edit.span.end - 1))
        lines.update(dict.fromkeys(range(first, last + 1)))
    return lines
