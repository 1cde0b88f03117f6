"""Put edits into a text, and carry them over to a note that changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from vault_runner.errors import OverlapError, WriteError
from vault_runner.model import NEWLINE, Block, Edit, Finding, Note, Region, Span
from vault_runner.model.region import BEGIN
from vault_runner.write.fences import room_of
from vault_runner.write.place import edit_away, edit_below, edit_key, outside_regions
from vault_runner.write.rules import finding

AGAIN = "run it again"
Match: TypeAlias = tuple[Block, Block | None]
"""A block, and what it is in the changed note; None if that can't be told."""


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with every edit made; each character outside their spans stays.

    Args:
        text: The text that the spans refer to.
        edits: In any order.

    Raises:
        OverlapError: if two edits claim the same text, or the same place for new text.
        WriteError: if other text stands where an edit expects its own.
    """
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    for before, after in pairwise(ordered):
        if after.span.start < before.span.end or after.span == before.span:
            raise OverlapError(f"two edits claim the text at {after.span.start}")
    parts: list[str] = []
    at = 0
    for edit in ordered:
        if text[edit.span.start : edit.span.end] != edit.expected:
            raise WriteError(f"other text than expected stands at {edit.span.start}", remedy=AGAIN)
        parts += (text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return "".join((*parts, text[at:]))


def rebase(new: Note, old: Note, edits: Iterable[Edit]) -> tuple[tuple[Edit, ...], tuple[Finding, ...]]:
    """Carry edits of `old` over to `new`, the same note after somebody changed it.

    A block is found again by what it says; one that says the same as others by its place among them, as long
    as they are as many as before. Whatever can't be told for sure is left out, with a finding.
    """
    edits = tuple(edits)
    if new.text == old.text:
        return edits, ()
    matches = _match_blocks(new, old)
    moved: list[Edit] = []
    findings: list[Finding] = []
    for edit in edits:
        found = _moved(edit, new, old, matches)
        if isinstance(found, Edit):
            moved.append(found)
        else:
            findings.append(found)
    return tuple(sorted(moved, key=lambda edit: edit.span.start)), tuple(findings)


def _match_blocks(new: Note, old: Note) -> dict[str, Match]:
    """Return each block of `old`, by its identifier, with the block of `new` that it is, if there is one."""
    groups_new = _groups(new)
    matches: dict[str, Match] = {}
    for key, group in _groups(old).items():
        now = groups_new.get(key, [])
        same: Sequence[Block | None] = now if len(now) == len(group) else [None] * len(group)
        matches |= {before.id: (before, after) for before, after in zip(group, same, strict=True)}
    return matches


def _groups(note: Note) -> dict[tuple[object, ...], list[Block]]:
    """Group the blocks outside regions by all that decides their result and the shape of its place."""
    groups: dict[tuple[object, ...], list[Block]] = {}
    is_outside = outside_regions(note)
    for block in note.blocks:
        if is_outside(block.span):
            kinds = tuple(container.name for container in block.containers)
            key = (block.info, block.source, block.closed, block.commented, kinds, room_of(note, block))
            groups.setdefault(key, []).append(block)
    return groups


def _moved(edit: Edit, new: Note, old: Note, matches: dict[str, Match]) -> Edit | Finding:
    if edit.block not in matches:
        return _moved_orphan(edit, new, old)
    before, after = matches[edit.block]
    if after is None:
        message = f"the block of line {before.line} changed while it ran; nothing was written for it"
        return finding(new.path, _end_of(new), "VRW002", message, AGAIN)
    if before.region is None and edit.expected:
        message = f"the note changed while the block of line {before.line} ran; the output below it was not taken over"
        return finding(new.path, after.span, "VRW002", message, AGAIN)
    if not _same_region(before.region, after.region):
        message = f"the output of line {after.end_line + 1} changed while its block ran; it was kept"
        return finding(new.path, after.span, "VRW005", message, AGAIN)
    return _made_again(edit, new, after, before.region)


def _made_again(edit: Edit, new: Note, block: Block, standing: Region | None) -> Edit:
    """Make for `block` of `new` the edit that was made where its region was `standing`."""
    if block.region is not None and standing is not None:
        if not edit.replacement:
            return edit_away(new, block.region, block.id)
        if edit.span != standing.span:
            return edit_key(new, block.region, edit.replacement, block.id)
    return edit_below(new, block, _unprefixed(edit.replacement))


def _moved_orphan(edit: Edit, new: Note, old: Note) -> Edit | Finding:
    """Carry over the removal of a region that stands below no block."""
    standing = next((region for region in old.regions if region.span == edit.span), None)
    same = [region for region in new.regions if _same_region(region, standing)]
    if len(same) == 1:
        return edit_away(new, same[0], edit.block)
    line = old.lines.line(edit.span.start)
    return finding(new.path, _end_of(new), "VRW005", f"the output of line {line} changed meanwhile; it was kept", AGAIN)


def _same_region(left: Region | None, right: Region | None) -> bool:
    if left is None or right is None:
        return left is right
    return (left.key, left.checksum, left.body) == (right.key, right.checksum, right.body)


def _unprefixed(region: str) -> list[str]:
    """Return the lines of a region's text without the prefix that they were given."""
    lines = NEWLINE.split(region.strip("\r\n"))
    prefix = lines[0].partition(BEGIN)[0]
    return [line.removeprefix(prefix) if line != prefix.rstrip() else "" for line in lines]


def _end_of(note: Note) -> Span:
    return Span(len(note.text), len(note.text))
