"""Which function computes which formula: by label, or by name in the same section and container."""

from __future__ import annotations

import pytest

from vault_runner.config import Config
from vault_runner.parse import parse
from vault_runner.plan import plan
from vault_runner.verify.implementing import Link, labels_of, links_of, operator_of

FORMULA = "$$\n\\text{Gain}(x) = 2 x \\label{eq:gain}\n$$\n"
BY_NAME = "```python run\ndef gain(x):\n    return 2 * x\n```\n"
BY_LABEL = "```python run\n#| implements: eq:gain\ndef anything(x, scale=2):\n    return scale * x\n```\n"


def _links(text: str) -> list[Link]:
    (note_plan,) = plan([parse(text, "note.md")], Config()).notes
    return list(links_of(note_plan))


def test_a_label_binds_wherever_the_block_stands() -> None:
    (link,) = _links(f"{FORMULA}\n# Elsewhere\n\n> [!note] inside\n> text\n\n---\n\n{BY_LABEL}")
    assert (link.function, link.arguments, link.explicit) == ("anything", 1, True)


def test_a_name_binds_in_its_section() -> None:
    (link,) = _links(f"# One\n\n{FORMULA}\n{BY_NAME}")
    assert (link.function, link.line, link.explicit) == ("gain", 8, False)


@pytest.mark.parametrize(
    "text",
    [
        f"{FORMULA}\n# Two\n\n{BY_NAME}",
        f"{FORMULA}\n---\n\n{BY_NAME}",
        "> [!note] pasted\n" + "".join(f"> {line}\n" for line in FORMULA.splitlines()) + f"\n{BY_NAME}",
        FORMULA.replace("\\text{Gain}", "f") + "\n" + BY_NAME.replace("gain", "f"),
        f"{FORMULA}\n{BY_LABEL.replace('eq:gain', 'eq:other')}",
        f"{FORMULA}\n{BY_NAME.replace('gain', 'loss')}",
    ],
)
def test_nothing_else_binds(text: str) -> None:
    assert _links(text) == []


def test_labels_tags_and_block_ids_name_a_display() -> None:
    text = "$$\nf(x) = x \\tag{E.2.9}\n$$\n^copy\n\n$$\ng(x) = x \\label{eq:g}\n$$\n"
    note = parse(text, "note.md")
    assert [labels_of(note, math) for math in note.math] == [{"E.2.9", "copy"}, {"eq:g"}]


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        (r"\text{mat-exp}(X) = 1", "matexp"),
        (r"\operatorname{soft max}\left(x\right) = 1", "softmax"),
        (r"gain(x) = 2", "gain"),
        (r"\sum_i x_i = 1", ""),
        (r"x = 2", ""),
    ],
)
def test_the_operator_is_what_the_formula_begins_with(latex: str, name: str) -> None:
    assert operator_of(latex) == name
