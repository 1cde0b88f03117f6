"""Quotes and lists, as deep as markdown-it may follow them.

markdown-it skips what is nested deeper than its limit without a word. Ours stops opening containers instead,
so that the text goes on as a paragraph, and leaves a token that becomes a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from markdown_it.rules_block import StateBlock, blockquote, list_block

Silent: TypeAlias = bool
"""Whether markdown-it only asks if a block starts on this line, without wanting it read."""
Rule: TypeAlias = Callable[[StateBlock, int, int, Silent], bool]

ASK: Final[Silent] = True
READ: Final[Silent] = False

DEEPEST: Final = 150
"""Levels of nesting that are read: quotes and admonitions take one, list items two. Each costs three frames."""


def within_depth(state: StateBlock, line: int) -> bool:
    """Tell whether one more container may open on `line`; if not, leave a token that says so."""
    if state.level < DEEPEST:
        return True
    if not state.tokens or state.tokens[-1].type != "too_deep":
        state.push("too_deep", "", 0).map = [line, line + 1]
    return False


def _limited(rule: Rule, starters: str) -> Rule:
    def limited(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
        if state.src[state.bMarks[start] + state.tShift[start]] not in starters:
            return False
        if state.level < DEEPEST:
            return rule(state, start, end, silent)
        return not silent and rule(state, start, end, ASK) and within_depth(state, start)

    return limited


quote = _limited(blockquote, ">")
list_items = _limited(list_block, "*-+0123456789")
