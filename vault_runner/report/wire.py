"""The JSON report, version 1: its schema as types, and the outcome written in it.

Lines and columns count from 1, in code points. The field names are a contract: they change only with
a new version number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from vault_runner.model import Finding, LineTable, Result, Severity, Step, Verdict
from vault_runner.pipeline import NoteOutcome, Outcome

VERSION = 1


class ClaimReport(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the note states, and what became of it."""

    kind: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    status: str
    reason: str
    expected: str
    found: str
    evidence: dict[str, str]


class BlockReport(msgspec.Struct, frozen=True, kw_only=True):
    """One python block, whether it ran, and how it ended."""

    id: str
    label: str
    line: int
    status: str
    mode: str
    seconds: float
    device: str
    cached: bool
    because: str


class FindingReport(msgspec.Struct, frozen=True, kw_only=True):
    """One thing worth telling the author."""

    rule: str
    severity: Severity
    line: int
    column: int
    message: str
    remedy: str


class NoteReport(msgspec.Struct, frozen=True, kw_only=True):
    """One note; an empty path stands for the vault itself."""

    path: str
    status: str
    blocks: list[BlockReport]
    claims: list[ClaimReport]
    findings: list[FindingReport]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The counts."""

    notes: int
    blocks_found: int
    blocks_run: int
    blocks_cached: int
    blocks_skipped: int
    claims: dict[str, int]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report."""

    version: int
    summary: Summary
    notes: list[NoteReport]


def report(outcome: Outcome) -> Report:
    """Write an outcome in the terms of the report."""
    notes = [_note(note) for note in outcome.notes]
    stray: dict[str, list[FindingReport]] = {}
    for finding in outcome.findings:
        stray.setdefault(finding.path, []).append(_finding(finding, None))
    unread = [
        NoteReport(path=path, status=_status(found), blocks=[], claims=[], findings=found)
        for path, found in sorted(stray.items())
    ]
    blocks = [block for note in notes for block in note.blocks]
    summary = Summary(
        notes=len(outcome.notes) + outcome.plain,
        blocks_found=len(blocks),
        blocks_run=sum(block.status not in {"skipped", "not-run"} and not block.cached for block in blocks),
        blocks_cached=sum(block.cached for block in blocks),
        blocks_skipped=sum(block.status in {"skipped", "not-run"} for block in blocks),
        claims=dict(sorted(Counter(claim.status for note in notes for claim in note.claims).items())),
    )
    return Report(version=VERSION, summary=summary, notes=[*unread, *notes])


def to_json(outcome: Outcome) -> str:
    """Return the report as indented JSON with a final newline."""
    encoded = msgspec.json.encode(report(outcome))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def json_schema() -> bytes:
    """Return the JSON Schema of the report, indented, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Report)), indent=2) + b"\n"


def _note(outcome: NoteOutcome) -> NoteReport:
    note = outcome.note
    findings = [_finding(finding, note.lines) for finding in outcome.findings]
    blocks = sorted(_blocks(outcome), key=lambda block: block.line)
    return NoteReport(
        path=note.path,
        status=_status(findings),
        blocks=blocks,
        claims=[_claim(verdict, note.lines) for verdict in outcome.verdicts],
        findings=findings,
    )


def _status(findings: list[FindingReport]) -> str:
    severities = {finding.severity for finding in findings}
    return "wrong" if "error" in severities else "doubted" if "warning" in severities else "ok"


def _blocks(outcome: NoteOutcome) -> Iterator[BlockReport]:
    results = {result.block: result for result in outcome.results}
    for step in outcome.plan.steps:
        result = results.get(step.block.id)
        yield _ran(step, result) if result else _block(step, "not-run", "was not asked to run")
    for skip in outcome.plan.skipped:
        yield BlockReport(
            id=skip.block.id,
            label="",
            line=skip.block.line,
            status="skipped",
            mode="real",
            seconds=0.0,
            device="",
            cached=False,
            because=skip.because,
        )


def _ran(step: Step, result: Result) -> BlockReport:
    return BlockReport(
        id=step.block.id,
        label=step.options.label,
        line=step.block.line,
        status=result.status,
        mode=result.mode,
        seconds=round(result.seconds, 6),
        device=result.device,
        cached=result.cached,
        because=result.because,
    )


def _block(step: Step, status: str, because: str) -> BlockReport:
    return BlockReport(
        id=step.block.id,
        label=step.options.label,
        line=step.block.line,
        status=status,
        mode="real",
        seconds=0.0,
        device="",
        cached=False,
        because=because,
    )


def _claim(verdict: Verdict, lines: LineTable) -> ClaimReport:
    claim = verdict.claim
    return ClaimReport(
        kind=claim.kind,
        line=lines.line(claim.span.start),
        column=lines.column(claim.span.start),
        end_line=lines.line(claim.span.end),
        end_column=lines.column(claim.span.end),
        text=claim.text,
        status=verdict.status,
        reason=verdict.reason,
        expected=verdict.expected,
        found=verdict.found,
        evidence=dict(verdict.evidence),
    )


def _finding(finding: Finding, lines: LineTable | None) -> FindingReport:
    return FindingReport(
        rule=finding.rule,
        severity=finding.severity,
        line=lines.line(finding.span.start) if lines else 1,
        column=lines.column(finding.span.start) if lines else 1,
        message=finding.message,
        remedy=finding.remedy,
    )
