r"""Claims in prose: shapes in backticks, rules such as `(m, k) @ (k, n) → (m, n)`, counted operations, size remarks.

Only what can be nothing else is taken: a name with `.shape`, a product of shapes with `@`, a formula that “has shape”
a tuple. What stands in fences, in regions and in comments is none of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from vault_runner.model import Claim, ClaimKind, Note, Span
from vault_runner.model.prose_forms import PROSE_COUNT, PROSE_RULE, PROSE_SHAPE, SIZE_REMARK

_B, _BS = r"[ ]{0,8}", r"[ ]{1,8}"
_ITEM = r"(?:\.\.\.|…|\*?\w+(?:[ ]?[*+/-][ ]?\w+)*)"
TUPLE = rf"\({_B}{_ITEM}(?:{_B},{_B}{_ITEM})*{_B},?{_B}\)"
_SIZE = rf"(?:torch\.Size\({_B})?(?:{TUPLE}|\[{_B}{_ITEM}(?:{_B},{_B}{_ITEM})*{_B}\])\)?"
_GAP = r"[`*_ \t$]{0,6}"
_ARROW = r"(?:→|⟶|⇒|->|=>|==?|\\to\b|\\rightarrow\b|â†’)"
_MISREAD_HAS = r"(?:çš„)?(?:å½¢çŠ¶|å¤§å°)[ ]{0,8}(?:(?:å°±|ä¼š)?æ˜¯|ä¸º)"
"""的形状就是 and the like in a note that was read in the wrong encoding."""
_HAS = (
    rf"(?:(?:has|have|is of|of|with)[ ](?:the[ ])?shape|的?(?:形状|大小|shape){_B}(?:[就会]?是|为)|{_MISREAD_HAS})"
    r"[:： ]{0,4}"
)
_RULE = re.compile(
    rf"(?<![A-Za-z0-9_)\].]){TUPLE}{_GAP}@{_GAP}{TUPLE}{_GAP}{_ARROW}{_GAP}{TUPLE}(?!{_GAP}[@+/^]|\.[A-Za-z])"
)
_GOES_ON = re.compile(r"@[`*_ \t$]{0,6}\Z")
_NAMED = re.compile(rf"`{_B}[A-Za-z_]\w*\.shape{_B}(?:==?|:|→|->){_B}{_SIZE}{_B}`")
_SAID = re.compile(rf"`[A-Za-z_]\w*`{_B}{_HAS}`{_SIZE}`", re.IGNORECASE)
_MATH = re.compile(rf"\$[^$\n]{{1,40}}\${_B}{_HAS}\${_B}\([^$\n]{{1,60}}\){_B}\$", re.IGNORECASE)
_JACOBIAN = re.compile(
    rf"(?:Jacobian|雅可比)(?:矩阵|[ ]matrix)?{_B}{_HAS}\${_B}\([^$\n]{{1,60}}\){_B}\$", re.IGNORECASE
)
_AMOUNT = r"(?:\$[^$\n]{1,40}\$|(?<![\w^])[a-z](?:\^[0-9]|[²³])?)"
_COUNT = re.compile(
    rf"{_AMOUNT}{_BS}(?:scalar[ ])?multiplications(?:(?:[ ]and|,){_BS}{_AMOUNT}{_BS}additions)?"
    rf"|{_AMOUNT}{_B}次乘法(?:{_B}[和与、，及]{_B}{_AMOUNT}{_B}次加法)?"
)
_REMARK = re.compile(
    rf"\({_B}\d+{_B}\\times{_B}\d+{_B}(?:\\[,;: ]|~|[ ]){{0,8}}"
    rf"\\(?:text|mathrm|mbox)\{{{_B}(?:矩阵|çŸ©é˜µ|matrix){_B}\}}{_B}\)"
)
_WORTH = re.compile(
    r"@|\.shape|[ ]shape|形状|大小|å½¢çŠ¶|å¤§å°|ultiplication|次乘法|\\times[^\n]{0,30}(?:矩阵|çŸ©é˜µ|matrix)"
)
_COMMENTS: Final = (("%%", "%%"), ("<!--", "-->"))
_FORMS: Final[Sequence[tuple[re.Pattern[str], ClaimKind, str]]] = (
    (_RULE, "shape", PROSE_RULE),
    (_NAMED, "shape", PROSE_SHAPE),
    (_SAID, "shape", PROSE_SHAPE),
    (_MATH, "shape", PROSE_SHAPE),
    (_JACOBIAN, "shape", PROSE_SHAPE),
    (_COUNT, "complexity", PROSE_COUNT),
)


def prose_claims(note: Note) -> Iterator[Claim]:
    """Yield what the prose of a note states of shapes and of counts of operations."""
    if not _WORTH.search(note.text):
        return
    hidden = _Hidden(note)
    for pattern, kind, form in _FORMS:
        for found in pattern.finditer(note.text):
            longer = form == PROSE_RULE and _GOES_ON.search(note.text, max(0, found.start() - 8), found.start())
            if not (longer or hidden.covers(found.start()) or hidden.covers(found.end() - 1)):
                yield Claim(kind, Span(*found.span()), found[0].strip(), form)
    for math in note.math:
        if math.display:
            part = note.text[math.span.start : math.span.end]
            for found in _REMARK.finditer(part):
                start = math.span.start + found.start()
                yield Claim("shape", Span(start, start + len(found[0])), found[0], SIZE_REMARK)


class _Hidden:
    """Where a note holds no prose: fences, regions, displays and comments, as ranges in order."""

    def __init__(self, note: Note) -> None:
        spans = [block.span for block in note.blocks]
        spans += [region.span for region in note.regions]
        spans += [math.span for math in note.math if math.display]
        spans += [span for marks in _COMMENTS for span in _commented(note.text, *marks)]
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._ends: list[int] = []
        for span in self._spans:
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def covers(self, place: int) -> bool:
        """Tell whether a place is hidden."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._ends[before]


def _commented(text: str, opener: str, closer: str) -> Iterator[Span]:
    """Yield the comments of one kind; one that is never closed hides nothing."""
    place = text.find(opener)
    while place >= 0:
        end = text.find(closer, place + len(opener))
        if end < 0:
            return
        yield Span(place, end + len(closer))
        place = text.find(opener, end + len(closer))
