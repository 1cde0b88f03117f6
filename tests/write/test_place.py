"""A region stands below its block with the block's prefix and newline, and owns every newline it adds."""

from __future__ import annotations

import pytest
from write.making import BLOCK, printed, proposed, read, written

from vault_runner.errors import WriteError
from vault_runner.model import Region, Span
from vault_runner.model.region import BEGIN
from vault_runner.write import apply, propose_clean
from vault_runner.write.place import edit_key, outside_regions

REGION = "<!-- vr:out v=1 k=0123456789ab s=6ef02c5fffa9 n=3 -->\n~~~output\n1\n~~~\n<!-- vr:end -->\n"


def test_the_contract() -> None:
    assert written(BLOCK, printed("1\n")) == BLOCK + REGION


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("> ```python\n> x\n> ```\n", "> "),
        (">```python\n>x\n>```\n", "> "),
        ("> > ```python\n> > x\n>> ```\n", ">> "),
        ("- ```python\n  x\n  ```\n", "  "),
        ("-\t```python\n\tx\n\t```\n", "\t"),
        ("1. > ```python\n   > x\n   >```\n", "   > "),
        ("````ad-note\n```python\nx\n```\n````\n", ""),
        ("   ```python\n   x\n ```\n", " "),
    ],
)
def test_every_line_has_the_prefix_of_the_closing_line(text: str, prefix: str) -> None:
    after = written(text, printed("1\n\n2"))
    region = after[after.index(prefix + BEGIN) :].split("\n")
    blank = prefix.rstrip()
    assert region[1:7] == [
        f"{prefix}~~~output",
        f"{prefix}1",
        blank,
        f"{prefix}2",
        f"{prefix}~~~",
        f"{prefix}<!-- vr:end -->",
    ]
    assert apply(after, propose_clean(read(after)).edits) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_newline_is_that_of_the_closing_line(newline: str) -> None:
    text = BLOCK.replace("\n", newline) + "text\n"
    after = written(text, printed("1"))
    assert after == BLOCK.replace("\n", newline) + REGION.replace("\n", newline) + "text\n"


def test_at_the_end_of_the_file_the_newline_that_the_note_uses_most() -> None:
    text = "a\r\nb\r\nc\n```python\r\nx\r\n```"
    after = written(text, printed("1"))
    assert after == text + "\r\n" + REGION.rstrip("\n").replace("\n", "\r\n")
    assert apply(after, propose_clean(read(after)).edits) == text


def test_a_region_that_ends_the_file_is_renewed_there() -> None:
    text = BLOCK.rstrip("\n")
    assert written(written(text, printed("1")), printed("2")) == written(text, printed("2"))


def test_tabs_of_the_prefix_can_be_written_as_blanks() -> None:
    text = "-\t```python\n\tx\n\t```\n"
    after = apply(text, proposed(read(text), [printed("1")], expand_tabs=True).edits)
    assert after == text + "".join(f"    {line}\n" for line in REGION.rstrip("\n").split("\n"))
    assert read(after).blocks[0].region is not None


def test_a_region_without_a_marker_has_no_key() -> None:
    note = read("text\n")
    with pytest.raises(WriteError, match=r"note\.md:1: the output's marker can't be read"):
        edit_key(note, Region(Span(0, 5), "", "", "", intact=False), "0123456789ab", "")


def test_spans_inside_and_outside_of_regions() -> None:
    note = read(BLOCK + REGION + "text\n")
    is_outside = outside_regions(note)
    start = len(BLOCK)
    assert is_outside(Span(0, start))
    assert is_outside(Span(start + len(REGION), len(note.text)))
    assert not is_outside(Span(start, start + 5))
    assert is_outside(Span(start - 1, start + 5))


def test_the_newlines_of_other_regions_do_not_count() -> None:
    text = "a\nb\r\n```python\r\nx\r\n```\n\n```python\ny\n```"
    with_first = written(text, printed("1\n2\n3"))
    assert written(with_first, (), printed("4")) == written(text, (), printed("4"))
