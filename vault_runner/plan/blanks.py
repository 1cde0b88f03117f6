"""Blanks that look like blanks and are none to python: U+00A0 and its like, pasted from web pages."""

from __future__ import annotations

import re
from typing import Final

from vault_runner.plan.source import COMMENT, STRING, Source, mask

_ODD: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u200b\u2060\ufeff]")
_WIDTHLESS: Final = frozenset("\u200b\u2060\ufeff")


def mend_blanks(source: Source) -> tuple[Source, int] | None:
    """Return `source` with plain blanks for odd ones in its code, and the first such line; None if there are none.

    Outside strings and comments python refuses every one of these characters, so nothing that runs changes.
    """
    if not _ODD.search(source.text):
        return None
    masked = mask(source.text)
    places = [found.start() for found in _ODD.finditer(source.text) if masked[found.start()] not in (STRING, COMMENT)]
    if not places:
        return None
    text = list(source.text)
    for place in places:
        text[place] = "" if text[place] in _WIDTHLESS else " "
    return Source("".join(text), source.lines), source.lines[source.text.count("\n", 0, places[0])]
