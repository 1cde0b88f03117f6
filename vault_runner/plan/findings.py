"""Findings of this room, and where in the note they are placed."""

from __future__ import annotations

import re
from typing import Final

from vault_runner.model import Block, Finding, Note, Span
from vault_runner.plan.rules import SEVERITIES

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def finding(note: Note, rule: str, span: Span, message: str, remedy: str = "") -> Finding:
    """Return a finding of one of this room's rules."""
    return Finding(note.path, span, rule, SEVERITIES[rule], message, remedy)


def line_span(note: Note, line: int, name: str = "") -> Span:
    """Return the span of a line without its surrounding blanks, or of `name` as it first stands on it."""
    start, end = note.lines.start(line), note.lines.end(line)
    text = note.text[start:end]
    word = re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) if name else None
    if word:
        return Span(start + word.start(), start + word.end())
    indent = len(text) - len(text.lstrip())
    return Span(start + min(indent, len(text.rstrip())), start + len(text.rstrip()))


def opening_span(note: Note, block: Block) -> Span:
    """Return the span of a block's opening line."""
    return line_span(note, block.line)


def property_span(note: Note, *keys: str) -> Span:
    """Return the span of a property's line in the front matter; `keys` lead to it from the outside in."""
    front = _FRONT_MATTER.match(note.text)
    start, end = front.span() if front else (0, 0)
    span = Span(start, start)
    for key in keys:
        line = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*:[^\r\n]*", re.MULTILINE)
        found = line.search(note.text, start, end)
        if found:
            span = Span(found.start(), found.end())
            start = found.end()
    return span
