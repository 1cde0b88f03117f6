"""Properties of `--fix`: whatever surrounds a squashed line, no other byte changes, and once is enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault_runner.config import Config
from vault_runner.model import Edit, Note
from vault_runner.parse import parse
from vault_runner.pipeline.fixing.code import code_repairs, same_code
from vault_runner.plan import plan
from vault_runner.write import apply
from vault_runner.write.fix_structure import other_reading

SQUASHED = "a = (1 + 1) b = (a * 2) print(a, b)  # é"
APART = ["a = (1 + 1)", "b = (a * 2)", "print(a, b)  # é"]
PROSE = st.lists(st.sampled_from(["text", "é😀 $x$", "", "# title", "- item", "| a | b |", "å¥½", "%%"]), max_size=5)


def repaired(note: Note) -> tuple[Edit, ...]:
    """Return the edits of every repair of a note's code."""
    (planned,) = plan([note], Config(), everything=True).notes
    repairs = [edits for _, edits in code_repairs(note, planned)]
    assert all(isinstance(edits, tuple) for edits in repairs)
    return tuple(edit for edits in repairs if isinstance(edits, tuple) for edit in edits)


@given(PROSE, PROSE, st.sampled_from(["", "> ", "> > "]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_nothing_but_the_squashed_line_changes(
    above: list[str], below: list[str], prefix: str, newline: str, ends: bool
) -> None:
    head = [line for line in above if line != "%%"]

    def text(code: list[str]) -> str:
        fence = [prefix + line for line in ["```python", *code, "```"]]
        return newline.join([*head, "", *fence, *(["", *below] if below else [])]) + newline * ends

    note = parse(text([SQUASHED]), "note.md")
    edits = repaired(note)
    mended = parse(apply(note.text, edits), "note.md")
    assert mended.text == text(APART)
    assert repaired(mended) == ()
    assert other_reading(note, mended, {block.id for block in note.blocks}) is None
    (planned,) = plan([note], Config(), everything=True).notes
    assert same_code(mended.blocks[0], planned.steps[0])
