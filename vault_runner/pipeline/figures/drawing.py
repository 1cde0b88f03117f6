"""Draw the figures of many notes anew, tell what became of each, and write those that changed.

Blocks that draw nothing are left alone, and so is all that they show. The output of a block that draws is one
thing: where its figure is written, so is the text beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import structs

from vault_runner.model import Finding, Note, Proposal
from vault_runner.pipeline.figures.choosing import Choice, narrowed
from vault_runner.pipeline.figures.looking import Eye, Look
from vault_runner.pipeline.judged import Judged
from vault_runner.pipeline.judging import judge
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.reading import Vault
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.writing.saving import Saved, save_proposals
from vault_runner.write.pictures import SUFFIXES
from vault_runner.write.stamp import unstamped

State: TypeAlias = Literal["new", "changed", "alike", "same", "kept"]
"""`alike`: other bytes that look the same. `kept`: its output can't be written; a finding tells why."""
RULES = ("VRP", "VRX", "VRF", "VRW", "VRT")
"""Of the findings, those that a figure depends on; claims are for `check`."""


@dataclass(frozen=True, slots=True)
class FigureOutcome:
    """What became of one figure."""

    note: str
    line: int
    """Of the block that draws it."""
    path: str
    mime: str
    state: State
    before: bytes
    """What the file held; empty if there was none."""
    after: bytes
    look: Look | None = None
    """What is seen of the difference, if there is one in the bytes."""


@dataclass(frozen=True, slots=True)
class FigureRun:
    """Every figure that was meant, and what is to be written for them."""

    vault: Path
    figures: tuple[FigureOutcome, ...]
    proposals: tuple[tuple[Note, Proposal], ...]
    findings: tuple[Finding, ...]
    notes: tuple[NoteOutcome, ...] = ()
    unapproved: int = 0
    interrupted: bool = False
    unapproved_notes: tuple[str, ...] = ()

    @property
    def edited(self) -> tuple[NoteOutcome, ...]:
        """The notes with what is to be written for them, and nothing else."""
        proposals = {proposal.path: proposal for _, proposal in self.proposals}
        return tuple(
            NoteOutcome(note.path, (), Judged(note.note, note.plan, note.runs, proposals[note.path], note.verdicts))
            for note in self.notes
            if note.path in proposals
        )

    @property
    def would_change(self) -> bool:
        """Whether anything is to be written."""
        return any(proposal.edits or proposal.files for _, proposal in self.proposals)


def draw(vault: Vault, request: Request, choice: Choice) -> FigureRun:
    """Run the notes that are meant and compare their figures with those that stand; nothing is written.

    Raises:
        ConfigError: if git can't tell what changed.
    """
    request.progress("choosing notes", None)
    narrow = narrowed(vault, choice)
    if narrow is None:
        return FigureRun(vault.root, (), (), ())
    outcome = judge(narrow, structs.replace(request, formulas=False))
    request.progress("comparing figures", None)
    with Eye() as eye:
        drawn = [(note, tuple(_figures(vault, note, choice, eye))) for note in outcome.notes]
    proposals = [(note.note, _proposal(note, figures)) for note, figures in drawn if figures]
    return FigureRun(
        vault.root,
        tuple(figure for _, figures in drawn for figure in figures),
        tuple(proposals),
        tuple(_findings(outcome)),
        tuple(outcome.notes),
        outcome.unapproved,
        outcome.interrupted,
        outcome.unapproved_notes,
    )


def save_figures(vault: Vault, run: FigureRun) -> Saved:
    """Write what a run found to have changed."""
    return save_proposals(vault, run.proposals)


def _figures(vault: Vault, note: NoteOutcome, choice: Choice, eye: Eye) -> Iterator[FigureOutcome]:
    lines = {block.id: block.line for block in note.note.blocks}
    written = {file.path for file in note.proposal.files}
    meant = {drawn.block for drawn in note.proposal.drawn if choice.takes_figure(note.path, drawn.path)}
    for drawn in note.proposal.drawn:
        if drawn.block in meant:
            standing = vault.root / drawn.path
            before = standing.read_bytes() if standing.is_file() else b""
            line = lines[drawn.block]
            if not before:
                state: State = "new" if drawn.path in written else "kept"
                yield FigureOutcome(note.path, line, drawn.path, drawn.mime, state, before, drawn.content)
            elif before == drawn.content:
                yield FigureOutcome(note.path, line, drawn.path, drawn.mime, "same", before, before)
            else:
                look = eye.look(unstamped(before), unstamped(drawn.content), drawn.mime)
                state = _state(look, is_written=drawn.path in written)
                yield FigureOutcome(note.path, line, drawn.path, drawn.mime, state, before, drawn.content, look)


def _state(look: Look, *, is_written: bool) -> State:
    if look.share == 0 and not look.resized:
        return "alike"
    return "changed" if is_written else "alike" if look.share is None else "kept"


def _proposal(note: NoteOutcome, figures: Sequence[FigureOutcome]) -> Proposal:
    """Return the part of a note's proposal that concerns these figures, without files that look as they did."""
    proposal = note.proposal
    paths = {figure.path for figure in figures}
    blocks = {drawn.block for drawn in proposal.drawn if drawn.path in paths}
    same_code = {drawn.path for drawn in proposal.drawn if drawn.same_code}
    left = {figure.path for figure in figures if figure.state == "alike" and _is_left(figure, same_code)}
    edits = tuple(edit for edit in proposal.edits if edit.block in blocks)
    logs = "".join(edit.replacement for edit in edits)
    files = tuple(
        file
        for file in proposal.files
        if (file.path in paths and file.path not in left)
        or (not file.path.endswith(tuple(SUFFIXES.values())) and Path(file.path).name in logs)
    )
    return replace(proposal, edits=edits, files=files)


def _is_left(figure: FigureOutcome, same_code: Iterable[str]) -> bool:
    """Tell whether a figure that looks the same stays as it is: the same code gave it, perhaps on another computer."""
    return figure.path in same_code and unstamped(figure.before) != figure.before


def _findings(outcome: Outcome) -> Iterator[Finding]:
    for finding in outcome.all_findings:
        if finding.rule.startswith(RULES):
            yield finding
