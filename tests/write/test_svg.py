"""A drawing that does more than draw is refused, and the reason said."""

from __future__ import annotations

import io

import pytest
from matplotlib.figure import Figure

from vault_runner.write.svg import svg_problem

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def drawing(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def test_what_matplotlib_draws_is_quiet() -> None:
    figure = Figure()
    lines, picture = figure.subplots(1, 2)
    lines.plot([1, 2, 3], label="损失 $L_2$")
    lines.legend()
    picture.imshow([[0.0, 1.0], [1.0, 0.0]])
    file = io.BytesIO()
    figure.savefig(file, format="svg")
    assert b"data:image/png;base64" in file.getvalue()
    assert svg_problem(file.getvalue()) == ""


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M 0 0 L 1 1" style="fill: url(#a)" clip-path="url( \'#b\' )"/>',
        '<use xlink:href="#a"/>',
        "<style>*{stroke-linejoin: round}</style>",
        '<feColorMatrix values="1 0"/>',
        "<text>javascript: is a word, and so is onload=1</text>",
    ],
)
def test_quiet_drawings(inside: str) -> None:
    assert svg_problem(drawing(inside)) == ""


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>alert(1)</script>", "it holds a `script` element"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "it holds a `script` element"),
        ("<foreignObject/>", "it holds a `foreignobject` element"),
        ("<animate attributeName='href' to='javascript:x'/>", "it holds a `animate` element"),
        ("<set/>", "it holds a `set` element"),
        ("<rect onload='x()'/>", "it holds the script `onload`"),
        ("<rect ONCLICK='x()'/>", "it holds the script `onclick`"),
        ("<a href='javascript:x()'/>", "it holds a script's address"),
        ("<a xlink:href=' java&#10;script:x()'/>", "it holds a script's address"),
        ("<a href='&#106;avascript:x()'/>", "it holds a script's address"),
        ("<image href='http://example.com/x.png'/>", "it links to something outside itself"),
        ("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", "it links to something outside itself"),
        ("<use href='other.svg#a'/>", "it links to something outside itself"),
        ("<rect style='fill: url(http://x)'/>", "its style refers to something outside itself"),
        ("<rect fill='url(\"http://x\")'/>", "its style refers to something outside itself"),
        ("<style>@import 'x.css';</style>", "its style refers to something outside itself"),
        ("<style><![CDATA[a{b:url(x)}]]></style>", "its style refers to something outside itself"),
        ("<rect style='fill: u\\72l(x)'/>", "its style refers to something outside itself"),
        ("<g>" * 600 + "</g>" * 600, "its elements are nested more than 500 deep"),
        ("<?xml-stylesheet href='x.css'?>", "it holds a `xml-stylesheet` instruction"),
        ("<unclosed>", "it is no whole SVG drawing"),
    ],
)
def test_active_drawings_are_refused(inside: str, problem: str) -> None:
    assert svg_problem(drawing(inside)) == problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<html></html>", "it is no SVG drawing"),
        (b"", "it is no whole SVG drawing"),
        (b"\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00", "it is no whole SVG drawing"),
        (b'<?xml version="1.0" encoding="utf-16"?><svg/>', "it is not written in UTF-8"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "it declares entities"),
        (b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]><svg/>', "it declares entities"),
        (b"<svg>&undeclared;</svg>", "it is no whole SVG drawing"),
    ],
)
def test_what_is_no_drawing_is_refused(content: bytes, problem: str) -> None:
    assert svg_problem(content) == problem
