"""The one path up to the proposal: what a note holds, what ran, what is wrong, what would be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from msgspec.structs import replace as replace_setting

from vault_runner.model import Finding, Note, NotePlan, Plan, Proposal, SessionRun, Span, Verdict
from vault_runner.pipeline.asking import Oracle
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.proposing import proposed
from vault_runner.pipeline.reading import Vault, other_notes, read_note, read_vault
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.running import Runs, cache_folder, run_plan
from vault_runner.plan import depends_targets, plan, resolve_link
from vault_runner.verify import (
    items_of,
    judge_claims,
    judge_formulas,
    judge_runs,
    judge_verdicts,
    missing_packages,
    request_of,
)
from vault_runner.write import slug_owners


def judge(vault: Vault, request: Request) -> Outcome:
    """Read, plan, run and judge what `request` asks for; nothing is written."""
    request.progress("reading notes", None)
    reading = read_vault(vault)
    others = _dependencies(vault, reading.notes)
    vault = _with_timeout(vault, request)
    whole = plan(reading.notes, vault.config, others=others, everything=request.everything)
    may_run = request.execute and request.approved
    # While the workers load their packages a core is free: the formulas are judged meanwhile.
    with Oracle(cache_folder() / "equations") as oracle, ThreadPoolExecutor(1) as background:
        formulas = background.submit(_formulas, reading.notes if request.execute else (), oracle)
        request.progress("running blocks", None)
        runs = run_plan(vault, whole, request, _texts(reading.notes, others)) if may_run else Runs()
        if runs.interrupted:
            oracle.cancel()
        request.progress("judging statements", None)
        around = Surroundings(_slug_owners(vault, runs), formulas.result())
    notes = tuple(_judge_note(vault, note_plan, runs.of(note_plan), request, around) for note_plan in whole.notes)
    unapproved = 0 if request.approved or not request.execute else _count_blocks(whole)
    packages = _package_findings(missing_packages(runs.runs.values()))
    return Outcome(
        vault=vault.root,
        notes=notes,
        plain=reading.plain,
        findings=(*reading.findings, *whole.findings, *packages, *(_none_ran(whole, runs) if may_run else ())),
        unapproved=unapproved,
        interrupted=runs.interrupted,
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the notes of one command share."""

    taken: Mapping[str, str]
    """The note that owns each slug."""
    formulas: Mapping[str, Mapping[int, Verdict]]
    """The verdicts of the equation engine, by note and by the claim's position in it."""


def _formulas(notes: Iterable[Note], oracle: Oracle) -> dict[str, dict[int, Verdict]]:
    verdicts = {}
    for note in notes:
        items = items_of(note)
        if items:
            verdicts[note.path] = judge_formulas(note, items, oracle.ask(request_of(note, items)))
    return verdicts


def _with_timeout(vault: Vault, request: Request) -> Vault:
    """Return the vault with the command line's time limit in place of the vault's own."""
    if not request.timeout:
        return vault
    return replace(vault, config=replace_setting(vault.config, timeout=request.timeout))


def _dependencies(vault: Vault, notes: Iterable[Note]) -> dict[str, Note]:
    """Read the notes that others name in `depends`, and those that they name in turn."""
    known = {note.path: note for note in notes}
    if not any(depends_targets(note) for note in known.values()):
        return {}
    names = frozenset(other_notes(vault))
    found: dict[str, Note] = {}
    waiting = list(known.values())
    while waiting:
        note = waiting.pop()
        for target in depends_targets(note):
            name = resolve_link(target, names, near=note.path)
            if name is not None and name not in known and name not in found:
                found[name] = read_note(vault, name)
                waiting.append(found[name])
    return found


def _slug_owners(vault: Vault, runs: Runs) -> dict[str, str]:
    """Return which note owns each slug; the walk is only worth it if something may be written beside a note."""
    outputs = (output for run in runs.runs.values() for result in run.results for output in result.outputs)
    return slug_owners(other_notes(vault)) if any(outputs) else {}


def _texts(notes: Iterable[Note], others: Mapping[str, Note]) -> dict[str, str]:
    return {note.path: note.text for note in (*notes, *others.values())}


def _count_blocks(whole: Plan) -> int:
    return sum(len(note.steps) for note in whole.notes)


def _judge_note(
    vault: Vault, note_plan: NotePlan, runs: tuple[SessionRun, ...], request: Request, around: Surroundings
) -> NoteOutcome:
    note = note_plan.note
    proposal = proposed(vault, note_plan, runs, request, around.taken)
    verdicts = judge_claims(note_plan, runs, around.formulas.get(note.path))
    ended = judge_runs(note_plan, runs)
    foretold = _not_come_true(note_plan.findings, ended, note)
    judged = (
        *note.findings,
        *foretold,
        *_missing_files(vault, note_plan),
        *ended,
        *judge_verdicts(note, verdicts),
    )
    outputs = _outputs(note, proposal, strict=request.strict)
    findings = sorted((*judged, *proposal.findings, *outputs), key=lambda finding: finding.span.start)
    return NoteOutcome(note, note_plan, runs, proposal, verdicts, tuple(findings))


def _missing_files(vault: Vault, note_plan: NotePlan) -> Iterator[Finding]:
    """Yield a finding for each file that a block depends on and that is not there; only the disk can tell."""
    folder = (vault.root / note_plan.note.path).parent
    for step in note_plan.steps:
        for target in step.options.depends:
            is_file = PurePosixPath(target).suffix != "" and not target.startswith("[[")
            if is_file and not (folder / target).exists() and not (vault.root / target).exists():
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
    for edit in proposal.edits:
        line = lines.get(edit.block, 0)
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


def _none_ran(whole: Plan, runs: Runs) -> Iterator[Finding]:
    """Never let a check pass in which blocks were tagged and not one of them ran."""
    tagged = _count_blocks(whole) + sum(skip.tagged for note in whole.notes for skip in note.skipped)
    ran = any(result.status not in {"not-run", "skipped"} for run in runs.runs.values() for result in run.results)
    if tagged and not ran and not runs.interrupted:
        yield Finding("", Span(0, 0), "VRX006", "error", f"none of the {tagged} tagged blocks ran", "see above for why")


def _package_findings(missing: Mapping[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """One line a package for the whole vault, where several notes miss the same one."""
    return tuple(
        Finding(
            "",
            Span(0, 0),
            "VRX004",
            "info",
            f"{len(paths)} notes need the package `{package}`",
            f"install `{package}` once",
        )
        for package, paths in missing.items()
        if len(paths) > 1
    )
