"""Mixtures of everything that the dialect knows, whole and broken, for the property tests."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

PIECES: Final = (
    "```python\n", "```python run\n", "~~~\n", "```\n", "````\n", "````ad-note\n", "```ad-hint\n", "  ```\n",
    "    ```\n",     "#| label: a\n", "x = f(y)  # (2, 3)\n", "# [Out]: [1, 2]\n", ">>> 1\n", "1\n",
    "> [!note]- A $t$\n", ">[!注意|wide]\n", "> ", ">", ">> ", "- ", "* ", "1. ", "   ", "    ", "  ",
    "$$\n", "$$", "$$a = b$$\n", "$x_t = x_{t-1}$", "$", "$5", "\\$", "\\[\n", "\\]\n", "\\(a\\)", "\\\\",
    "`", "``", "`$a$`", "%%", "%%\n", "<!--", "-->", "<!-- skip: next -->\n", '<!-- expect: wrong "x" -->\n',
    '<!-- vault-run: ignore VRS "x" -->\n', '# vault-run: ignore VRS "x"\n',
    "<div>\n", "</div>\n", "[[note|alias]]", "![[image.png]]", "![alt](a(b).png)", "[text](<a b> 't')", "[^1]: ",
    "| a | $b$ |\n", "|---|---|\n", "# heading $h$\n", "---\n", "===\n", "title: T\n", "collapse: open\n",
    "plain text", "数学 😀", "\u00a0", "\u2028", "\f", "\v", "\x00", "\x85", "{", "}", "&", "\n", "\n", "\n\n",
    "<!-- vr:out v=1 k=0123456789ab s=0123456789ab n=1 -->\n", "<!-- vr:end -->\n", "\\begin{aligned}", "\\\\ &= c\n",
)  # fmt: skip
"""Tabs are left out: how wide one is depends on what stands before it."""


def mixtures(longest: int = 30) -> st.SearchStrategy[str]:
    """Return texts made of `PIECES`."""
    return st.lists(st.sampled_from(PIECES), max_size=longest).map("".join)


def with_tabs() -> st.SearchStrategy[str]:
    """Return such texts with tabs in them."""
    return st.lists(st.sampled_from((*PIECES, "\t", ">\t", "-\t", "\t\t")), max_size=30).map("".join)
