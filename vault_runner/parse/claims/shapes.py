"""Tells whether a comment states a shape. Which one, and how firmly, is for those who judge it to read.

The forms are those that authors use (a shape word, `torch.Size`, a tuple or list alone, `name: (…)`, an arrow
between shapes, named sizes, `3x4`, a tuple at either end of a longer comment). Everything else stays silent.
"""

from __future__ import annotations

import re
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern

_LONGEST: Final = 300

_NAME = r"[^\W\d]\w*+"
_ATOM = rf"(?:\*?{_NAME}|\d++|\([\w\s+\-*/]{{1,30}}\))"
_DIM = rf"(?:(?:{_NAME}\s*=\s*)?-?{_ATOM}(?:\s*[-+*/]{{1,2}}\s*{_ATOM})*|\.{{2,3}}|…)"
_COMMA = r"\s*[,，]\s*"
_SEVERAL = rf"{_DIM}(?:{_COMMA}{_DIM})+(?:{_COMMA})?|{_DIM}{_COMMA}"
_GROUP = rf"(?:[(（]\s*(?:{_SEVERAL})?\s*[)）]|\[\s*(?:{_SEVERAL}|(?![\d\s]*\]){_ATOM}(?:\s+{_ATOM})+)\s*\])"
_ONE = rf"(?:[(（]\s*{_DIM}\s*[)）]|\[\s*{_DIM}\s*\])"
_CROSS = r"(?:\d+|[A-Z])(?:\s?[x×]\s?(?:\d+|[A-Z]))+|\w+(?:\s?×\s?\w+)+"
_WORD = r"(?:\b(?:shapes?|sizes?|dims?|dimensions?)\b|形状|维度|尺寸|大小|형상)"
_ARROW = r"(?:-+>|→|⟶|=>|⇒|â†’)"
_BESIDE = r"[^()\[\]（）]"

_ONE_LISTED = lazy_pattern(rf"\[\s*{_DIM}\s*\]")
_TORCH_SIZE = lazy_pattern(r"\bSize\(\s*\[[^\[\]]*\]\s*\)")
_ALONE = lazy_pattern(rf"(?:{_GROUP}|{_CROSS})[\s.。;；]*")
_KIND = r"(?:matrix|tensor|array|ndarray|vector|batch|matrices|矩阵|张量|数组|向量)"
_CROSS_OF = lazy_pattern(rf"(?:{_CROSS})\s*{_KIND}|{_KIND}\s*(?:{_CROSS})", re.IGNORECASE)
_GROUP_OF = lazy_pattern(rf"(?:\b(?:an?|the|one|is)\s+)?{_GROUP}\s*{_KIND}\b", re.IGNORECASE)
_COMPUTED = lazy_pattern(
    rf"(?:{_GROUP}|{_ONE})(?:\s*[-+*/@,，、×·]\s*(?:{_GROUP}|{_ONE}))+\s*{_ARROW}\s*(?:{_GROUP}|{_ONE})[\s.。]*"
)
_WORDED = lazy_pattern(
    rf"(?<!over )(?<!along )(?<!axis ){_WORD}{_BESIDE}{{0,24}}?(?:{_GROUP}|{_ONE}|{_CROSS})|(?:{_GROUP})\s*的?{_WORD}",
    re.IGNORECASE,
)
_NAMED = lazy_pattern(
    rf"(?P<name>{_NAME}(?:\.{_NAME})*(?:(?:{_COMMA}|\s+){_NAME}){{0,3}})\s*(?:[:：]|={{1,2}}(?!=))\s*(?:{_GROUP}|\d+(?:[x×]\d+)+)"
    rf"(?:[\s.。;；,，]|$)"
)
_ARROWED = lazy_pattern(
    rf"(?:[^()\[\]:]{{0,24}}:)?\s*{_GROUP}{_BESIDE}{{0,24}}{_ARROW}{_BESIDE}{{0,24}}{_GROUP}[\s.。]*"
)
_RETURNED = lazy_pattern(
    rf"(?:\b(?:outputs?|returns|yields|gives)\b|输出|返回){_BESIDE}{{0,16}}(?:{_GROUP})", re.IGNORECASE
)
_IN_R = lazy_pattern(r"∈\s*[Rℝ]\s*\^?\s*[({]?\s*\w+(?:\s*[x×,*]\s*\w+)*")
_ENDS = lazy_pattern(rf"(?P<before>{_BESIDE}*)(?<!\w)(?P<group>{_GROUP})(?P<after>{_BESIDE}*)")
_NOT_A_NAME: Final = frozenset(
    {"todo", "fixme", "note", "see", "ref", "args", "usage", "example", "default", "e.g", "i.e"}
)
_NOT_BEFORE = lazy_pattern(
    r"(?:\b(?:over|along|axis|axes|dims?|in|from|range|interval|permute|transpose|index|indices|for|of|at|by|eq|fig|"
    r"seed|version|return|import|see|cf|page|section|todo|fixme|note|usage|args|example|default|e\.g|i\.e)[.:]?"
    r"|[=+\-*/,<>])\s*\Z",
    re.IGNORECASE,
)
_EXPLAINED = lazy_pattern(r"\s*[,，:：;；.。—–]\s")
_LETTER = lazy_pattern(r"[^\W\d]")


def states_shape(text: str) -> bool:
    """Tell whether a comment, given without its `#`, states a shape."""
    if len(text) > _LONGEST:
        return False
    return (
        _TORCH_SIZE.search(text) is not None
        or _ALONE.fullmatch(text) is not None
        or any(form.search(text) for form in (_WORDED, _CROSS_OF, _RETURNED, _IN_R))
        or _ARROWED.fullmatch(text) is not None
        or _COMPUTED.fullmatch(text) is not None
        or _GROUP_OF.match(text) is not None
        or _is_named(text)
        or _at_an_end(text)
    )


def is_single_axis(text: str) -> bool:
    """Tell whether `text` is a list of one size: `[n]`. In a block that writes its shapes so it is one as well."""
    return _ONE_LISTED.fullmatch(text) is not None


def is_listed_shape(text: str) -> bool:
    """Tell whether `text` is a shape in square brackets and nothing else."""
    return text.startswith("[") and _ALONE.fullmatch(text) is not None


def is_symbolic_shape(text: str) -> bool:
    """Tell whether `text` is a shape that names sizes: `[b, 4]` is none of the values that code prints."""
    return _ALONE.fullmatch(text) is not None and _LETTER.search(text) is not None


def _is_named(text: str) -> bool:
    named = _NAMED.match(text)
    return named is not None and named["name"].lower() not in _NOT_A_NAME


def _at_an_end(text: str) -> bool:
    """Tell whether the only brackets of a longer comment hold a tuple, at its start or its end."""
    found = _ENDS.fullmatch(text)
    if not found or found["group"].startswith("[") or found["group"] in ("()", "（）"):
        return False
    if _NOT_BEFORE.search(found["before"]):
        return False
    return (
        not found["before"].strip()
        or not found["after"].lstrip(" .。;；,，")
        or _EXPLAINED.match(found["after"]) is not None
    )
