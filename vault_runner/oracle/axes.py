"""Products of a tensor and a matrix, where a note says that the matrix acts on the last axis."""

from __future__ import annotations

import re

LAST_AXIS = "last axis"
_FORMULA = r"\$[^$]+\$"
_SAID = re.compile(
    rf"(?:,?\s*(?:which|that|and))?\s*(?:(?:is|are|being)\s+)?(?:acts?|acting|applied|operates?|multiplied|multiplies)"
    rf"\s+(?:on|to|along|over)\s+the\s+last\s+(?:axis|dimension)(?:\s+of\s+{_FORMULA})?"
    rf"|(?:where\s+)?(?:the\s+)?products?\s+(?:is|are)\s+(?:taken|formed)\s+(?:over|along)\s+the\s+last\s+(?:axis|dimension)"
    rf"(?:\s+of\s+{_FORMULA})?"
    rf"|作用(?:于|在)\s*(?:{_FORMULA}\s*)?的?最后一(?:个)?(?:轴|维|维度)(?:上)?",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|without|unless|except|only)\b|n't\b|不|没|无|除", re.IGNORECASE)
_NEAR = 20


def stated_axis(prose: str) -> tuple[str, dict[str, str]]:
    """Return a paragraph without what it says of the axis that matrices act on, and the option that it gives."""
    said = _SAID.search(prose)
    if said is None or _DENIED.search(prose[max(0, said.start() - _NEAR) : said.end() + _NEAR]):
        return prose, {}
    return _SAID.sub(" ", prose), {LAST_AXIS: "yes"}
