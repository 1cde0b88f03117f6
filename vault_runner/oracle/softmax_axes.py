"""Words about the axis of a softmax: “normalises each column”, `dim=0`, “按列做 softmax”. Rows are what is read.

Read along rows a wrong formula would be verified, so what names columns, or anything but rows, leaves it undecided.
"""

from __future__ import annotations

import re

AXIS = "the axis of a function is stated in words"
_SOFTMAX = re.compile(r"soft-?\s?max|\\Softmax|\bnormali[sz]\w*|归一|规范化", re.IGNORECASE)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$.+?\$|\\\(.+?\\\)|`[^`]*`", re.DOTALL)
_FIRST = re.compile(
    r"\b(?:dim|axis|dims|axes)\s*(?:=|\\?_?=|:)?\s*(?:\{?\s*)(?:0|-2)\b|(?:第\s*(?:0|一|零)|首)\s*(?:个)?\s*(?:维|轴)"
    r"|(?:维度?|轴)\s*(?:为|=|是)?\s*0",
    re.IGNORECASE,
)
_COLUMN = r"(?:columns?(?!\s+(?:vectors?|space|rank|of ones))|column-?\s?(?:wise|by|stochastic)|columnwise)"
_CHINESE = r"(?<!序)(?<!系)(?<!排)(?<!数)(?<!下)(?<!上)(?<!并)(?<!行)列(?!向量|空间|满秩|秩|出|举|表|文|车|式)"
_OTHER = (
    rf"(?:\b{_COLUMN}\b|\bvertical(?:ly)?\b|\bbatch(?:es)?\b|{_CHINESE}|查询|整个矩阵|所有元素|批"
    r"|\b(?:first|zeroth|vertical|second[- ]to[- ]last) (?:axis|dimension|index)\b"
    r"|\b(?:whole|entire|full) (?:score |attention )?matrix\b|\ball (?:the |of the |its |¤ )*entries\b"
    r"|\b(?:across|down) (?:the |all |all the )?rows\b"
    r"|\b(?:over|across|along|down|per|each|all) (?:the |all )*quer(?:y|ies)\b"
    r"|(?:\b(?:not|never)\b|n't\b)[^.]{0,20}\brows?\b|不[^。，]{0,6}行)"
)
_OTHERWISE = re.compile(_OTHER, re.IGNORECASE)
_SUMS = re.compile(
    rf"(?:\b{_COLUMN}\b|{_CHINESE})[^.。;；]{{0,30}}(?:\bsums?\b|\badds?\b|\bsumming\b|\bnormali|\bdistribut|\bprobabilit|和|归一|分布|概率)"
    rf"|(?:\bsums?\b|\bnormali[sz]\w*)[^.。;；]{{0,30}}\b{_COLUMN}\b|\b(?:column)[- ]?stochastic\b",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"soft-?\s?max[^.。;；,，]{0,30}\b(?:over|along|across|down|in|w\.r\.t\.)\s+(?:the index\s+)?¤(?!\s*\w)"
    r"|对\s*¤\s*(?:做|取|作)[^.。;；,，]{0,6}soft-?\s?max",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[.。;；!！?？])\s*(?![a-z])|\n\s*\n")


def other_axis(prose: str) -> bool:
    """Tell whether a paragraph says that a softmax goes along anything but the rows of a matrix."""
    if _FIRST.search(prose):
        return True
    masked = _FORMULA.sub(lambda match: " softmax " if _SOFTMAX.search(match[0]) else "¤", prose)
    if _SUMS.search(masked) or _INDEX.search(masked):
        return True
    return any(_SOFTMAX.search(one) and _OTHERWISE.search(one) for one in _STOP.split(masked))
