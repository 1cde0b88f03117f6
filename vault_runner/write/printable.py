r"""Make text that code or notes produced visible: what a reader could not see becomes an escape.

Escape sequences, bidirectional overrides, zero-width characters and line separators can hide what a text
says, or drive a terminal. They are shown as Python would write them, such as `\x1b` or `\u202e`. Nothing
here knows of Markdown; see `inert` for what could act in a note.
"""

from __future__ import annotations

import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
KEPT = frozenset("\t\n")
ONE_BYTE, TWO_BYTES = 0xFF, 0xFFFF


def escaped(char: str) -> str:
    r"""Return the escape that stands for `char`, such as `\x1b`."""
    code = ord(char)
    if code <= ONE_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= TWO_BYTES else f"\\U{code:08x}"


class _Escapes(dict[int, str]):
    """A table for `str.translate` that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = escaped(char) if _hidden(char, code) else char
        return self[code]


_ESCAPES = _Escapes()


def printable(text: str) -> str:
    """Return `text` with every character that can't be seen shown as an escape; tabs and newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_ESCAPES)


def _hidden(char: str, code: int) -> bool:
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - fixed by Unicode
    return char not in KEPT and (noncharacter or unicodedata.category(char) in HIDDEN)
