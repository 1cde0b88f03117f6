"""One pass over a text: whatever opens first wins."""

from __future__ import annotations

import pytest

from vault_runner.parse.scan import scan


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`$a$` $b$", [("inline", "$b$")]),
        ("$a`$ b`", [("inline", "$a`$")]),
        ("`` ` $a$ `` $b$", [("inline", "$b$")]),
        ("` $a$", [("inline", "$a$")]),
        ("\\`$a$`", [("inline", "$a$")]),
        ("$a$$b$", [("inline", "$a$"), ("inline", "$b$")]),
        ("$$a$$$b$", [("display", "$$a$$"), ("inline", "$b$")]),
        ("$$\\$$$", [("display", "$$\\$$$")]),
        ("$$a $b$ c$$", [("display", "$$a $b$ c$$")]),
        ("$a\\$", []),
        ("$a$1 $b$", [("inline", "$b$")]),
        ("$a %% b$ %%", [("inline", "$a %% b$")]),
        ("%% $a$ %% $b$", [("inline", "$b$")]),
        ("a %% $b$", [("inline", "$b$")]),
        ("a\n  %% $b$\nc", [("comment", "%% $b$\nc")]),
        ("<!-- $a$ --> $b$", [("inline", "$b$")]),
        ("<a href='$a$'> $b$ 1<2 $c$", [("inline", "$b$"), ("inline", "$c$")]),
        ("<https://x.y/$a$> $b$", [("inline", "$b$")]),
        ("[$a$](x$b$ 't') $c$", [("inline", "$a$"), ("inline", "$c$")]),
        ("[[$a$]] ![[b]]", [("wikilink", "[[$a$]]"), ("embed", "![[b]]")]),
        ("![$a$]($b$)", [("image", "![$a$]($b$)")]),
        ("\\[a\\] \\(b\\)", [("inline", "\\(b\\)")]),
        ("\\\\(a\\\\)", []),
        ("\\[ a", [("unpaired", "\\[")]),
        ("x \\[ a", []),
        ("$$ a", [("unpaired", "$$")]),
        ("$$a$$ $$ $$b$$", [("display", "$$a$$"), ("display", "$$ $$"), ("unpaired", "$$")]),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_scanning_from_further_on() -> None:
    assert [each.start for each in scan("$a$ %% $b$", 6)] == [7]
