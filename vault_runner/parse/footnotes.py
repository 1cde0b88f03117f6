"""Footnotes: `[^name]:` and the lines indented below it, which may hold anything."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from vault_runner.parse.containers import DEEPEST
from vault_runner.parse.marks import TAB, first_character, line_text

FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")


def footnote(state: StateBlock, start: int, end: int) -> bool:
    """Read the footnote that starts on `start`, if one does; it is no container to the reader, only indented."""
    found = FOOTNOTE.match(line_text(state, start))
    if not found or state.level >= DEEPEST:
        return False
    frame = state.blkIndent, state.parentType, state.bMarks[start], state.tShift[start], state.sCount[start]
    state.bMarks[start] = first_character(state, start) + found.end()
    state.tShift[start] = 0
    state.blkIndent += TAB
    state.sCount[start], state.parentType = state.blkIndent, "footnote"
    state.push("footnote_open", "", 1)
    if not state.isEmpty(start):
        state.md.block.tokenize(state, start, end)
    else:
        state.line = start + 1
    state.push("footnote_close", "", -1)
    state.blkIndent, state.parentType, state.bMarks[start], state.tShift[start], state.sCount[start] = frame
    return True
