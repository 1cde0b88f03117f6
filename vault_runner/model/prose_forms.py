"""Forms of claims that stand in prose, or beside a formula: they are judged by what stands around them."""

from typing import Final

PROSE_SHAPE: Final = "prose"
PROSE_RULE: Final = "shape rule"
PROSE_COUNT: Final = "counted in prose"
SIZE_REMARK: Final = "size remark"
PROSE_FORMS: Final = frozenset({PROSE_SHAPE, PROSE_RULE, PROSE_COUNT, SIZE_REMARK})
"""The equation engine is not asked about these."""
