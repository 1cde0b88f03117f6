"""The words around a shape in a comment: which ones leave it a statement about the value, and which ones may not.

Every word that isn't listed here may say that something else is meant, so it takes a contradiction its force.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.verify.misread import restored
from vault_runner.verify.shape_vocabulary import CHINESE, DENYING, FILLERS, NOUNS

SHAPE_WORD = r"(?:shapes?|sizes?|dims?|dimensions?|形状|尺寸|维度|大小|형상)"
_WHOLE = lazy_pattern(r"shape|size\(|形状|형상", re.IGNORECASE)
_JOINED = r"(?:is|are|has|have|now|becomes|of|=|是|为|变为|变成|:|：|\s)*"

WORD_BEFORE = re.compile(
    rf"(?:\b|(?<=[^\x00-\x7f])){SHAPE_WORD}\s*(?:of\s+[\w.]+)?\s*{_JOINED}(?:a\s+)?$", re.IGNORECASE
)
WORD_AFTER = re.compile(rf"\s*的?\s*{SHAPE_WORD}(?:\b|$)", re.IGNORECASE)
_TOKEN = lazy_pattern(
    r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[[^\]\s]{1,20}\])*(?:\(\))?(?:'s\b)?|[\u4e00-\u9fff]+|\d+|[^\s\w]|\w+"
)
_NAME = lazy_pattern(r"[^\W\d]\w*(?:\.[^\W\d]\w*|\[[^\]\s]{1,20}\])*")
_LABEL = lazy_pattern(r"([A-Za-z_]\w*)(?:\.shape|\.size\(\))?\s*(?:[:：]|={1,2})\s*$")
_SUFFIX = lazy_pattern(r"(?:\.shape|\.size(?:\(\))?|'s)$")
BROADCAST = re.compile(r"broadcast|expand|广播|扩展", re.IGNORECASE)
BROADCAST_TO = re.compile(r"\bbroadcast(?:s|ed)?\b|广播", re.IGNORECASE)
"""What stands before the shape that an operand is stretched to; the operand itself stays as it is."""
NEGATED = re.compile(
    r"\b(?:not|isn't|aren't|instead|before|previously|originally|was|were|old|would|should|could|might|may|maybe|if|"
    r"unless|versus|vs|than|wrong|error|fails?|todo|fixme|xxx|unlike|without|never|no longer|ignoring|except|excluding|"
    r"expects?|expected|must|wants?|needs?|requires?|suppose|e\.g|eg)\b"
    rf"|{'|'.join(DENYING)}|[?？]",
    re.IGNORECASE,
)
"""What turns a statement into something else than a statement about the value at hand."""
_RELATIVE = lazy_pattern(
    r"\b(?:each|per|rows?|columns?|cols?|every|ind(?:ex|ices)|positions?|points?|coordinates?|entry|entries|elements?|at|"
    r"ax[ie]s|range|between|kernel|stride|padding|window|patch(?:es)?|blocks?|either|or|slice|numpy|torch|"
    r"transposed?|inputs?|pixels?|cells?|top|bottom|corner|first|second|last|min|max|mean|std)\b"
    r"|每|下标|索引|坐标|位置|区间|范围|卷积核|步长|填充|转置|输入|或|第",
    re.IGNORECASE,
)
_EXPLAINED = lazy_pattern(r"\s*(?:[,，:：;；.。—–|]|--?\s)\s*[^()\[\]（）\d→]*$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a shape."""

    plain: bool
    """Whether nothing in it may say that something else is meant, names aside."""
    names: tuple[str, ...]
    """Words in it that may be names of the code."""
    every: bool = False
    """Whether it says that the shape is that of each of several values."""
    label: str = ""
    """A word such as `a` or `out` that is most often no name, and here stands as one: `out: (2, 3)`."""


def read_lead(before: str) -> Lead:
    """Read the words before a shape."""
    before = restored(before)
    names: list[str] = []
    every = False
    labelled = _LABEL.search(before)
    for piece in _TOKEN.findall(before):
        word = _SUFFIX.sub("", piece)
        if piece.lower() in FILLERS or piece in ":：=-–—,，、./&" or not _left_of_chinese(piece):
            continue
        if piece.lower() in {"each", "both", "all", "and", "和", "都", "均", "各"}:
            every = every or piece.lower() not in {"and", "和"}
        elif _NAME.fullmatch(word) and word.isascii():
            names.append(word)
        else:
            return Lead(plain=False, names=())
    return Lead(plain=True, names=tuple(names), every=every, label=labelled[1] if labelled and not names else "")


def _left_of_chinese(piece: str) -> str:
    """Return what is left of Chinese words after those that only join; of any other piece all of it."""
    if not "\u4e00" <= piece[0] <= "\u9fff" or piece in {"和", "都", "均", "各"}:
        return piece
    for word in CHINESE:
        piece = piece.replace(word, "")
    return piece


def speaks_of_a_part(before: str, after: str) -> bool:
    """Tell whether the word beside a shape is one for a part's length as well, as in `hidden size (16)`."""
    found = WORD_BEFORE.search(before) or WORD_AFTER.match(after)
    return found is not None and not _WHOLE.search(before) and not _WHOLE.search(found[0])


def is_plain_tail(after: str) -> bool:
    """Tell whether what follows a shape leaves it a statement about the value: nothing, a noun, or an explanation."""
    after = restored(after)
    bare = WORD_AFTER.sub("", after, count=1)
    tokens = [piece for piece in _TOKEN.findall(bare) if _left_of_chinese(piece)]
    known = all(piece.lower() in FILLERS | NOUNS or piece in ".,，。;；!！:=" for piece in tokens)
    return known or (_EXPLAINED.match(after) is not None and not _RELATIVE.search(after))
