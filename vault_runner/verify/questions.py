"""What the equation engine is asked about a note: its prose, displays and boundaries, in order, as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault_runner.model import Callout, Note, Span
from vault_runner.model.prose_forms import PROSE_FORMS

_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)*[ \t]*")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_PARAMETER = re.compile(r"(?:title|collapse|icon|color|metadata):")
_CALLOUT_TITLE = re.compile(r"\[![^\]]*\][+-]?")
_TOLD = frozenset(("prose", "display"))
"""Of boundaries only the kind matters, so equal mathematics below other headings is answered from what is kept."""
_MATH = frozenset(("equation", "recurrence", "complexity", "shape"))


@dataclass(frozen=True, slots=True)
class Item:
    """One step through a note: prose, a display, or a boundary of scopes."""

    kind: str
    """`prose`, `display`, `heading`, `rule`, `open` or `close`."""
    text: str
    span: Span


def items_of(note: Note) -> tuple[Item, ...]:
    """Return the items of a note that states something in mathematics, none for any other."""
    if not any(claim.kind in _MATH and not claim.block and claim.form not in PROSE_FORMS for claim in note.claims):
        return ()
    marks = sorted((*_displays(note), *_edges(note)), key=lambda item: (item.span.start, item.kind != "close"))
    hidden = _hidden(note)
    found: list[Item] = []
    at = 0
    for mark in marks:
        found += _prose(note, at, max(at, mark.span.start), hidden)
        found.append(mark)
        at = max(at, mark.span.end)
    found += _prose(note, at, len(note.text), hidden)
    return tuple(found)


def request_of(note: Note, items: tuple[Item, ...]) -> dict[str, object]:
    """Return the question as plain data."""
    asked = [{"kind": item.kind, **({"text": item.text} if item.kind in _TOLD else {})} for item in items]
    math = note.properties.get("math")
    return {"items": asked, "math": math if isinstance(math, dict) else {}}


def _displays(note: Note) -> Iterator[Item]:
    for math in note.math:
        if math.display:
            yield Item("display", math.latex, math.span)


def _edges(note: Note) -> Iterator[Item]:
    """Yield where containers with scopes of their own open and close."""
    for callout in note.callouts:
        yield Item("open", "", Span(callout.span.start, _body_start(note, callout)))
        yield Item("close", "", Span(callout.span.end, callout.span.end))


def _body_start(note: Note, callout: Callout) -> int:
    """Return where the body of an admonition starts; a callout's title may state something itself."""
    return note.lines.end(callout.line) if callout.kind == "ad" else callout.span.start


def _hidden(note: Note) -> tuple[Span, ...]:
    return (*(block.span for block in note.blocks), *(region.span for region in note.regions))


def _prose(note: Note, start: int, end: int, hidden: tuple[Span, ...]) -> Iterator[Item]:
    """Yield the paragraphs, headings and rules of a stretch between two marks."""
    paragraph: list[str] = []
    first = start
    line = note.lines.line(start)
    at = start
    while at < end:
        stop = min(end, note.lines.end(line))
        text = "" if any(span.start <= at < span.end for span in hidden) else _shown(note.text[at:stop])
        boundary = "heading" if _HEADING.match(text) else "rule" if _RULE.match(text) else ""
        if (not text or boundary) and paragraph:
            yield Item("prose", "\n".join(paragraph), Span(first, at))
            paragraph = []
        if boundary:
            yield Item(boundary, text, Span(at, stop))
        elif text:
            first = first if paragraph else at
            paragraph.append(text)
        at, line = stop, line + 1
    if paragraph:
        yield Item("prose", "\n".join(paragraph), Span(first, end))


def _shown(line: str) -> str:
    """Return a line without the prefix of its containers; what only opens or dresses one is empty."""
    text = _PREFIX.sub("", line.rstrip("\r\n")).rstrip()
    if _FENCE.match(text) or _PARAMETER.match(text) or text == "---":
        return "---" if text == "---" else ""
    return _CALLOUT_TITLE.sub("", text)
