"""Links in the style that the vault is set to."""

from typing import Literal

import pytest

from vault_runner.config import ObsidianSettings
from vault_runner.write.links import Links, plain_text

LinkFormat = Literal["shortest", "relative", "absolute"]
PATH = "attachments/my-note/loss-1.svg"


def links(*, markdown: bool, form: LinkFormat, note: str = "topics/My note.md") -> Links:
    return Links(note, ObsidianSettings(markdown_links=markdown, link_format=form, attachment_folder="attachments"))


@pytest.mark.parametrize(
    ("markdown", "form", "embed"),
    [
        (True, "relative", "![Loss](../attachments/my-note/loss-1.svg)"),
        (True, "shortest", "![Loss](../attachments/my-note/loss-1.svg)"),
        (True, "absolute", "![Loss](attachments/my-note/loss-1.svg)"),
        (False, "relative", "![[../attachments/my-note/loss-1.svg|Loss]]"),
        (False, "shortest", "![[attachments/my-note/loss-1.svg|Loss]]"),
        (False, "absolute", "![[attachments/my-note/loss-1.svg|Loss]]"),
    ],
)
def test_every_style(markdown: bool, form: LinkFormat, embed: str) -> None:
    style = links(markdown=markdown, form=form)
    assert style.embed(PATH, "Loss") == embed
    assert PATH in list(style.targets(embed))


def test_markdown_paths_are_quoted_and_read_back() -> None:
    style = links(markdown=True, form="absolute")
    path = "01 线性代数 (notes)/a#b/x-1.svg"
    assert style.embed(path, "") == "![](01%20线性代数%20%28notes%29/a%23b/x-1.svg)"
    assert path in list(style.targets(style.embed(path, "")))


def test_a_path_that_no_wikilink_can_hold_becomes_markdown() -> None:
    assert links(markdown=False, form="absolute").embed("a#b/x.svg", "x") == "![x](a%23b/x.svg)"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a|b]c[d", "a b c d"),
        ("two\nlines", "two lines"),
        ("<% x %>", "% x %"),
        ("<img src=x>", "img src=x"),
        ("cost $5", "cost 5"),
        ("%% x", "% x"),
        ("key:: v", "key : v"),
        ("a\u202eb\x1bc", "a b c"),
        ("ends in \\", "ends in /"),
    ],
)
def test_text_of_a_link_means_nothing_but_itself(text: str, plain: str) -> None:
    assert plain_text(text) == plain
