"""Lines of code written anew: what changes and nothing beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault_runner.parse import parse
from vault_runner.pipeline.fixing.mending import composed
from vault_runner.write import apply
from vault_runner.write.fix_code import commented, edit_lines

PREFIXES = ["", "> ", "> > ", "  ", "- "]
LINES = st.lists(st.text("ab =(\u00a0é", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=4)


@given(LINES, LINES, st.sampled_from(PREFIXES), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data())
def test_only_the_lines_named_change(
    code: list[str], new: list[str], prefix: str, newline: str, ends: bool, data: st.DataObject
) -> None:
    inner = prefix.replace("- ", "  ")
    around = [f"{prefix}```python", *(inner + line for line in code), f"{inner}```"]
    text = f"é😀 above{newline * 2}{newline.join(around)}" + (f"{newline * 2}below{newline}" if ends else "")
    note = parse(text, "note.md")
    block = note.blocks[0]
    row = data.draw(st.integers(0, len(code) - 1))
    edits = edit_lines(note, block, {block.line + 1 + row: new})
    assert edits is not None
    expected = [inner + line for line in code]
    expected[row : row + 1] = [inner + line for line in new]
    mended = [around[0], *expected, around[-1]]
    assert apply(text, edits) == text.replace(newline.join(around), newline.join(mended))
    for edit in edits:
        assert text[edit.span.start : edit.span.end] == edit.expected
        assert edit.expected != edit.replacement


def test_an_edit_covers_no_more_than_what_changes() -> None:
    note = parse("```python\na = 1 b = 2  # c\n```\n", "note.md")
    edits = edit_lines(note, note.blocks[0], {2: ["a = 1", "b = 2  # c"]})
    assert edits is not None
    assert [(edit.expected, edit.replacement) for edit in edits] == [(" ", "\n")]


def test_lines_that_stay_need_no_edit() -> None:
    note = parse("```python\na = 1\n```\n", "note.md")
    assert edit_lines(note, note.blocks[0], {2: ["a = 1"], 9: ["b"]}) == ()


def test_a_tab_that_is_half_prefix_is_refused() -> None:
    note = parse("- item\n\n  ```python\n\tx = 1\n  ```\n", "note.md")
    assert note.blocks[0].source == "  x = 1\n"
    assert edit_lines(note, note.blocks[0], {4: ["  x = 2"]}) is None


def test_outputs_of_a_transcript_become_comments() -> None:
    assert commented(["3"]) == [["# => 3"]]
    assert commented(["a", "  b"]) == [["# Output:", "# a"], ["#   b"]]


@given(st.text("ab\r\n é😀", max_size=30), st.text("ab\r\n é😀", max_size=30))
def test_composed_edits_turn_one_text_into_the_other(before: str, after: str) -> None:
    edits = list(composed(before, after))
    assert apply(before, edits) == after
    assert all(before[edit.span.start : edit.span.end] == edit.expected for edit in edits)
