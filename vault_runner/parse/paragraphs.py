"""Paragraphs and headings as leaves, and what starts like one: callout titles and footnotes.

A display that is left open on its line takes the lines below with it, whatever they look like and blank ones
too, up to its closing line. It ends with its container, and never swallows a fence or a callout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock, heading

from vault_runner.parse.containers import ASK, Silent
from vault_runner.parse.footnotes import FOOTNOTE, footnote
from vault_runner.parse.leaf import Leaf
from vault_runner.parse.marks import content_start, first_character, line_text
from vault_runner.parse.openings import after_display
from vault_runner.parse.scan import WORTH_SCANNING

_CALLOUT = re.compile(r"\[!([^\]\n]+)\]([+-]?)[ \t]*([^\n]*)")
_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*\Z")
_STARTERS = frozenset("`~>#<*+-_0123456789")
"""First characters of the blocks that may end a paragraph."""


@dataclass(frozen=True, slots=True)
class Title:
    """The first line of a callout."""

    type: str
    metadata: str
    fold: str
    text: str


def text(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Read what no other rule took: a callout's title, a footnote, a paragraph or an underlined heading."""
    place = first_character(state, start)
    if not silent and state.src.startswith("[", place):
        if state.src.startswith("!", place + 1) and _callout_title(state, start):
            if start + 1 < state.lineMax and state.sCount[start + 1] < 0 and not state.isEmpty(start + 1):
                _paragraph(state, start + 1, end)  # a lazy line goes on with the title's paragraph
            return True
        if footnote(state, start, end):
            return True
    _paragraph(state, start, end)
    return True


def headline(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Read a heading by markdown-it's rule, and leave its text as a leaf."""
    if not heading(state, start, end, silent):
        return False
    if not silent:
        del state.tokens[-3:]
        push_leaf(state, start, start + 1)
    return True


def push_leaf(state: StateBlock, start: int, after: int) -> None:
    """Leave the text of the lines as a leaf, if it holds anything that we look for."""
    place = first_character(state, start)
    if not WORTH_SCANNING.search(state.src, place, state.eMarks[after - 1]):
        return
    pieces = [(place, state.eMarks[start])]
    pieces += [(content_start(state, line), state.eMarks[line]) for line in range(start + 1, after)]
    state.push("leaf", "", 0).meta = {"leaf": Leaf.of(state.src, pieces, start)}


def _callout_title(state: StateBlock, start: int) -> bool:
    """Read the first line of a quote as a callout's title, if it is one."""
    quote = state.tokens[-1] if state.tokens else None
    if quote is None or quote.type != "blockquote_open" or quote.map is None or quote.map[0] != start:
        return False
    found = _CALLOUT.match(line_text(state, start))
    if not found or not found[1].strip():
        return False
    kind, _, metadata = found[1].partition("|")
    quote.meta = {"callout": Title(kind.strip(), metadata.strip(), found[2], found[3].rstrip())}
    if WORTH_SCANNING.search(found[3]):
        place = first_character(state, start) + found.start(3)
        state.push("leaf", "", 0).meta = {"leaf": Leaf.of(state.src, [(place, state.eMarks[start])], start)}
    state.line = start + 1
    return True


def _paragraph(state: StateBlock, start: int, end: int) -> None:
    """Read a paragraph or an underlined heading in one go."""
    parent, state.parentType = state.parentType, "paragraph"
    after, underlined = _last_line(state, start, end)
    state.parentType = parent
    push_leaf(state, start, after)
    state.line = after + 1 if underlined else after


def _last_line(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Return the line after the paragraph's text, and whether it underlines it."""
    enders = state.md.block.ruler.getRules("paragraph")
    line = after_display(state, start, end)
    while line < state.lineMax and not state.isEmpty(line):
        indent = state.sCount[line]
        # More indented it goes on the paragraph, and so it does where a quote found it to be a lazy line.
        if 0 <= indent <= state.blkIndent + 3:
            first = state.src[first_character(state, line)]
            if first in "-=" and state.blkIndent <= indent and line < end and _UNDERLINE.match(line_text(state, line)):
                return line, True
            if first in _STARTERS and any(ends(state, line, state.lineMax, ASK) for ends in enders):
                break
            if first == "[" and FOOTNOTE.match(line_text(state, line)):
                break
        line = after_display(state, line, end)
    return line, False
