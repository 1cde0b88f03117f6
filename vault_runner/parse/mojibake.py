"""Recognises UTF-8 that was once read as Windows-1252 or Windows-1254 and saved like that."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

_TRAIL_BYTES = bytes(range(0x80, 0xC0))
_TRAIL = re.escape(
    "".join(sorted({*_TRAIL_BYTES.decode("cp1252", "ignore"), *_TRAIL_BYTES.decode("cp1254", "ignore")}))
)
_SEQUENCE = re.compile(f"[à-ï][{_TRAIL}\x80-\x9f]{{2}}|[ðğ][{_TRAIL}\x80-\x9f]{{2,3}}|[ÂÃ][{_TRAIL}\x80-\x9f]")
_HINT = re.compile(f"[ÂÃà-ðğ][{_TRAIL}\x80-\x9f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_FEWEST: Final = 4
_ENOUGH: Final = 400


def mojibake_place(text: str) -> int:
    """Return where the first misread character stands, -1 if the text isn't mojibake.

    A single look-alike proves nothing (French sets a no-break space before `»`); half of all that isn't ASCII does.
    """
    if text.isascii() or len(list(islice(_HINT.finditer(text), _FEWEST))) < _FEWEST:
        return -1
    found = list(islice(_SEQUENCE.finditer(text), _ENOUGH))
    if len(found) < _FEWEST:
        return -1
    end = found[-1].end() if len(found) == _ENOUGH else len(text)
    foreign = sum(len(run[0]) for run in _NOT_ASCII.finditer(text, 0, end))
    misread = sum(len(sequence[0]) for sequence in found)
    return found[0].start() if 2 * misread >= foreign else -1
