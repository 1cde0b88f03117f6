"""Masks, continuation lines and trees of code that may be no python."""

from __future__ import annotations

import pytest

from vault_runner.plan.source import Source, continued, from_numbered, mask, parse_python

MASKS = {
    "x = 1  # c": "x = 1  ###",
    "s = 'a # b' # c": 's = """"""" ###',
    's = "a\\"b" + c': 's = """""" + c',
    '"""a\nb""" + c': '""""\n"""" + c',
    "'''it's''' ; x": '"""""""""" ; x',
    "s = 'open\nx = 2": 's = """""\nx = 2',
    '"""never closed\nx': '"""""""""""""""\n"',
    "# it's\nx = 'y'": '######\nx = """',
    "r'\\' + x": 'r"""""""',
    "f'{a}' b": 'f""""" b',
    "": "",
}

CONTINUED = {
    "x = (1,\n2)\ny": {1},
    "x = [\n1,\n]\ny": {1, 2},
    "x = 1 + \\\n2\ny": {1},
    "'''a\nb\n''' + c\ny": {1, 2},
    '"a"\n"b"\n': set(),
    "# (\nx\n": set(),
    "x = '('\ny": set(),
    "x)\ny": set(),
}


@pytest.mark.parametrize(("text", "expected"), MASKS.items())
def test_the_mask_blots_out_strings_and_comments(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(("text", "expected"), CONTINUED.items())
def test_lines_that_go_on_with_an_earlier_one(text: str, expected: set[int]) -> None:
    assert continued(text) == expected


@pytest.mark.parametrize(
    "text", ["x =", "x = '\x00'", "(" * 500, "-" * 100_000 + "1", "+".join("1" * 20_000), "'\ud800'", "  x"]
)
def test_what_cannot_be_parsed_has_no_tree(text: str) -> None:
    assert parse_python(text) is None


def test_an_odd_escape_is_no_error() -> None:
    assert parse_python("s = '\\d'") is not None


def test_lines_keep_their_numbers_in_the_note() -> None:
    source = Source.of("a\r\nb\rc", 12)
    assert source == Source("a\nb\nc\n", (12, 13, 14))
    assert source.numbered == ((12, "a"), (13, "b"), (14, "c"))
    assert from_numbered(source.numbered) == source
    assert Source.of("", 5) == Source("", ())
