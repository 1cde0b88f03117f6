"""Remarks: what authors say about the findings of a part of their note, and which part that is.

An HTML comment on a line of its own speaks of what follows it: a list, a quote, an admonition, a fence with the
output below it, a paragraph, a display. A comment in python code speaks of its line, or of the next one if it
stands alone; a `%` comment in a display speaks of that display.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from vault_runner.model import Block, Math, Remark, Span
from vault_runner.parse.code_blocks import PYTHON
from vault_runner.parse.directives import read_directive, split_expectation
from vault_runner.parse.source import Source

SIGN: Final = "vault-run:"
_HTML = re.compile(r"<!--\s*vault-run:\s*(?P<verb>[\w-]*)(?P<said>.*?)-->[ \t]*\Z", re.DOTALL)
_CODE = re.compile(r"#[ \t]*vault-run:[ \t]*ignore\b([^\r\n]*)")
_LATEX = re.compile(r"(?<!\\)%[ \t]*vault-run:[ \t]*ignore\b([^\r\n]*)")
_REASON = re.compile(r"[\"“'‘「](?P<reason>[^\n]*?)[\"”'’」]\s*\Z")
_PREFIX = "> \t\r\n"


def remarks(state: StateBlock, source: Source, blocks: Sequence[Block], math: Sequence[Math]) -> Iterator[Remark]:
    """Yield the remarks of a note, those above something first, then those in code and in displays."""
    yield from _above(state, source)
    if SIGN not in source.text:
        return
    for block in blocks:
        if block.language in PYTHON and not block.commented and SIGN in block.source:
            yield from _in_code(block, source)
    for display in math:
        if display.display and SIGN in display.latex:
            found = _LATEX.search(source.text, display.span.start, display.span.end)
            if found:
                yield _ignore(found[1], Span(*found.span()), display.span)


def _above(state: StateBlock, source: Source) -> Iterator[Remark]:
    """Yield what HTML comments say; of several on lines below each other each speaks of what follows them all."""
    ends = [len(source.lines.starts)]  # where the containers end that enclose the token
    for place, token in enumerate(state.tokens):
        if token.nesting < 0:
            ends.pop()
        elif token.nesting > 0:
            ends.append(min(ends[-1], _inner_end(token, ends[-1])))
        if token.type != "comment_open":
            continue
        first, after = _map(token)
        if after != first + 1:
            continue
        start: int = token.meta["place"]
        text = source.lf[start : state.eMarks[first]]
        span = source.span(start, start + len(text))
        ignored = _HTML.match(text)
        directive = None if ignored else read_directive(text)
        if ignored or (directive and directive.verb == "expect"):
            scope = _scope(state.tokens, place, after, source, ends[-2])
            if ignored:
                verb = ignored["verb"]
                told = verb == "ignore"
                yield _ignore(ignored["said"], span, scope) if told else Remark("other", span, scope, (), verb)
            elif directive:
                reason = split_expectation(f"expect: {directive.text}")[1]
                yield Remark("expect", span, scope, (), reason)


def _scope(tokens: Sequence[Token], place: int, after: int, source: Source, end: int) -> Span:
    """Return what stands below the comment at `tokens[place]`, from line `after` on and in the container to `end`."""
    at = place + 2  # past the comment and its end
    while at < len(tokens) and tokens[at].type == "comment_open" and _is_blank(source, after, _map(tokens[at])[0]):
        after = _map(tokens[at])[1]
        at += 2
    lines = _lines(tokens[at]) if at < len(tokens) else None
    if lines is None or not _is_blank(source, after, lines[0]):
        return _paragraph(source, after, end)
    first, last = lines
    below = tokens[at + 1] if at + 1 < len(tokens) else None
    if below is not None and below.type == "region" and below.meta["region"].first == last:
        last = below.meta["region"].after
    return source.line_span(first, last)


def _paragraph(source: Source, first: int, end: int) -> Span:
    """Return the lines of text from `first` on up to the next blank one; an empty span if there are none."""
    while first < end and _is_blank(source, first, first + 1):
        first += 1
    last = first
    while last < end and not _is_blank(source, last, last + 1):
        last += 1
    return source.line_span(first, last)


def _is_blank(source: Source, first: int, after: int) -> bool:
    span = source.line_span(first, max(first, after))
    return first <= after and not source.text[span.start : span.end].strip(_PREFIX)


def _lines(token: Token) -> tuple[int, int] | None:
    """Return the lines that the block of a token takes, None if it is the end of a container."""
    if token.type == "fence":
        return token.meta["fence"].first, token.meta["fence"].after
    if token.type == "ad_open":
        return token.meta["ad"].fence.first, token.meta["ad"].fence.after
    if token.type == "region":
        return token.meta["region"].first, token.meta["region"].after
    if token.type == "leaf":
        leaf = token.meta["leaf"]
        return leaf.line, leaf.line + leaf.content.count("\n") + 1
    return _map(token) if token.nesting > 0 and token.map else None


def _inner_end(token: Token, default: int) -> int:
    """Return the line after the last one that lies inside a container; an admonition's closing line does not."""
    if token.type == "ad_open":
        fence = token.meta["ad"].fence
        return int(fence.after) - int(fence.closed)
    return token.map[1] if token.map else default


def _map(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 0)


def _in_code(block: Block, source: Source) -> Iterator[Remark]:
    """Yield the remarks of a block's comments; one that stands alone speaks of the next line of code."""
    lines = block.source.split("\n")
    for row, line in enumerate(lines):
        found = _CODE.search(line)
        if not found:
            continue
        number = block.line + 1 + row
        whole = source.line_span(number - 1, number)
        start = source.text.find(found[0], whole.start, whole.end)
        span = Span(start, start + len(found[0])) if start >= 0 else whole
        if not line[: found.start()].strip():
            below = (at for at, other in enumerate(lines) if at > row and other.strip() and other.lstrip()[0] != "#")
            number = block.line + 1 + next(below, row)
        yield _ignore(found[1], span, source.line_span(number - 1, number))


def _ignore(said: str, span: Span, scope: Span) -> Remark:
    quoted = _REASON.search(said)
    named = said[: quoted.start()] if quoted else said
    reason = quoted["reason"].strip() if quoted else ""
    return Remark("ignore", span, scope, tuple(re.split(r"[\s,;]+", named.strip())) if named.strip() else (), reason)
