"""Markdown that is let into a note holds nothing but tables, paragraphs and formulas, whoever reads it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from write.making import BLOCK
from write.strategies import HOSTILE

from vault_runner.parse import parse
from vault_runner.write.harmless import harmless_formula, harmless_markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BLOCKS = {"paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td"}
INLINE = {"text", "softbreak", "hardbreak", "em", "strong", "s", "code_inline", "text_special"}
LIVELY = [
    "| a |",
    "|---|",
    "| 1 |",
    "**b**",
    "*i",
    "`c`",
    "$x$",
    "$",
    "a",
    "1",
    " ",
    "\n",
    "\n\n",
    "#",
    "^a",
    "[",
    "]",
    "(",
    ")",
]

texts = st.one_of(
    st.lists(st.sampled_from(LIVELY), max_size=10).map("".join),
    st.lists(st.sampled_from([*LIVELY * 10, *HOSTILE]), max_size=4).map("\n".join),
    st.text(alphabet="|-:ab \n*_`$<>[]()!#^=~\\%&.1", max_size=40),
)


def kinds(tokens: list[Token]) -> set[str]:
    return {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}


@settings(max_examples=600, deadline=None)
@example("a\n=")
@example("a\n\n: b")
@given(texts)
def test_what_is_let_through_is_quiet(text: str) -> None:
    lines = harmless_markdown(text)
    if lines is None:
        return
    markdown = "\n".join(lines)
    tokens = READER.parse(f"{markdown}\n<!-- vr:end -->\n")
    assert tokens[-1].type == "html_block"
    assert kinds(tokens[:-1]) <= BLOCKS
    inline = [child for token in tokens for child in token.children or ()]
    assert kinds(inline) <= INLINE
    assert not any(child.content.lstrip().startswith(("=", "$")) for child in inline if child.type == "code_inline")


@settings(max_examples=600, deadline=None)
@given(texts)
def test_a_formula_is_one_formula(text: str) -> None:
    lines = harmless_formula(f"$${text}$$")
    if lines is None:
        return
    note = parse("\n".join(lines) + f"\n{BLOCK}", "note.md")
    assert len(note.math) == 1
    assert note.math[0].display
    assert [block.source for block in note.blocks] == ["x\n"]
