"""Expected outputs in a fence of their own below a block: `output`, `text`, or any after a line `Output:`.

A bare fence below code is more often something else than its output; so one without a label counts only if the
line above it announces an output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from vault_runner.model import Block, Claim
from vault_runner.parse.code_blocks import PYTHON
from vault_runner.parse.source import Source

FENCE_FORM: Final = "output fence"
TEXT_FORM: Final = "text fence"
"""A fence that may as well show something else: it confirms, and contradicts only where its words agree."""

_OUTPUT: Final = frozenset({"output", "out", "stdout"})
_MAYBE: Final = frozenset({"text", "txt"})
_PLAIN: Final = frozenset({"", "plaintext", "plain", "console", "none", *_OUTPUT, *_MAYBE})
_BLANK = re.compile(r"[> \t]*")
_ANNOUNCED = re.compile(
    r"(?:(?:the|this|it|which|that)\s+)?(?:outputs?|out|results?|prints?|gives|shows)(?:\s*\[\d*\])?"
    r"(?:\s+(?:is|are|as follows|will be|below))?\s*[:：]"
    r"|(?:运行|执行|打印|程序)?(?:的)?(?:输出|结果)(?:结果)?(?:如下|为|是)?\s*[:：]|(?:출력|결과|出力)\s*[:：]",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"[*_>#\s]+")


def fence_claims(blocks: Sequence[Block], source: Source) -> Iterator[Claim]:
    """Yield a claim for each fence that shows the output of the python block right above it."""
    for block, below in pairwise(blocks):
        if not _may_follow(block, below):
            continue
        form = _form(below, _between(block, below, source))
        if form and below.source.strip():
            span = source.line_span(below.line, below.end_line - 1)
            yield Claim("output", span, below.source.rstrip("\n"), form, block.id, block.line)


def _may_follow(block: Block, below: Block) -> bool:
    is_python = block.language in PYTHON and block.closed and not block.commented
    return is_python and below.closed and not below.commented and below.containers == block.containers


def _between(block: Block, below: Block, source: Source) -> list[str]:
    """Return the lines between the two that say something, the block's own region left out."""
    start, end = source.lines.start(block.end_line + 1), source.lines.start(below.line)
    if block.region and start <= block.region.span.end <= end:
        start = block.region.span.end
    lines = source.text[start:end].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line for line in lines if not _BLANK.fullmatch(line)]


def _form(below: Block, between: Sequence[str]) -> str:
    if not between:
        return FENCE_FORM if below.language in _OUTPUT else TEXT_FORM if below.language in _MAYBE else ""
    announced = len(between) == 1 and _ANNOUNCED.fullmatch(_EMPHASIS.sub(" ", between[0]).strip())
    return FENCE_FORM if announced and below.language in _PLAIN else ""
