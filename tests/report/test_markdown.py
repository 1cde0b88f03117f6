"""Markdown: a table a note, cut at a limit, in which nothing of a note's text means anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report.outcomes import finding, note_outcome, outcome

from vault_runner.report.markdown import to_markdown

READER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
EVIL = [
    "|", "\n| --- |", "`", "```\n", "``", "` `", "`|`", "<b>", "<br>", "<script>", "<!--", "-->", "[a](http://b.c)",
    "![x](y)", "[[a]]", "# ", "\n# ", "@me", "#1", "https://e.com", "www.e.com", "&lt;", "&#64;", "\\", "\\|", "*",
    "__", "~~", "$", "$$", "::set-output", ":smile:", "\x1b[31m", "\u202e",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(EVIL) | st.text(max_size=8), max_size=6).map("".join)
OURS = {"<br>", "<span>", "</span>"}


def inline(markdown: str) -> list[Token]:
    return [child for token in READER.parse(markdown) for child in token.children or ()]


def test_a_table_for_each_note_the_gravest_first() -> None:
    doubt = note_outcome([finding("maybe", path="a.md", severity="warning", rule="VRX101")], path="a.md")
    wrong = note_outcome([finding("no `x`", path="b.md", remedy="mend it")], path="b.md")
    text = to_markdown(outcome(doubt, wrong))
    assert text.startswith("## vault-run check\n\n**1 thing wrong")
    assert text.index("### b\\.md" if "### b\\.md" in text else "### b.md") < text.index("### a")
    assert "| 3 | ❌ wrong | no `x`<br>→ mend it | VRX001 |" in text
    assert "| 3 | ⚠️ doubted | maybe | VRX101 |" in text


def test_it_is_cut_at_the_limit_and_says_so() -> None:
    text = to_markdown(outcome(note_outcome([finding(f"message {at} " + "损" * 50) for at in range(200)])), limit=4000)
    assert len(text.encode()) <= 4000
    assert "more are left out here; the log has them all" in text
    shown = text.count("❌")
    assert f"*{200 - shown} more are left out" in text


@given(message=TEXTS, remedy=TEXTS, name=TEXTS.filter(lambda text: "/" not in text and "\0" not in text))
def test_nothing_that_a_note_says_means_anything(message: str, remedy: str, name: str) -> None:
    text = to_markdown(outcome(note_outcome([finding(message, remedy=remedy, path=f"{name}.md")], path=f"{name}.md")))
    tokens = READER.parse(text)
    kinds = [token.type for token in tokens]
    assert kinds.count("heading_open") == 2
    assert kinds.count("table_open") == 1
    assert kinds.count("tr_open") == 2
    assert kinds.count("td_open") == 4
    assert not {"html_block", "fence", "code_block", "blockquote_open", "hr", "bullet_list_open"} & set(kinds)
    allowed = {"text", "code_inline", "strong_open", "strong_close", "html_inline", "text_special", "softbreak"}
    children = inline(text)
    assert {child.type for child in children} <= allowed
    assert {child.content for child in children if child.type == "html_inline"} <= OURS
    plain = [child.content for child in children if child.type in {"text", "text_special"}]
    assert not any("@" in part and len(part) > 1 for part in plain if part.startswith("@"))
    assert not any(char in text for char in "\x1b\u202e\u2028\x85")


@given(TEXTS)
def test_the_message_can_be_read_in_it(message: str) -> None:
    text = to_markdown(outcome(note_outcome([finding(f"alpha {message} beta gamma")])))
    shown = "".join(child.content for child in inline(text) if child.type != "html_inline")
    assert all(word in shown for word in ("alpha", "beta", "gamma"))
