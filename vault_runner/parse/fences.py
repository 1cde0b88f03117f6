"""Fences, with the places that markdown-it doesn't keep, and `ad-*` fences as containers of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.fence import make_fence_rule
from markdown_it.token import Token

from vault_runner.parse.admonition import Parameters, read_parameters
from vault_runner.parse.containers import Silent, within_depth
from vault_runner.parse.leaf import Leaf
from vault_runner.parse.marks import body_of, first_character

_fence = make_fence_rule()
_BLANK = re.compile(r"[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Fence:
    """Where the two lines of a fence stand in the source, and what lies between them."""

    first: int
    """The opening line, from 0."""
    after: int
    """The line after the fence."""
    opening: int
    """The place of the run that opens it."""
    markup: str
    info: str
    """The info string, blanks around it included."""
    closing: int
    """The place of the run that closes it, -1 for a fence that isn't closed."""
    body: str
    """Its lines without prefix."""

    @property
    def closed(self) -> bool:
        """Whether a line of its own closes it."""
        return self.closing >= 0

    @property
    def body_after(self) -> int:
        """The line after its last line of code."""
        return self.after - 1 if self.closed else self.after


@dataclass(frozen=True, slots=True)
class Admonition:
    """An `ad-*` fence: the fence, and what its parameter lines say."""

    fence: Fence
    type: str
    parameters: Parameters


def fence(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Read a fence by markdown-it's own rule, then add what it doesn't keep."""
    indent = state.sCount[start]
    if not state.src.startswith(("```", "~~~"), first_character(state, start)) or not _fence(state, start, end, silent):
        return False
    if silent:
        return True
    token = state.tokens.pop()
    found = _measure(state, token, start)
    kind = re.match(r"\s*ad-(\S+)", found.info, re.IGNORECASE)
    if kind and within_depth(state, start):
        _admonition(state, found, kind[1], indent)
    else:
        state.push("fence", "code", 0).meta = {"fence": found}
    return True


def _measure(state: StateBlock, token: Token, start: int) -> Fence:
    after = state.line
    opening = first_character(state, start)
    closing = _closing_run(state, after - 1, token.markup) if after - 1 > start else -1
    return Fence(start, after, opening, token.markup, token.info, closing, token.content)


def _closing_run(state: StateBlock, line: int, markup: str) -> int:
    """Return the place of the run that closes the fence on `line`, its last, or -1 if it doesn't.

    The rule stops at the first line that closes, so that a last line that could close did so.
    """
    place = first_character(state, line)
    if state.is_code_block(line) or not state.src.startswith(markup, place):
        return -1
    rest = state.src[place : state.eMarks[line]].lstrip(markup[0])
    return place if _BLANK.match(rest) else -1


def _admonition(state: StateBlock, found: Fence, kind: str, indent: int) -> None:
    """Read the body as Markdown of its own, in the same state, so that every place in it stays true."""
    parameters = read_parameters(found.body)
    first = found.first + 1
    state.push("ad_open", "", 1).meta = {"ad": Admonition(found, kind, parameters)}
    with body_of(state, first, found.body_after, indent):
        _title(state, parameters, first)
        first += parameters.count
        if first < found.body_after:
            state.md.block.tokenize(state, first, found.body_after)
    state.push("ad_close", "", -1)
    state.line = found.after


def _title(state: StateBlock, parameters: Parameters, first: int) -> None:
    """Leave the title as a leaf: it may hold mathematics and links."""
    if parameters.title:
        line = first + parameters.title_line
        start = state.src.index(parameters.title, state.bMarks[line] + len("title:"))
        state.push("leaf", "", 0).meta = {"leaf": Leaf.of(state.src, [(start, start + len(parameters.title))], line)}
