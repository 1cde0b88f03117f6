"""From bytes to text, and the byte search that spares a note the parser."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

_WORTH_PARSING = re.compile(
    rb"```|~~~|\$|\\[\[(]|<!-- vr:"
    rb"|\xc3\xa2\xe2\x82\xac|\xc3\xaf\xc2\xbc"  # mojibake of a curly quote, and of Chinese punctuation
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a note's bytes, or the sentence that says why there is none."""

    text: str
    bom: bool
    problem: str | None


def decode(raw: bytes) -> Decoded:
    """Read `raw` as UTF-8, without touching newlines; a byte-order mark becomes a flag."""
    bom = raw.startswith(BOM_UTF8)
    try:
        return Decoded(raw.decode("utf-8-sig"), bom, None)
    except UnicodeDecodeError as error:
        return Decoded("", bom, _sentence(raw, error))


def _sentence(raw: bytes, error: UnicodeDecodeError) -> str:
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "this file is UTF-16, not UTF-8; save it as UTF-8"
    place = error.start + len(raw) - len(error.object)  # the decoder counts without byte-order mark
    line = raw.count(b"\n", 0, place) + 1
    return f"this file is not UTF-8: line {line} holds the byte 0x{error.object[error.start]:02x}; save it as UTF-8"


def is_plain(raw: bytes) -> bool:
    """Tell whether the bytes hold no fence, no mathematics and nothing else that `parse` could find fault with."""
    return _WORTH_PARSING.search(raw) is None
