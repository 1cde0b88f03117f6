"""The ways in which an admonition may be closed."""

from __future__ import annotations

from vault_runner.parse import parse
from vault_runner.write import apply
from vault_runner.write.fix_fences import ways_to_close


def ways(text: str, line: int, closed: int) -> dict[int, str]:
    note = parse(text, "note.md")
    return {number: apply(text, edits) for number, edits in ways_to_close(note, line, closed)}


def test_each_bare_line_below_is_a_way() -> None:
    text = "```ad-note\n```py\nx\n```\n```\ntext\n```\n"
    assert ways(text, 1, 4) == {
        5: "````ad-note\n```py\nx\n```\n````\ntext\n```\n",
        7: "````ad-note\n```py\nx\n```\n```\ntext\n````\n",
    }


def test_the_fence_is_longer_than_any_inside() -> None:
    text = "> ~~~ad-note\n> ~~~~py\n> x\n> ~~~~\n> ~~~~\n"
    assert ways(text, 1, 4) == {5: "> ~~~~~ad-note\n> ~~~~py\n> x\n> ~~~~\n> ~~~~~\n"}


def test_other_characters_and_other_quotes_close_nothing() -> None:
    assert ways("```ad-note\n```py\nx\n```\n~~~\n> ```\n```text\n", 1, 4) == {}
    assert ways("no fence\n```\n", 1, 1) == {}
