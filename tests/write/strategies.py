"""Notes of every shape, and outputs of every malice, for the properties of this room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st

DEPTH = 4
PROSE = [
    "text",
    "**bold** 你好 🙂",
    "a\x0cb",
    "a\u2028b",
    "$x$ and [[link]]",
    "",
    "$$\ny\n$$",
    "- item",
    "> quote",
    "---",
]
HOSTILE = [
    *(
        "```",
        "````",
        "`````",
        "~~~",
        "~~~~",
        "~~~~~~",
        "```python\nx\n```",
        "~~~output",
        "```ad-note",
        "   ```",
        "\t~~~",
    ),
    *("<!-- vr:end -->", "<!-- vr:out v=1 k=0123456789ab s=0123456789ab n=1 -->", "<!--", "-->", "<div>", "<script>"),
    *(
        "%%",
        "%% x %%",
        "<% x %>",
        "$$",
        "$x$",
        "= this",
        "$= dv",
        "[k:: v]",
        "k:: v",
        "---",
        "===",
        "***",
        "# h",
        "> q",
    ),
    *("> [!note] t", "- l", "  - l", "1. l", "- [ ] t", "    code", "\tcode", "[[n]]", "![[n]]", "[a]: b", "[^1]: f"),
    *(
        "",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\x0c",
        "\x0b",
        "\x85",
        "\u2028",
        "\u2029",
        "\x1b[0m",
        "\u202e",
        "\u200b",
    ),
    *(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "\ufeff",
        "\x00",
        "👩‍👩‍👧",
        "title: x",
        "^id",
        "#tag",
        "\\",
        "`",
        "~",
        "\ud800",
    ),
]
ITEMS = {"list": ("- ", "  "), "ordered": ("10. ", "    "), "tabs": ("-\t", "\t")}
"""Marker and indentation of list items."""

output_texts = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=12).map("\n".join),
    st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join),
)
"""What a block may print."""


@st.composite
def fences(draw: st.DrawFn) -> list[str]:
    """Return a python block that runs, its closing line indented as an author may do."""
    char = draw(st.sampled_from("`~"))
    length = draw(st.integers(3, 4))
    indent = " " * draw(st.sampled_from([0, 0, 0, 1, 3]))
    source = draw(st.sampled_from(["x", "x = 1\n\ny", "print('a')", "if x:\n\ty"]))
    return [f"{char * length}python", *source.split("\n"), f"{indent}{char * (length + draw(st.integers(0, 1)))}"]


@st.composite
def bodies(draw: st.DrawFn, depth: int = DEPTH) -> list[str]:
    """Return the lines of a note or a container: prose, blocks, and containers of more of both."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["prose", "fence", "fence", "container", "container"]))
        if kind == "prose":
            lines += [*draw(st.sampled_from(PROSE)).split("\n"), ""]
        elif kind == "container" and depth:
            lines += [*_wrapped(draw, draw(bodies(depth=depth - 1))), *draw(st.sampled_from([[], [""]]))]
        else:
            lines += [*draw(fences()), *draw(st.sampled_from([[], [""], ["more"]]))]
    return lines


def _wrapped(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    kind = draw(st.sampled_from(["quote", "tight", "callout", *ITEMS, "ad", "ad"]))
    if kind == "ad":
        return _admonition(draw, lines)
    if kind in ITEMS:
        return _item(*ITEMS[kind], lines)
    if kind == "tight":
        return [f"> {line}" if line[:1] in {" ", "\t"} else f">{line}" for line in lines]
    return [*(["> [!tip]- Title"] if kind == "callout" else []), *(f"> {line}".rstrip() for line in lines)]


def _item(marker: str, indent: str, lines: Sequence[str]) -> list[str]:
    # An item that begins with a blank line, or with code, is none.
    first = ["text"] if not lines[0] or lines[0][0] in " \t" else []
    first_line, *rest = [*first, *lines]
    return [marker + first_line, *(indent + line if line else "" for line in rest)]


def _admonition(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    longest = {char: max((len(run) for run in re.findall(char + "+", "\n".join(lines))), default=0) for char in "`~"}
    possible = [char * length for char in "`~" for length in range(max(3, longest[char] + 1), 7)]
    if not possible:
        return list(lines)
    run = draw(st.sampled_from(possible))
    parameters = draw(st.sampled_from([[], ["title: T"], ["collapse: open", ""]]))
    return [f"{run}ad-note", *parameters, *lines, run]


@st.composite
def notes(draw: st.DrawFn) -> str:
    """Return the text of a note with its newlines, which may be mixed or missing at the end."""
    lines = draw(bodies())
    front = draw(st.sampled_from([[], ["---", "创建时间: 2025-九月", "---"]]))
    newlines = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"], ["\n", "\r", "\r\n"]]))
    text = "".join(line + draw(st.sampled_from(newlines)) for line in (*front, *lines))
    return text if draw(st.booleans()) else text.rstrip("\r\n")
