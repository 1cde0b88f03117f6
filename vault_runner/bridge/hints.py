"""Inlay hints: the shape of what a line of code bound, behind that line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from vault_runner.bridge.documents import Document
from vault_runner.model import Observation, Span
from vault_runner.parse.code_blocks import PYTHON
from vault_runner.pipeline.outcome import NoteOutcome

TYPE: Final = 1
MOST: Final = 4
"""Names of one line that are shown."""


def hints(document: Document, outcome: NoteOutcome, span: Span) -> list[dict[str, Any]]:
    """Return the hints of the lines that `span` touches, from the results that are known of this version."""
    lines: dict[int, dict[str, Observation]] = {}
    own = _code_lines(document)
    for result in outcome.results:
        if result.path != document.path:
            continue
        for seen in result.observations:
            if seen.shape is not None and seen.name and not seen.role and seen.end_line in own:
                lines.setdefault(seen.end_line, {})[seen.name] = seen
    wanted = ((line, seen) for line, seen in sorted(lines.items()) if _touches(document, line, span))
    return [_hint(document, line, tuple(seen.values())) for line, seen in wanted]


def _code_lines(document: Document) -> set[int]:
    blocks = (block for block in document.note.blocks if block.language in PYTHON and block.closed)
    return {line for block in blocks for line in range(block.line + 1, block.end_line)}


def _touches(document: Document, line: int, span: Span) -> bool:
    here = document.positions.line_span(line)
    return here.start <= span.end and span.start <= here.end


def _hint(document: Document, line: int, seen: tuple[Observation, ...]) -> dict[str, Any]:
    end = document.positions.line_span(line).end
    return {
        "position": document.positions.position(end),
        "label": ", ".join(_labels(seen)),
        "kind": TYPE,
        "paddingLeft": True,
    }


def _labels(seen: tuple[Observation, ...]) -> Iterator[str]:
    for each in seen[:MOST]:
        yield f"{each.name}: {each.shape}"
    if len(seen) > MOST:
        yield f"and {len(seen) - MOST} more"
