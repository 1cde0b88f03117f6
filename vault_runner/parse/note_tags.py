"""The tags of a note as Obsidian counts them: those of its front matter, and those in its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vault_runner.model import Note, Span

_INLINE = re.compile(r"(?<![^\s(,;，。；（])#(?P<tag>[\w/\-\u2010-\U0010ffff]+)")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)
_PARTED = re.compile(r"[,\s]+")


def note_tags(note: Note) -> frozenset[str]:
    """Return the tags of a note without `#`, case folded; a nested one as `parent/child`."""
    found = (*_of_properties(note), *_of_prose(note))
    # What is nothing but digits is a number to Obsidian, not a tag.
    return frozenset(tag for tag in (name.strip("/").casefold() for name in found) if tag.strip("0123456789"))


def _of_properties(note: Note) -> Iterator[str]:
    for key, value in note.properties.items():
        if key.lower() in {"tags", "tag"}:
            listed: Iterable[object] = value if isinstance(value, list | tuple) else [value]
            for one in listed:
                if isinstance(one, str):
                    yield from (part.lstrip("#") for part in _PARTED.split(one.strip()))


def _of_prose(note: Note) -> Iterator[str]:
    text = note.text[_end_of_properties(note.text) :]
    start = len(note.text) - len(text)
    spans = [part.span for parts in (note.blocks, note.math, note.links, note.regions) for part in parts]
    for span in spans:
        text = _blanked(text, span, start)
    text = _COMMENT.sub(" ", _CODE_SPAN.sub(" ", text))
    for found in _INLINE.finditer(text):
        yield found["tag"]


def _blanked(text: str, span: Span, start: int) -> str:
    first, last = max(span.start - start, 0), max(span.end - start, 0)
    return text[:first] + " " * (last - first) + text[last:]


def _end_of_properties(text: str) -> int:
    closed = re.match(r"---[ \t]*\r?\n(?:.*?\r?\n)??---[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
    return closed.end() if closed else 0
