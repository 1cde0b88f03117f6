"""What is known of a note, in the editor's words: diagnostics, checks, blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from vault_runner.bridge.check_messages import Check
from vault_runner.bridge.documents import Document
from vault_runner.bridge.memory import Memories, Remembered
from vault_runner.bridge.messages import Position, Range
from vault_runner.bridge.run_messages import Block, BlockState
from vault_runner.model import Block as CodeBlock
from vault_runner.model import Finding, Note, Span, Step, Verdict
from vault_runner.parse.code_blocks import PYTHON
from vault_runner.pipeline.outcome import NoteOutcome

SOURCE = "vault-run"
SEVERITIES = {"error": 1, "warning": 2, "info": 3}
_INNER_EVIDENCE = frozenset(("at", "reading"))


def diagnostics(document: Document, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as diagnostics."""
    return [_diagnostic(document, finding) for finding in findings if finding.path == document.path]


def _diagnostic(document: Document, finding: Finding) -> dict[str, Any]:
    remedy = f"\n→ {finding.remedy}" if finding.remedy else ""
    return {
        "range": document.positions.range(shown_span(document, finding)),
        "severity": SEVERITIES[finding.severity],
        "code": finding.rule,
        "source": SOURCE,
        "message": finding.message + remedy,
        "data": {"rule": finding.rule, "remedy": finding.remedy},
    }


def shown_span(document: Document, finding: Finding) -> Span:
    """Return what is underlined: the whole line for a place without width, and no more than one line of a block."""
    note, span = document.note, finding.span
    line = note.lines.line(span.start)
    first = document.positions.line_span(line)
    if span.start == span.end:
        return first
    is_block = any(block.span == span for block in note.blocks) or any(region.span == span for region in note.regions)
    return Span(min(span.start, first.end), first.end) if is_block else span


def checks(document: Document, outcome: NoteOutcome) -> list[Check]:
    """Return what became of each statement."""
    seen: Counter[str] = Counter()
    by_place: dict[Span, Finding] = {}
    for finding in outcome.findings:
        by_place.setdefault(finding.span, finding)
    return [_check(document, verdict, by_place.get(verdict.claim.span), seen) for verdict in outcome.verdicts]


def _check(document: Document, verdict: Verdict, finding: Finding | None, seen: Counter[str]) -> Check:
    claim = verdict.claim
    digest = sha256(f"{claim.kind} {claim.text} {claim.part}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    seen[digest] += 1
    evidence = dict(verdict.evidence)
    return Check(
        id=digest if seen[digest] == 1 else f"{digest}-{seen[digest]}",
        kind=claim.kind,
        range=document.positions.range(claim.span),
        text=claim.text,
        status=verdict.status,
        reason=verdict.reason,
        rule=finding.rule if finding else "",
        expected=verdict.expected,
        found=verdict.found,
        remedy=finding.remedy if finding else "",
        reading=evidence.get("reading", ""),
        evidence={key: value for key, value in evidence.items() if key not in _INNER_EVIDENCE},
        expect_wrong=claim.expect,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A python block of a note, by what a client knows it."""

    block: CodeBlock
    source_hash: str
    ordinal: int
    step: Step | None
    """None if it is not to run."""


def found_blocks(note: Note, steps: Iterable[Step]) -> Iterator[Found]:
    """Yield the python blocks of a note that are code: closed, and not commented out."""
    by_id = {step.block.id: step for step in steps}
    seen: Counter[str] = Counter()
    for block in note.blocks:
        if block.language in PYTHON and block.closed and not block.commented:
            digest = source_hash(block.source)
            yield Found(block, digest, seen[digest], by_id.get(block.id))
            seen[digest] += 1


def source_hash(source: str) -> str:
    """Return the hash by which a client finds a block."""
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def blocks(document: Document, outcome: NoteOutcome, memories: Memories, *, trusted: bool) -> list[Block]:
    """Return the python blocks with their states."""
    reasons = {skip.block.id: skip.because for skip in outcome.plan.skipped}
    ended = {block.id: block.status for block in outcome.blocks if block.ended and block.mode == "real"}
    return [
        _block(document, found, memories.of(document.uri), reasons, ended, trusted=trusted)
        for found in found_blocks(document.note, outcome.plan.steps)
    ]


def _block(
    document: Document,
    found: Found,
    memory: Mapping[str, Remembered],
    reasons: Mapping[str, str],
    ended: Mapping[str, str],
    *,
    trusted: bool,
) -> Block:
    block, step = found.block, found.step
    remembered = memory.get(block.id)
    state, reason = _state(found, remembered, ended.get(block.id, ""), trusted=trusted)
    region = block.region
    return Block(
        id=block.id,
        range=_lines(document, block),
        source_hash=found.source_hash,
        ordinal=found.ordinal,
        language=block.language,
        label=step.options.label if step else "",
        executable=step is not None,
        state=state,
        reason=reason or reasons.get(block.id, ""),
        predicted=remembered.seconds if remembered else None,
        region=document.positions.range(region.span) if region else None,
    )


def _state(found: Found, remembered: Remembered | None, ended: str, *, trusted: bool) -> tuple[BlockState, str]:
    step = found.step
    if step is None:
        return "idle", ""
    if not trusted:
        return "untrusted", "this note isn't approved on this device, so nothing was run"
    if remembered is not None and remembered.key == step.key:
        return remembered.state, remembered.reason
    region = found.block.region
    if remembered is not None or (region is not None and region.key != step.key):
        return "out-of-date", "it, or something above it, has changed since it ran"
    return ("ok" if region is not None or ended == "ok" else "idle"), ""


def _lines(document: Document, block: CodeBlock) -> Range:
    """Return the lines of a fence, up to the end of the closing line's text."""
    end = document.positions.line_span(block.end_line).end
    return Range(start=document.positions.position(block.span.start), end=document.positions.position(end))


def line_start(line: int) -> Range:
    """Return the empty range at the start of a line, from 1."""
    place = Position(line=line - 1, character=0)
    return Range(start=place, end=place)
