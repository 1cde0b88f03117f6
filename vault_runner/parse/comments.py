"""HTML blocks: directives on one line, comments over several, whose code must be seen and never run."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, html_block

from vault_runner.model.region import BEGIN
from vault_runner.parse.containers import Silent
from vault_runner.parse.marks import first_character
from vault_runner.parse.regions import read_region


def html(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Read a region, an HTML comment or another HTML block."""
    if state.env.get("commented"):
        return False  # inside a comment only code matters
    if not html_block(state, start, end, silent):
        return False
    if silent:
        return True
    token = state.tokens.pop()
    place = first_character(state, start)
    if state.src.startswith(BEGIN, place) and read_region(state, start, end):
        return True
    state.line = after = start + token.content.count("\n")
    if state.src.startswith("<!--", place):
        _comment(state, start, after)
    return True


def _comment(state: StateBlock, start: int, after: int) -> None:
    """Leave a comment of one line as a possible directive; read the inner lines of a longer one for code."""
    closed = "-->" in state.src[first_character(state, start) : state.eMarks[after - 1]]
    comment = state.push("comment_open", "", 1)
    comment.map, comment.meta = [start, after], {"closed": closed, "place": first_character(state, start)}
    last = after - 1 if closed else after
    if start + 1 < last:
        frame = state.lineMax, state.env
        state.lineMax, state.env = last, {**state.env, "commented": True}
        state.md.block.tokenize(state, start + 1, last)
        state.lineMax, state.env = frame
    state.push("comment_close", "", -1)
    state.line = after
