"""`--fix`: write into the notes what was read otherwise than it is written, and what was found instead of a claim.

A repair is taken only if the note then reads as it did but for the repair, and its code is to python what ran.
Notes are mended in memory, round by round, and judged after each; they are written once, in one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import pairwise

from msgspec import structs

from vault_runner.errors import NoteError
from vault_runner.model import NEWLINE, Edit, Finding, Note, Proposal, Span
from vault_runner.parse import parse
from vault_runner.pipeline.fixing.code import code_repairs, same_code
from vault_runner.pipeline.fixing.fences import nesting_repair
from vault_runner.pipeline.judged import Judged
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.reading import read_note
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.desk import BOM
from vault_runner.pipeline.writing.saving import Saved, save_proposals
from vault_runner.verify.shape_rewrite import actual_text
from vault_runner.write import apply
from vault_runner.write.fix_structure import other_reading
from vault_runner.write.rules import finding

FIXED_BY_CODE = frozenset({"VRP003", "VRP008", "VRX110", "VRX111", "VRX112"})
CLAIMS = frozenset({"VRS101"})
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Fix:
    """What mending one note comes to."""

    before: NoteOutcome
    after: NoteOutcome
    refused: tuple[Finding, ...]
    """Repairs that are not sure, and so were not made."""

    @property
    def changed(self) -> bool:
        """Whether anything was mended."""
        return self.before.note.text != self.after.note.text

    def would_write(self, *, outputs: bool) -> NoteOutcome:
        """Return the outcome of the note as it stands, with all that would be written as its proposal."""
        ground = self.before.ground
        proposal = self.proposal(outputs=outputs)
        return structs.replace(
            self.before, ground=Judged(ground.note, ground.plan, ground.runs, proposal, ground.verdicts)
        )

    def proposal(self, *, outputs: bool) -> Proposal:
        """Return all that would be written: the repairs, and with `outputs` the regions that follow from them."""
        note, mended = self.before.note, self.after
        text = apply(mended.note.text, mended.proposal.edits) if outputs else mended.note.text
        files = mended.proposal.files if outputs else ()
        return Proposal(note.path, note.digest, tuple(composed(note.text, text)), files, ())


def fix_notes(vault: Vault, outcome: Outcome, request: Request) -> tuple[Fix, ...]:
    """Mend in memory every note that a repair was found for."""
    wanted = [note for note in outcome.telling if any(_is_fixable(each) for each in note.findings)]
    if not wanted:
        return ()
    with Judging(vault, structs.replace(request, formulas=False)) as judging:
        return tuple(_fix(note, judging) for note in wanted)


def save_fixes(vault: Vault, fixes: Iterable[Fix], others: Iterable[NoteOutcome] = ()) -> Saved:
    """Write the mended notes in one step that `undo` takes back.

    Args:
        vault: The vault.
        fixes: What was mended.
        others: Notes whose outputs are written in the same step; those of mended notes are then written as well.
    """
    others = tuple(others)
    mended = [fix for fix in fixes if fix.changed]
    stale = {fix.before.path: problem for fix in mended if (problem := _stale(vault, fix.before.note))}
    paths = {fix.before.path for fix in mended}
    proposals = [
        (fix.before.note, fix.proposal(outputs=bool(others))) for fix in mended if fix.before.path not in stale
    ]
    proposals += [(each.note, each.proposal) for each in others if each.path not in paths]
    saved = save_proposals(vault, proposals)
    saved.findings.extend(stale.values())
    return saved


def _stale(vault: Vault, note: Note) -> Finding | None:
    """Return why a note can't be mended any more: it is gone, or somebody has changed it."""
    try:
        changed = read_note(vault, note.path).digest != note.digest
    except NoteError as error:
        return Finding(note.path, Span(0, 0), "VRW000", "error", error.message, error.remedy)
    message = "changed while its blocks ran; nothing was mended"
    return Finding(note.path, Span(0, 0), "VRW000", "error", message, "run it again") if changed else None


def _is_fixable(each: Finding) -> bool:
    return each.rule in FIXED_BY_CODE or each.rule in CLAIMS


def _fix(outcome: NoteOutcome, judging: Judging) -> Fix:
    before, refused = outcome, tuple[Finding, ...]()
    for _ in range(ROUNDS):
        edits, refused = _round(outcome)
        if not edits:
            break
        note = _edited(outcome.note, edits)
        outcome = judging.judge([note])[0]
    return Fix(before, outcome, refused)


def _round(outcome: NoteOutcome) -> tuple[tuple[Edit, ...], tuple[Finding, ...]]:
    """Return the next edits: fences first, since they decide what is code; then code and claims together."""
    note = outcome.note
    edits, refused = nesting_repair(note)
    if edits:
        return edits, ()
    kept: list[Edit] = []
    said = list(refused)
    for block, repair in code_repairs(note, outcome.plan):
        problem = repair if isinstance(repair, Finding) else _harm(outcome, [*kept, *repair], block.line)
        if isinstance(problem, Finding):
            said.append(problem)
        elif not isinstance(repair, Finding):
            kept += repair
    for edit in _claims(outcome):
        apart = all(edit.span.end <= other.span.start or other.span.end <= edit.span.start for other in kept)
        if apart and _harm(outcome, [*kept, edit], note.lines.line(edit.span.start)) is None:
            kept.append(edit)
    return tuple(sorted(kept, key=lambda edit: edit.span.start)), tuple(said)


def _claims(outcome: NoteOutcome) -> Iterator[Edit]:
    """Yield the edits that write the actual shape in place of a stated one that is wrong."""
    text = outcome.note.text
    for verdict in outcome.verdicts:
        actual = actual_text(verdict)
        if actual is not None and text[actual[0].start : actual[0].end] != actual[1]:
            yield Edit(actual[0], actual[1], text[actual[0].start : actual[0].end], verdict.claim.block)


def _harm(outcome: NoteOutcome, edits: Sequence[Edit], line: int) -> Finding | None:
    """Return a finding if the edited note would not read as it was meant to."""
    note, new = outcome.note, _edited(outcome.note, edits)
    changed = {edit.block for edit in edits}
    problem = other_reading(note, new, changed)
    if problem is None:
        steps = {step.block.id: step for step in outcome.plan.steps}
        pairs = zip(note.blocks, new.blocks, strict=True)
        same = (same_code(after, steps[block.id]) for block, after in pairs if block.id in changed & steps.keys())
        if all(same):
            return None
        problem = "python would read it otherwise"
    message = f"line {line} was not rewritten: {problem}"
    return finding(
        note.path, Span(note.lines.start(line), note.lines.start(line)), "VRW007", message, "mend it by hand"
    )


def _edited(note: Note, edits: Sequence[Edit]) -> Note:
    text = apply(note.text, sorted(edits, key=lambda edit: edit.span.start))
    content = (BOM if note.bom else b"") + text.encode("utf-8", "surrogatepass")
    return parse(text, note.path, digest=sha256(content).hexdigest(), bom=note.bom)


def composed(before: str, after: str) -> Iterator[Edit]:
    """Yield the edits, line by line and trimmed, that turn one text into another."""
    old, new = _lines(before), _lines(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            expected, replacement = "".join(old[first:last]), "".join(new[new_first:new_last])
            yield Edit(Span(starts[first], starts[last]), replacement, expected)


def _lines(text: str) -> list[str]:
    """Cut a text into lines with their newlines."""
    cuts = [0, *(found.end() for found in NEWLINE.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]
