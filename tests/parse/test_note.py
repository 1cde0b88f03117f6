"""What `parse` says about a note as a whole."""

from __future__ import annotations

import pytest

from vault_runner.model import LineTable, Span
from vault_runner.model.region import body_checksum, marker_line
from vault_runner.parse import parse

REGION = f"{marker_line('0123456789ab', body_checksum('7'), 1)}\n7\n<!-- vr:end -->"


def test_what_is_handed_through() -> None:
    note = parse("a\r\nb", "Folder/n.md", digest="ff", bom=True)
    assert (note.text, note.path, note.digest, note.bom) == ("a\r\nb", "Folder/n.md", "ff", True)
    assert note.lines == LineTable((0, 3), 4)


@pytest.mark.parametrize(
    "text", ["", "\n", "\r", "\r\n", " ", "\ufeff", "\x00", "```", "$", "$$", "---", "---\n---", ">", "- "]
)
def test_next_to_nothing(text: str) -> None:
    assert parse(text, "n.md").text == text


def test_a_block_at_the_end_without_newline() -> None:
    text = "```python\nx = 1\n```"
    (block,) = parse(text, "n.md").blocks
    assert (block.span, block.source, block.closed) == (Span(0, len(text)), "x = 1\n", True)


def test_code_at_the_end_without_newline_ends_with_one() -> None:
    (block,) = parse("```python\nx = 1", "n.md").blocks
    assert (block.source, block.closed, block.end_line) == ("x = 1\n", False, 2)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_region_at_the_end_owns_the_newline_above_it(newline: str) -> None:
    original = f"text{newline}```python{newline}x{newline}```"
    note = parse(original + newline + REGION.replace("\n", newline), "n.md")
    (region,) = note.regions
    assert region.intact
    assert note.blocks[0].region == region
    assert note.text[: region.span.start] + note.text[region.span.end :] == original


@pytest.mark.parametrize("below", ["", "\n", "more\n"])
def test_a_region_with_newline_owns_its_lines(below: str) -> None:
    original = f"```python\nx\n```\n{below}"
    note = parse(f"```python\nx\n```\n{REGION}\n{below}", "n.md")
    (region,) = note.regions
    assert note.text[: region.span.start] + note.text[region.span.end :] == original


def test_a_region_alone_in_the_note() -> None:
    (region,) = parse(REGION, "n.md").regions
    assert region.span == Span(0, len(REGION))


def test_identifiers_of_equals_are_numbered_and_never_clash() -> None:
    fence = "```python\n{}```\n"
    sources = ("x\n", "x\n", "#| label: a\n", "#| label: a\n", "#| label: a-2\n", "#| label: 7\n", "#| label:\n")
    ids = [block.id for block in parse("".join(map(fence.format, sources)), "n.md").blocks]
    assert ids[0] == "73cb3858a687"  # sha256 of "x\n"
    assert ids[1] == "73cb3858a687-2"
    assert ids[2:6] == ["a", "a-2", "a-2-2", "7"]
    assert len(ids[6]) == 12


def test_the_identifier_ignores_newlines_and_prefix() -> None:
    plain = parse("```python\na\nb\n```\n", "n.md").blocks[0]
    assert parse("```python\r\na\r\nb\r\n```\r\n", "n.md").blocks[0].id == plain.id
    assert parse("> ```python\n> a\n> b\n> ```\n", "n.md").blocks[0].id == plain.id


def test_findings_are_in_the_notes_order_and_carry_its_path() -> None:
    text = "---\na: [\n---\n$$\n\n```python\n\u00a0x\n```\n\n> ```python\n> y\n\nafter\n"
    findings = parse(text, "a/b.md").findings
    assert [finding.rule for finding in findings] == ["VRP001", "VRP005", "VRP008", "VRP002"]
    assert {finding.path for finding in findings} == {"a/b.md"}


def test_mojibake_is_said_once() -> None:
    wrong = "数学很好，真的。".encode().decode("cp1252", "ignore")
    (finding,) = parse(f"# {wrong}\n\n{wrong}\n", "n.md").findings
    assert (finding.rule, finding.severity, finding.span.start) == ("VRP007", "warning", 2)
    assert (
        finding.message
        == "the text of this note was once read in the wrong encoding (UTF-8 taken for Windows-1252 or -1254)"
    )
    assert finding.remedy == "it can't be restored, since bytes were lost; look for an older copy"


def test_lines_are_markdowns_not_pythons() -> None:
    text = "a\u2028b\fc\vd\x85e\n```python\nx = '\f'\n```\n$y$\n"
    note = parse(text, "n.md")
    assert (note.blocks[0].line, note.blocks[0].source) == (2, "x = '\f'\n")
    assert note.lines.line(note.math[0].span.start) == 5


def test_offsets_are_code_points() -> None:
    note = parse("😀 $a$ 👍🏽 $b$\n", "n.md")
    assert [math.span for math in note.math] == [Span(2, 5), Span(9, 12)]
