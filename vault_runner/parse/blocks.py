"""The block structure of a note: markdown-it's rules for CommonMark, with ours for what Obsidian adds.

Rules are picked by a block's first character, which is what most of the time of markdown-it's own loop goes into.
Inline rules and reference definitions are left out: the first are the slow part, and a definition such as
`[^1]: $x$` would hide a footnote's text.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, code, hr
from markdown_it.token import Token

from vault_runner.parse.comments import html
from vault_runner.parse.containers import ASK, READ, Rule, Silent, list_items, quote
from vault_runner.parse.fences import fence
from vault_runner.parse.marks import TAB
from vault_runner.parse.paragraphs import headline, text

_BLANKS = re.compile(r"^[ \t]*", re.MULTILINE)
_STARTS: Final[dict[str, tuple[Rule, ...]]] = {
    "`": (fence,),
    "~": (fence,),
    ">": (quote,),
    "*": (hr, list_items),
    "-": (hr, list_items),
    "_": (hr,),
    "+": (list_items,),
    "<": (html,),
    "#": (headline,),
    **dict.fromkeys("0123456789", (list_items,)),
}
"""Which blocks a character may start; whatever is none of them is text."""


class _State(StateBlock):
    """markdown-it's state, its line marks made by one regular expression."""

    def __init__(self, source: str, first: int) -> None:
        tokens: list[Token] = []
        displays = "$$" in source or "\\[" in source
        super().__init__("", _MARKDOWN, {"displays": displays, "free": {}}, tokens)
        blanks = [found.span() for found in _BLANKS.finditer(source)]  # the last one stands after the last newline
        self.src, self.line, self.lineMax = source, first, len(blanks) - 1
        self.bMarks = [start for start, _ in blanks]
        self.eMarks = [*(start - 1 for start in self.bMarks[1:]), len(source)]
        self.tShift = [end - start for start, end in blanks]
        self.sCount = self.tShift.copy()
        self.bsCount = [0] * len(blanks)
        if "\t" in source:
            for line, (start, end) in enumerate(blanks):
                self.sCount[line] = len(source[start:end].expandtabs(TAB))


class _Loop(ParserBlock):
    """markdown-it's loop over the blocks of a container, with the rules picked by the first character."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - markdown-it's names
        line = startLine
        while True:
            while line < endLine and state.isEmpty(line):
                line += 1
            state.line = line
            if line >= endLine or state.sCount[line] < state.blkIndent:
                return
            if state.sCount[line] - state.blkIndent >= TAB:
                code(state, line, endLine, READ)
            else:
                first = state.src[state.bMarks[line] + state.tShift[line]]
                for rule in _STARTS.get(first, ()):  # no generator: each costs a frame at every level
                    if rule(state, line, endLine, READ):
                        break
                else:
                    text(state, line, endLine, READ)
            line = state.line


def _ends_text(state: StateBlock, line: int, end: int, _silent: Silent) -> bool:
    """Tell whether a block starts on `line` that ends a paragraph, or a quote's lazy lines."""
    rules = _STARTS.get(state.src[state.bMarks[line] + state.tShift[line]])
    return rules is not None and any(rule(state, line, end, ASK) for rule in rules)


def _ends_list(state: StateBlock, line: int, end: int, _silent: Silent) -> bool:
    """Tell whether a block starts on `line` that ends a list where an item could stand."""
    first = state.src[state.bMarks[line] + state.tShift[line]]
    return first in "`~>*-_" and _STARTS[first][0](state, line, end, ASK)


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    markdown.block = _Loop()
    ruler = markdown.block.ruler  # its chains tell markdown-it's own quotes and lists what may end them
    ruler.enableOnly(["code"])  # which turns on that indented code exists
    ruler.push("ends_text", _ends_text, {"alt": ["paragraph", "blockquote"]})
    ruler.push("ends_list", _ends_list, {"alt": ["list"]})
    return markdown


_MARKDOWN: Final = _markdown()


def block_state(source: str, first: int) -> StateBlock:
    """Read the block structure of `source`, whose last line ends with a newline, from line `first` on."""
    state = _State(source, first)
    _MARKDOWN.block.tokenize(state, first, state.lineMax)
    return state
