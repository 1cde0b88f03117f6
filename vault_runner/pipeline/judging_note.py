"""What comes of one note: its verdicts, what is wrong with it, and what would be written into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from vault_runner.model import Finding, Note, NotePlan, Proposal, SessionRun, Verdict
from vault_runner.pipeline.ambiguity import ambiguous_links
from vault_runner.pipeline.judged import Judged
from vault_runner.pipeline.memory.witness import Witness
from vault_runner.pipeline.orphans import orphaned_outputs
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.proposing import proposed
from vault_runner.plan.properties import note_settings
from vault_runner.verify import expectations, judge_claims, judge_expectations, judge_runs, judge_verdicts
from vault_runner.verify.outputs_ran import CHANCE
from vault_runner.verify.switches import without_switched_off
from vault_runner.write.adopt import adoptable, removals

Tried: TypeAlias = tuple[tuple[Verdict, ...], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the notes of one command share."""

    taken: Mapping[str, str]
    """The note that owns each slug."""
    formulas: Mapping[str, Mapping[int, Verdict]]
    """The verdicts of the equation engine, by note and by the claim's position in it."""
    names: frozenset[str] = frozenset()
    """The names of all notes of the vault, if some note depends on another."""


def judge_note(
    vault: Vault,
    note_plan: NotePlan,
    runs: tuple[SessionRun, ...],
    request: Request,
    around: Surroundings,
    witness: Witness,
    resize: Callable[[NotePlan, tuple[Verdict, ...]], Tried],
) -> NoteOutcome:
    """Judge a note by what its sessions came to; `resize` is asked what other sizes say of its verdicts."""
    note = note_plan.note
    verdicts = judge_claims(note_plan, runs, around.formulas.get(note.path))
    verdicts = without_switched_off(note_plan, verdicts, note_settings(note, vault.config).options.check)
    verdicts, coincidences = resize(note_plan, verdicts)
    taken, refused = adoptable(note, verdicts, (CHANCE,)) if request.adopt else ({}, ())
    proposal = proposed(vault, note_plan, runs, request, witness.owners(around.taken), witness.existing, taken)
    witness.proposed(proposal)
    ended = judge_runs(note_plan, runs)
    foretold = _not_come_true(note_plan.findings, ended, note)
    judged = (
        *note.findings,
        *foretold,
        *_missing_files(vault, note_plan, witness),
        *ended,
        *judge_verdicts(note, verdicts, expectations(note_plan)),
        *judge_expectations(note_plan, runs, verdicts),
        *orphaned_outputs(note),
        *refused,
        *coincidences,
        *ambiguous_links(note, around.names),
    )
    outputs = _outputs(note, proposal, strict=request.strict)
    findings = sorted((*judged, *proposal.findings, *outputs), key=lambda finding: finding.span.start)
    return NoteOutcome(note.path, tuple(findings), Judged(note, note_plan, runs, proposal, verdicts))


def _missing_files(vault: Vault, note_plan: NotePlan, witness: Witness) -> Iterator[Finding]:
    """Yield a finding for each file that a block depends on and that is not there; only the disk can tell."""
    folder = (vault.root / note_plan.note.path).parent
    for step in note_plan.steps:
        for target in step.options.depends:
            is_file = PurePosixPath(target).suffix != "" and not target.startswith("[[")
            if is_file and not (witness.exists(folder / target) or witness.exists(vault.root / target)):
                message = f"depends on the file `{target}`, which isn't there"
                span, remedy = step.block.span, "mend its name; it is looked for beside the note and in the vault"
                yield Finding(note_plan.note.path, span, "VRX103", "error", message, remedy)


def _not_come_true(planned: Iterable[Finding], ended: Iterable[Finding], note: Note) -> Iterator[Finding]:
    """Drop the warning that a name is nowhere set where the block has failed of it by now: one message a cause."""
    failed = {note.lines.line(finding.span.start) for finding in ended if finding.message.startswith("NameError")}
    for finding in planned:
        if finding.rule != "VRX101" or note.lines.line(finding.span.start) not in failed:
            yield finding


def _outputs(note: Note, proposal: Proposal, *, strict: bool) -> Iterator[Finding]:
    """Yield a finding for each region that shows what the code no longer gives, or, if strict, that is missing."""
    lines = {block.id: block.line for block in note.blocks}
    adopted = {edit.span for edit in removals(note, proposal.edits)}
    for edit in proposal.edits:
        line = lines.get(edit.block, 0)
        if edit.span in adopted:
            continue
        if edit.expected and not _same_body(edit.expected, edit.replacement):
            message = f"the output shown for the block of line {line} is not what it gives now"
            remedy = "look with `--diff`, accept with `--update`"
            yield Finding(note.path, edit.span, "VRO001", "error", message, remedy)
        elif strict and not edit.expected:
            message = f"the output of the block of line {line} was never written"
            yield Finding(note.path, edit.span, "VRO002", "warning", message, "write it with `vault-run run`")


def _same_body(before: str, after: str) -> bool:
    """Tell whether two regions differ in their marker line alone: the code was reformatted, no more."""
    return before.lstrip("\r\n").split("\n", 1)[1:] == after.lstrip("\r\n").split("\n", 1)[1:]
