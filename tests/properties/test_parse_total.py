"""Whatever stands in a note, `parse` returns, and every span and line it gives is true."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from parse.mixtures import mixtures, with_tabs

from vault_runner.model import NEWLINE, Note, Span
from vault_runner.parse import inspect, parse


def lines_of(text: str) -> list[str]:
    return NEWLINE.split(text)


def assert_true(note: Note) -> None:
    assert_spans_true(note)
    assert_blocks_true(note)
    for math in note.math:
        written = note.text[math.span.start : math.span.end]
        assert written.startswith(("$", "\\[", "\\("))
        assert written.endswith(("$", "\\]", "\\)"))
        assert math.display == written.startswith(("$$", "\\["))
    for link in note.links:
        assert note.text[link.span.start : link.span.end].startswith("![" if link.embed else "[[")
    for region in note.regions:
        assert "<!-- vr:out" in note.text[region.span.start : region.span.end]
        assert note.text[: region.span.end].rstrip(" \t\r\n").endswith("<!-- vr:end -->")


def assert_spans_true(note: Note) -> None:
    whole = Span(0, len(note.text))
    for found in (note.blocks, note.math, note.links, note.regions, note.claims, note.findings):
        spans = [each.span for each in found]
        assert all(whole.contains(span) for span in spans)
        assert [span.start for span in spans] == sorted(span.start for span in spans)
    for found in (note.blocks, note.math, note.links, note.regions):
        spans = [each.span for each in found]
        assert all(before.end <= after.start for before, after in pairwise(spans))
    for region in note.regions:
        for found in (note.blocks, note.math, note.links, note.claims):
            assert not any(region.span.contains(each.span) for each in found)


def assert_blocks_true(note: Note) -> None:
    raw = lines_of(note.text)
    for block in note.blocks:
        assert block.span == Span(note.lines.start(block.line), note.lines.end(block.end_line))
        assert block.fence in raw[block.line - 1]
        assert block.info in raw[block.line - 1]
        source = block.source.split("\n")[:-1]
        assert len(source) == block.end_line - block.line - (1 if block.closed else 0)
        for number, line in enumerate(source, block.line):
            assert raw[number].endswith(line.lstrip(" "))
        if block.closed:
            assert raw[block.end_line - 1].startswith(block.prefix + block.fence)
        for option in block.options:
            assert option.span.end <= len(note.text)
    assert len({block.id for block in note.blocks}) == len(note.blocks)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert_true(parse(text, "n.md"))


@settings(max_examples=1500, deadline=None)
@given(st.one_of(mixtures(), with_tabs()))
def test_mixtures(text: str) -> None:
    note = parse(text, "n.md")
    assert_true(note)
    inspected = inspect(note, lambda _block: True)
    assert len(inspected["code"]) == len(note.blocks)  # type: ignore[arg-type] # a list, as JSON has it
