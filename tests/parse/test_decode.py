"""Bytes become text without losing one, or a sentence that says why not."""

from __future__ import annotations

import pytest

from vault_runner.parse import Decoded, decode, is_plain


def test_text_is_kept_as_it_is() -> None:
    text = "a\r\nb\rc\n\x00\u2028😀 数\u00a0"
    assert decode(text.encode()) == Decoded(text, bom=False, problem=None)


def test_a_byte_order_mark_becomes_a_flag() -> None:
    assert decode(b"\xef\xbb\xbfa") == Decoded("a", bom=True, problem=None)
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa").text == "\ufeffa"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"ok\nna\xefve\n", "this file is not UTF-8: line 2 holds the byte 0xef; save it as UTF-8"),
        (b"\xff\xfea\x00", "this file is UTF-16, not UTF-8; save it as UTF-8"),
        (b"\xed\xa0\x80", "this file is not UTF-8: line 1 holds the byte 0xed; save it as UTF-8"),
        (b"\xef\xbb\xbf\n\xc3", "this file is not UTF-8: line 2 holds the byte 0xc3; save it as UTF-8"),
    ],
)
def test_what_is_not_utf8(raw: bytes, problem: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.problem) == ("", problem)


@pytest.mark.parametrize(
    "text", ["", "# A\n\nprose with `code`, [[link]] and [a](b)\n", "> [!note]\n- a\n", "caf\u00e9 \u00e0 \u00e2ge\n"]
)
def test_plain_notes(text: str) -> None:
    assert is_plain(text.encode())


@pytest.mark.parametrize(
    "text", ["```\n", "~~~\n", "it costs 5$\n", "\\[ x \\]\n", "\\(x\\)\n", "<!-- vr:out", "it\u00e2\u20ac\u2122s\n"]
)
def test_notes_with_something_to_check(text: str) -> None:
    assert not is_plain(text.encode())
