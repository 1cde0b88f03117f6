"""Only Markdown that is known to be quiet may stand in a note as Markdown."""

import pytest

from vault_runner.write.harmless import harmless_formula, harmless_inline, harmless_markdown

TABLE = "|    |   a | b      |\n|---:|----:|:-------|\n|  0 |   1 | x < 2  |\n|  1 |   2 | [0, 1] |"


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "**Bold** and *italic* text.",
        "The loss is $L = 0.5$ after `3` steps.",
        f"Before the table\n\n{TABLE}\n\nand after it.",
        "行列式 $\\det A = 1$。",
        "cost \\$5",
        "~~struck~~ out",
    ],
)
def test_quiet_markdown_stays(text: str) -> None:
    assert harmless_markdown(text) == tuple(text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "# Heading",
        "> quote",
        "> [!note] callout",
        "- item",
        "- [ ] task",
        "1. item",
        "---",
        "a\n---",
        "a\n===",
        "```python\nx\n```",
        "~~~",
        "    code",
        "\tcode",
        "<b>x</b>",
        "<!-- x -->",
        "a <script>",
        "<% x %>",
        "%% x %%",
        "[[Note]]",
        "![[image.png]]",
        "![x](http://example.com/x.png)",
        "[x](http://example.com)",
        "[^1]",
        "[^1]: note",
        "[x]: http://example.com",
        "x^[inline note]",
        "key:: value",
        "a [key:: value]",
        "a #tag",
        "#tag",
        "paragraph ^block-id",
        "`= this.file.name`",
        "`$= dv.x`",
        "`open",
        "$open",
        "$$x$$",
        "$\\href{javascript:x}{y}$",
        "$\\def\\x{y}$",
        "a\u202eb",
        "a\x1b[0m",
        "obsidian://open",
        "| a |\n| b |",
        "|a|\n|-|\n|`= x`|",
        "|a|\n|-|\n|[[x]]|",
        "",
        "  \n ",
        "x" * 401,
    ],
)
def test_what_could_act_is_refused(text: str) -> None:
    assert harmless_markdown(text) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("$\\displaystyle x^2$", ("$$\\displaystyle x^2$$",)),
        ("$$x$$", ("$$x$$",)),
        ("\\[x\\]", ("$$x$$",)),
        (
            "\\begin{align}\na &= b\\\\\n&= c\n\\end{align}",
            ("$$", "\\begin{align}", "a &= b\\\\", "&= c", "\\end{align}", "$$"),
        ),
        ("$$\nx\n$$", ("$$x$$",)),
    ],
)
def test_a_formula_stands_as_a_display(text: str, lines: tuple[str, ...]) -> None:
    assert harmless_formula(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "$x$ and $y$",
        "$$x\n\ny$$",
        "$$x\n> y$$",
        "$$x\n- y$$",
        "$$x\n~~~\ny$$",
        "$\\href{x}{y}$",
        "$a`b$",
        "$$$$",
        "$x%%y$",
        "$$x\\$$",
    ],
)
def test_what_is_more_than_a_formula_is_refused(text: str) -> None:
    assert harmless_formula(text) is None


def test_a_caption_is_one_quiet_line() -> None:
    assert harmless_inline("Loss $L$ per step")
    assert not harmless_inline("two\nlines")
    assert not harmless_inline("# head")
    assert not harmless_inline("see [[Note]]")
