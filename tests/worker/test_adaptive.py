"""Two variants of a drawing in one file."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from vault_runner.worker.adaptive import joined
from vault_runner.write.svg import svg_problem

DRAWING = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt">
 <defs><path id="glyph"/><clipPath id="box"><rect width="9"/></clipPath></defs>
 <!-- id="comment" -->
 <g clip-path="url(#box)"><use xlink:href="#glyph" style="fill: {colour}"/></g>
</svg>
"""
BOTH = joined(DRAWING.format(colour="#000000").encode(), DRAWING.format(colour="#ffffff").encode())


def test_both_are_there_and_only_the_light_one_shows_where_styles_are_not_understood() -> None:
    root = ET.fromstring(BOTH)  # noqa: S314 - made above
    classes = [element.get("class") for element in root if element.tag.endswith("}g")]
    assert classes == ["vr-light", "vr-dark"]
    assert b".vr-dark{display:none}@media (prefers-color-scheme:dark)" in BOTH


def test_no_identifier_stands_twice_and_each_is_found() -> None:
    root = ET.fromstring(BOTH)  # noqa: S314 - made above
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(map(str, names)) == ["box", "dark-box", "dark-glyph", "glyph"]
    assert BOTH.count(b"url(#dark-box)") == BOTH.count(b'href="#dark-glyph"') == 1
    assert BOTH.count(b'id="comment"') == 2


def test_the_whole_still_only_draws() -> None:
    assert svg_problem(BOTH) == ""
