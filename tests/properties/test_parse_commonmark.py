"""Where Obsidian adds nothing, our block structure is markdown-it's own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vault_runner.parse.blocks import block_state

_BARE = MarkdownIt("commonmark", {"maxNesting": 10**6}).disable(["inline", "text_join", "reference"])
_PIECES = (
    "> ", ">", "- ", "* ", "+ ", "1. ", "2) ", "  ", "    ", "   ", " ", "\t", "```", "````", "~~~", "```python",
    "~~~ x",     "word", "two words", "# h", "---", "***", "===", "<div>",
    "<b>", "</div>", "-", "`x`", "\n", "\n", "\n\n",
)  # fmt: skip


def ours(text: str) -> list[tuple[object, ...]]:
    """Return the blocks as our rules find them."""
    found: list[tuple[object, ...]] = []
    for token in block_state(text, 0).tokens:
        if token.type == "fence":
            fence = token.meta["fence"]
            found.append(("fence", fence.first, fence.after, fence.info, fence.body))
        elif token.map and token.type in ("blockquote_open", "list_item_open", "hr"):
            found.append((token.type, token.map[0]))
        elif token.type in ("blockquote_close", "list_item_close", "bullet_list_close", "ordered_list_close"):
            found.append((token.type,))
        elif token.type == "code_block":
            found.append((token.type, token.map, token.content))
    return found


def theirs(text: str) -> list[tuple[object, ...]]:
    """Return the blocks as markdown-it finds them."""
    found: list[tuple[object, ...]] = []
    for token in _BARE.parse(text):
        if token.type == "fence" and token.map:
            found.append(("fence", *token.map, token.info, token.content))
        elif token.map and token.type in ("blockquote_open", "list_item_open", "hr"):
            found.append((token.type, token.map[0]))
        elif token.type in ("blockquote_close", "list_item_close", "bullet_list_close", "ordered_list_close"):
            found.append((token.type,))
        elif token.type == "code_block":
            found.append((token.type, token.map, token.content))
    return found


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join))
def test_same_blocks(text: str) -> None:
    text += "\n"
    assert ours(text) == theirs(text)
