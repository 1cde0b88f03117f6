"""The JSON report, version 1: its schema as types, and the outcome written in it.

Lines and columns count from 1, in code points. The field names are a contract: they change only with
a new version number.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from vault_runner.model import Finding, LineTable, Severity, Verdict
from vault_runner.pipeline import BlockOutcome, NoteOutcome, Outcome
from vault_runner.report.defuse import json_text

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
    return json_text(msgspec.json.format(encoded, indent=2).decode()) + "\n"


def json_schema() -> bytes:
    """Return the JSON Schema of the report, indented, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Report)), indent=2) + b"\n"


def _note(outcome: NoteOutcome) -> NoteReport:
    lines = outcome.lines
    findings = [_finding(finding, lines) for finding in outcome.findings]
    return NoteReport(
        path=outcome.path,
        status=_status(findings),
        blocks=[_block(block) for block in outcome.blocks],
        claims=[_claim(verdict, lines) for verdict in outcome.verdicts],
        findings=findings,
    )


def _status(findings: list[FindingReport]) -> str:
    severities = {finding.severity for finding in findings}
    return "wrong" if "error" in severities else "doubted" if "warning" in severities else "ok"


def _block(block: BlockOutcome) -> BlockReport:
    return BlockReport(
        id=block.id,
        label=block.label,
        line=block.line,
        status=block.status,
        mode=block.mode,
        seconds=round(block.seconds, 6),
        device=block.device,
        cached=block.cached,
        because=block.because,
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
