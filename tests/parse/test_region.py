"""The words of a region."""

from __future__ import annotations

import pytest

from vault_runner.model.region import MARKER, body_checksum, marker_line


def test_the_marker_reads_back() -> None:
    line = marker_line("1f3a9c0b77de", "77ab20c1f0aa", 4)
    assert line == "<!-- vr:out v=1 k=1f3a9c0b77de s=77ab20c1f0aa n=4 -->"
    found = MARKER.fullmatch(line)
    assert found is not None
    assert found.groupdict() == {"key": "1f3a9c0b77de", "checksum": "77ab20c1f0aa", "lines": "4"}


@pytest.mark.parametrize("other", ["a\r\nb\n\nc", "a  \nb\t\n \nc", "a\rb\r\rc"])
def test_newlines_and_trailing_blanks_are_nobodys_edit(other: str) -> None:
    assert body_checksum(other) == body_checksum("a\nb\n\nc")


@pytest.mark.parametrize("other", ["a\nb\nc", " a\nb\n\nc", "a\nb\n\nc\n", "a\nb\u00a0\n\nc", ""])
def test_everything_else_is(other: str) -> None:
    assert body_checksum(other) != body_checksum("a\nb\n\nc")


def test_the_checksum_stays_what_it_is() -> None:
    assert body_checksum("7") == "7902699be42c"  # sha256 of "7": notes hold it
