"""Known words that were misread: UTF-8 that was once taken for Windows-1252 or Windows-1254.

The bytes that those tables lack are lost, so nothing can be restored in general. But what a known word became is
known, and so the words beside a shape can be read even there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.verify.shape_vocabulary import CHINESE, DENYING

ARROW: Final = "â†’"
"""What `→` becomes."""
_LEAD = lazy_pattern("[à-ïâ][\u0080-\uffff]")
_TABLES = ("cp1252", "cp1254")
_SOFT_HYPHEN = "\u00ad"


def restored(text: str) -> str:
    """Return `text` with the known words that were misread as they were written."""
    if text.isascii() or not _LEAD.search(text):
        return text
    return _MISREAD.sub(lambda found: _WORDS[found[0]], text)


def _misread(word: str) -> Iterator[str]:
    """Yield what a word becomes, with and without the characters that many programs drop."""
    for table in _TABLES:
        known = word.encode().decode(table, "ignore")
        yield known
        yield known.replace(_SOFT_HYPHEN, "")


_WORDS: Final = {form: word for word in (*CHINESE, *DENYING) for form in _misread(word)}
_MISREAD: Final = lazy_pattern("|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))))
