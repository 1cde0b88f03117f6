"""What is shown at a place: what became of the statement there, or the shape of the variable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from vault_runner.bridge.documents import Document
from vault_runner.bridge.messages import Position
from vault_runner.model import Block, Observation, Verdict
from vault_runner.parse.code_blocks import PYTHON
from vault_runner.pipeline.outcome import NoteOutcome

WORDS = {
    "verified-exact": "holds, exactly",
    "verified": "holds, as far as it was tried",
    "refuted": "wrong",
    "doubted": "doubted",
    "definition": "a definition",
    "recurrence": "a recurrence",
    "ambiguous": "can be read in several ways",
    "not-checkable": "could not be checked",
}
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


def hover(document: Document, outcome: NoteOutcome, position: Position) -> dict[str, Any] | None:
    """Return what to show at `position`, None if there is nothing to say."""
    offset = document.positions.offset(position)
    touching = (verdict for verdict in outcome.verdicts if _covers(verdict, offset))
    verdict = min(touching, key=lambda each: each.claim.span.end - each.claim.span.start, default=None)
    if verdict is not None:
        where = document.positions.range(verdict.claim.span)
        return {"contents": _markup("\n\n".join(_of_verdict(verdict))), "range": where}
    text = _of_name(document, outcome, offset)
    return {"contents": _markup(text)} if text else None


def counterexample(verdict: Verdict) -> dict[str, object]:
    """Return the values for which the two sides of a formula differ, by their names."""
    try:
        values = json.loads(dict(verdict.evidence).get("values") or "{}")
    except ValueError:
        return {}
    return dict(sorted(values.items())) if isinstance(values, dict) else {}


def _markup(text: str) -> dict[str, str]:
    return {"kind": "markdown", "value": text}


def _covers(verdict: Verdict, offset: int) -> bool:
    return verdict.claim.span.start <= offset < verdict.claim.span.end


def _of_verdict(verdict: Verdict) -> Iterator[str]:
    evidence = dict(verdict.evidence)
    yield f"**{WORDS[verdict.status]}**" + (f": {code_safe(verdict.reason)}" if verdict.reason else "")
    if verdict.expected or verdict.found:
        yield f"the note says {fenced(verdict.expected)}, it is {fenced(verdict.found)}"
    if evidence.get("reading"):
        yield f"read as {fenced(evidence['reading'])}"
    values = counterexample(verdict)
    if values and verdict.status in {"refuted", "doubted"}:
        yield "with " + ", ".join(f"{fenced(name)} = {fenced(json.dumps(value))}" for name, value in values.items())


def fenced(text: str) -> str:
    """Return text as inline code, whatever runs of backticks it holds."""
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{' '.join(text.split())}{pad}{fence}" if text.strip() else "``(nothing)``"


def code_safe(text: str) -> str:
    """Return text that Markdown shows as it is: a note's words must not become links or pictures."""
    return re.sub(r"([\\`*_\[\]<>!|#])", r"\\\1", text)


def _of_name(document: Document, outcome: NoteOutcome, offset: int) -> str:
    note = document.note
    line = note.lines.line(offset)
    block = next((each for each in note.blocks if _holds(each, line)), None)
    name = _name_at(document.text, note.lines.start(line), note.lines.end(line), offset)
    if block is None or not name:
        return ""
    seen = [each for result in outcome.results for each in result.observations if each.name == name and not each.role]
    before = [each for each in seen if each.line <= line]
    return _of_observation(before[-1]) if before else ""


def _holds(block: Block, line: int) -> bool:
    return block.language in PYTHON and block.line < line < block.end_line


def _name_at(text: str, start: int, end: int, offset: int) -> str:
    found = (each for each in _NAME.finditer(text, start, end) if each.start() <= offset <= each.end())
    return next((each[0] for each in found), "")


def _of_observation(seen: Observation) -> str:
    parts = [seen.type]
    if seen.shape is not None:
        parts.append(f"shape {seen.shape}")
    parts += [part for part in (seen.dtype, seen.device) if part]
    value = f"\n\n{fenced(seen.value)}" if seen.value else ""
    return f"{fenced(seen.name)}: {code_safe(', '.join(parts))}, after line {seen.end_line}{value}"
