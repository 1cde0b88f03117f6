"""The LF copy of a text, and the way back from it."""

from __future__ import annotations

import pytest

from vault_runner.model import Span
from vault_runner.parse.source import Source


@pytest.mark.parametrize(
    ("text", "lf"),
    [
        ("", "\n"),
        ("a", "a\n"),
        ("a\n", "a\n"),
        ("a\r\nb\rc\n\n", "a\nb\nc\n\n"),
        ("\r\r\n", "\n\n"),
        ("a\u2028b\x0cc", "a\u2028b\x0cc\n"),
    ],
)
def test_newlines(text: str, lf: str) -> None:
    assert Source.of(text).lf == lf


def test_every_character_finds_its_way_back() -> None:
    text = "ab\r\nc\rd\n\r\n😀\r\ne"
    source = Source.of(text)
    for place, character in enumerate(source.lf[:-1]):
        expected = character if character != "\n" else "\r" if text[source.offset(place)] == "\r" else "\n"
        assert text[source.offset(place)] == expected
    assert source.offset(len(source.lf)) == len(text)


def test_spans() -> None:
    source = Source.of("ab\r\ncd")
    assert source.span(3, 5) == Span(4, 6)
    assert source.line_span(0, 1) == Span(0, 4)
    assert source.line_span(1, 2) == Span(4, 6)
