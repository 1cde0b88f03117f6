"""What a run would change in a note: one region below each block that shows something, and no more."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from vault_runner.config import Config, ObsidianSettings
from vault_runner.model import (
    Block,
    BlockOptions,
    Edit,
    Finding,
    Note,
    NotePlan,
    Proposal,
    Region,
    Result,
    SessionRun,
    Span,
    VaultFile,
)
from vault_runner.write.adopt import FIRM, edit_over, pasted_fence
from vault_runner.write.compare import same_text
from vault_runner.write.elsewhere import made_elsewhere
from vault_runner.write.place import edit_away, edit_below, edit_key, first_line, has_damaged_region, region_lines
from vault_runner.write.render import Rendered, render
from vault_runner.write.rules import finding
from vault_runner.write.shelf import Shelf, open_shelf

OVERWRITE = "keep it, or let `--overwrite-edited` replace it"
BLANK_LINE = frozenset("> \t\r\n")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller asks for beyond the contract's defaults."""

    overwrite_edited: bool = False
    expand_tabs: bool = False
    adopt: Mapping[str, Span] = field(default_factory=dict)
    """Fences below blocks, by the blocks' identifiers, in whose place a region is to stand."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one block's result changes."""

    edits: tuple[Edit, ...] = ()
    files: tuple[VaultFile, ...] = ()
    findings: tuple[Finding, ...] = ()


Existing: TypeAlias = Callable[[str], bytes | None]


def propose(  # noqa: PLR0913 - every input of the room, so that it stays pure
    note: Note,
    runs: Sequence[SessionRun],
    plan: NotePlan,
    config: Config,
    settings: ObsidianSettings,
    *,
    existing: Existing,
    overwrite_edited: bool = False,
    taken: Mapping[str, str] | None = None,
    expand_tabs: bool = False,
    adopt: Mapping[str, Span] | None = None,
) -> Proposal:
    """Return what `runs` would change in `note` and beside it.

    Only what a block really gave is written: results of other notes, of virtual devices, and of blocks that
    failed, timed out or did not run leave everything as it is.

    Args:
        note: The note as it was planned.
        runs: What its sessions gave.
        plan: The note's plan, for the options of its blocks.
        config: The vault's settings.
        settings: Obsidian's settings: the style of links and the folder of attachments.
        existing: Reads a file of the vault by its path; None if there is none.
        overwrite_edited: Replace regions that a person edited.
        taken: The note that uses each slug of the vault, as `slug_owners` returns them.
        expand_tabs: Write blanks for the tabs of a block's prefix.
        adopt: Fences that a person pasted, by the block above each, in whose place its region is to stand.

    Returns:
        The edits in the order of their spans; nothing where what stands is equal within the tolerance.
    """
    shelf = open_shelf(note, config, settings, existing, taken or {})
    wishes = Wishes(overwrite_edited, expand_tabs, adopt or {})
    steps = (step for session in plan.sessions for step in session.steps)
    options = {step.block.id: step.options for step in steps if step.path == note.path}
    results = {result.block: result for run in runs for result in run.results if result.path == note.path}
    changes = [
        _change(note, block, results[block.id], options[block.id], shelf, wishes)
        for block in note.blocks
        if block.id in results and block.id in options and _is_written(results[block.id], options[block.id])
    ]
    return replace(_proposal(note, changes), drawn=tuple(shelf.drawn))


def propose_clean(note: Note, *, overwrite_edited: bool = False) -> Proposal:
    """Return the edits that remove every region of `note`; one edited by hand stays unless told otherwise."""
    holders = {block.region.span: block.id for block in note.blocks if block.region}
    changes = []
    for region in note.regions:
        if region.intact or overwrite_edited:
            changes.append(Change((edit_away(note, region, holders.get(region.span, "")),)))
        else:
            changes.append(Change(findings=(_edited(note, region),)))
    return _proposal(note, changes)


def _is_written(result: Result, options: BlockOptions) -> bool:
    shown = result.status == "ok" or (result.status == "failed" and (options.error or bool(options.raises)))
    return shown and result.mode == "real"


def _proposal(note: Note, changes: Iterable[Change]) -> Proposal:
    changes = tuple(changes)
    edits = sorted((edit for change in changes for edit in change.edits), key=lambda edit: edit.span.start)
    files = tuple(file for change in changes for file in change.files)
    findings = tuple(found for change in changes for found in change.findings)
    return Proposal(note.path, note.digest, tuple(edits), files, findings)


def _change(note: Note, block: Block, result: Result, options: BlockOptions, shelf: Shelf, wishes: Wishes) -> Change:
    region = block.region
    if options.volatile and region is not None and region.key == result.key:
        return Change()
    rendered = render(result, options, note, block, shelf)
    if region is None:
        return _first(note, block, result.key, rendered, wishes)
    if not rendered.body:
        return _emptied(note, block, region, wishes)
    return _renewed(note, block, region, result.key, rendered, wishes)


def _first(note: Note, block: Block, key: str, rendered: Rendered, wishes: Wishes) -> Change:
    """Write a region where none stands, unless what stands there is somebody's."""
    if not rendered.body:
        return Change()
    if has_damaged_region(note, block):
        message = f"the marker of the output below line {block.end_line} is damaged; nothing was written there"
        remedy = "restore the note, or delete what is left of that output"
        return Change(findings=(finding(note.path, block.span, "VRW003", message, remedy),))
    if block.id in wishes.adopt:
        lines = region_lines(key, rendered.body)
        over = edit_over(note, block, wishes.adopt[block.id], lines, expand_tabs=wishes.expand_tabs)
        return Change((over,), rendered.files, rendered.findings)
    foreign = _foreign_output(note, block)
    if foreign is not None:
        message = f"the output of line {foreign.line} was written by hand; it was kept, and nothing was added"
        remedy = "delete it to have the output written here, or let `run --adopt` take it over"
        return Change(findings=(finding(note.path, foreign.span, "VRW004", message, remedy),))
    edit = edit_below(note, block, region_lines(key, rendered.body), expand_tabs=wishes.expand_tabs)
    return Change((edit,), rendered.files, rendered.findings)


def _emptied(note: Note, block: Block, region: Region, wishes: Wishes) -> Change:
    """Remove the region of a block that shows nothing any more."""
    if region.intact or wishes.overwrite_edited:
        return Change((edit_away(note, region, block.id),))
    return Change(findings=(_edited(note, region),))


def _renewed(note: Note, block: Block, region: Region, key: str, rendered: Rendered, wishes: Wishes) -> Change:
    """Bring a region up to date; one that says the same keeps its body, and only learns the new key."""
    same = same_text(region.body, rendered.body, same_code=region.key == key)
    if region.key == key and made_elsewhere(region.body, rendered.body):
        return Change()
    if same and region.intact:
        edits = () if region.key == key else (edit_key(note, region, key, block.id),)
        return Change(edits, rendered.files, rendered.findings)
    if not region.intact and not wishes.overwrite_edited:
        return Change() if same else Change(findings=(_edited(note, region),))
    edit = edit_below(note, block, region_lines(key, rendered.body), expand_tabs=wishes.expand_tabs)
    return Change((edit,), rendered.files, rendered.findings)


def _edited(note: Note, region: Region) -> Finding:
    message = f"the output of line {first_line(note, region)} was edited by hand; it was kept"
    return finding(note.path, region.span, "VRW001", message, OVERWRITE)


def _foreign_output(note: Note, block: Block) -> Block | None:
    """Return the output fence that a person wrote below `block`, announced or with only blank lines between."""
    stated = (claim for claim in note.claims if claim.block == block.id and claim.form == FIRM)
    if announced := next((fence for claim in stated if (fence := pasted_fence(note, claim))), None):
        return announced
    at = bisect_right(note.blocks, block.span.start, key=lambda other: other.span.start)
    if at == len(note.blocks):
        return None
    below = note.blocks[at]
    between = note.text[note.lines.start(block.end_line + 1) : note.lines.start(below.line)]
    is_output = below.language == "output" and _places(below) == _places(block)
    return below if is_output and BLANK_LINE.issuperset(between) else None


def _places(block: Block) -> tuple[tuple[str, int], ...]:
    return tuple((container.kind, container.line) for container in block.containers)
