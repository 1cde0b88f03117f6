"""Words once read in the wrong encoding, UTF-8 taken for a Windows code page: read again where nothing is lost.

In a clause that lost a byte no such word is read, since the lost one may be a “not”.
"""

from __future__ import annotations

import re

_TRAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_GARBLED = re.compile(rf"(?:[\u00c3-\u00ef\u011f][{_TRAIL}]{{1,2}}){{3}}")
_RUN = re.compile(rf"[\u00c2-\u00f4\u011e\u011f\u0130\u0131\u015e\u015f{_TRAIL}]+")
_LOST = "\ufffd"
_CLAUSE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_SURE = {f"其{_LOST}": "其中"}
"""Words that a lost byte leaves no doubt about."""


def is_garbled(text: str) -> bool:
    """Tell whether words of a text were read in the wrong encoding."""
    return bool(_GARBLED.search(text))


def restored(text: str) -> str:
    """Return a text with the clauses that can be read again; of the others a mark is left that can't be read."""
    if not is_garbled(text):
        return text
    lines = [_line(line) for line in text.split("\n")]
    return "\n".join(lines)


def _line(line: str) -> str:
    whole = _RUN.sub(lambda run: _bytes_of(run.group()).decode("utf-8", "replace"), line)
    for lost, word in _SURE.items():
        whole = whole.replace(lost, word)
    clauses = _CLAUSE.findall(whole)
    return whole if _LOST not in whole else "".join(_unless_lost(clause) for clause in clauses)


def _unless_lost(clause: str) -> str:
    """Keep the formulas of a clause that lost a word, with marks between them."""
    return clause if _LOST not in clause else re.sub(r"(?<![\w$])[^\x00-\x7f]+", _LOST, clause)


def _bytes_of(run: str) -> bytes:
    return b"".join(_byte(letter) for letter in run)


def _byte(letter: str) -> bytes:
    for page in ("cp1254", "cp1252"):
        try:
            return letter.encode(page)
        except UnicodeEncodeError:
            continue
    return letter.encode("latin-1", "replace")
