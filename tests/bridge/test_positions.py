"""Offsets and UTF-16 positions."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.bridge.messages import Position
from vault_runner.bridge.positions import Positions, changed
from vault_runner.model import Span

TEXTS = st.text(st.sampled_from("a𝒳😀é\n\r 中\u2028\x0c"), max_size=40)


@given(TEXTS, st.data())
def test_an_offset_comes_back_from_its_position(text: str, data: st.DataObject) -> None:
    positions = Positions(text)
    offset = data.draw(st.integers(0, len(text)))
    position = positions.position(offset)
    before = text[:offset].encode("utf-16-le")
    inside_newline = text[offset - 1 : offset + 1] == "\r\n" or text[max(offset - 1, 0) : offset] in {"\r", "\n"}
    assert positions.offset(position) == offset or inside_newline or text[offset - 1 : offset] in {"\r", "\n"}
    assert position.character <= len(before) // 2


@given(TEXTS, TEXTS, st.data())
def test_a_change_by_range_is_the_change_of_the_text(text: str, new: str, data: st.DataObject) -> None:
    text = text.replace("\r", "")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    where = msgspec.to_builtins(Positions(text).range(Span(start, end)))
    assert changed(text, [{"range": where, "text": new}]) == text[:start] + new + text[end:]


def test_changes_are_made_one_after_the_other() -> None:
    first = {"range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 2}}, "text": "b\n"}
    second = {"range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 1}}, "text": ""}
    assert changed("😀x", [first, second]) == "😀b\n"
    assert changed("old", [{"text": "new"}]) == "new"


def test_places_beyond_the_text_are_at_its_ends() -> None:
    positions = Positions("😀a\r\nb")
    assert positions.offset(Position(line=0, character=99)) == 2
    assert positions.offset(Position(line=9, character=0)) == 5
    assert positions.offset(Position(line=0, character=1)) == 0, "the middle of a character is its beginning"


def test_the_content_of_a_line_leaves_indent_and_newline_out() -> None:
    assert Positions("a\r\n  b \r\n").line_span(2) == Span(5, 6)
    assert Positions("a\n\n").line_span(2) == Span(2, 2)


def test_a_range_that_is_none_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        changed("a", [{"range": {"start": 1}, "text": ""}])
