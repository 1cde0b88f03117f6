"""Which tags a note has."""

from __future__ import annotations

import pytest

from vault_runner.parse import parse
from vault_runner.parse.note_tags import note_tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("---\ntags: [a, b/c]\n---\n", {"a", "b/c"}),
        ("---\ntags:\n  - A\n  - '#b'\n---\n", {"a", "b"}),
        ("---\ntags: a, b c\n---\n", {"a", "b", "c"}),
        ("---\ntag: one\n---\n", {"one"}),
        ("---\ntags:\n---\n", set()),
        ("---\ntitle: '#not'\n---\n#yes", {"yes"}),
        ("about #course/week1 and (#x_y-2)", {"course/week1", "x_y-2"}),
        ("#数学 and #😀", {"数学", "😀"}),
        ("> - #in/a/list", {"in/a/list"}),
        ("# heading\n#123 a#b ## &#38; https://example.org/#part", set()),
        ("`#code` and ``a `#b` ``", set()),
        ("```\n#code\n```\n", set()),
        ("$a #b$\n\n$$\n#c\n$$\n", set()),
        ("[[note#part]] ![[a#b]] %% #hidden %% <!-- #too -->", set()),
        ("#1984 is none, #y1984 is one", {"y1984"}),
    ],
)
def test_tags(text: str, tags: set[str]) -> None:
    assert note_tags(parse(text, "n.md")) == tags
