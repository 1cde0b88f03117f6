"""What a block gave, piece by piece."""

from __future__ import annotations

from typing import Literal

import pytest
from write.making import KEY, read

from vault_runner.model import BlockOptions, Display, Failure, Figure, Frame, Output, Result, Stream
from vault_runner.write.pieces import Marked, Picture, Piece, Words, pieces_of

NOTE = read("text\n\n```python\ndef f():\n    pass\n```\n\n```python\nf()\n```\n", "notes/my note.md")
FIGURE = Figure("image/svg+xml", b"<svg/>")


def pieces(*outputs: Output, **options: object) -> tuple[Piece, ...]:
    """Return the pieces of the second block of the note."""
    block = NOTE.blocks[1]
    stated = BlockOptions(**options)  # type: ignore[arg-type] # each test names an option with its value
    return pieces_of(Result(NOTE.path, block.id, KEY, "ok", outputs), stated, NOTE, block)


def out(text: str, name: Literal["stdout", "stderr"] = "stdout") -> Stream:
    return Stream(name, text)


def test_texts_in_a_row_are_one_piece_in_order() -> None:
    assert pieces(out("a\n"), out("b", "stderr"), out("c\n"), Display("text/plain", "d"), out("e")) == (
        Words(("a", "bc", "d", "e")),
    )


def test_a_value_has_its_lines_for_itself() -> None:
    assert pieces(out("a"), Display("text/plain", "b"), Display("text/plain", "c\n")) == (Words(("a", "b", "c")),)


def test_blank_text_is_nothing() -> None:
    assert pieces() == ()
    assert pieces(out(" \n\t\n"), Display("text/plain", "")) == ()


def test_blank_ends_are_cut_off_and_blank_starts_stay() -> None:
    assert pieces(out("\n  a  \n\n b\n\n")) == (Words(("", "  a", "", " b")),)


def test_newlines_of_windows_are_newlines_and_hidden_characters_escapes() -> None:
    assert pieces(out("a\r\nb\rc\x1b")) == (Words(("a", "b\\x0dc\\x1b")),)


def test_harmless_markdown_stands_in_its_place() -> None:
    table = "| a |\n|---|\n| 1 |"
    assert pieces(out("a"), Display("text/markdown", table), out("b")) == (
        Words(("a",)),
        Marked(tuple(table.split("\n"))),
        Words(("b",)),
    )


def test_other_markdown_is_text() -> None:
    assert pieces(Display("text/markdown", "# head")) == (Words(("# head",)),)


def test_formulas_stand_as_displays() -> None:
    assert pieces(Display("text/latex", "$x^2$")) == (Marked(("$$x^2$$",)),)
    assert pieces(Display("text/latex", "no formula")) == (Words(("no formula",)),)


def test_html_is_text() -> None:
    assert pieces(Display("text/html", "<b>x</b>")) == (Words(("<b>x</b>",)),)


def test_figures_are_numbered() -> None:
    assert pieces(FIGURE, out("a"), FIGURE) == (Picture(FIGURE, 1), Words(("a",)), Picture(FIGURE, 2))


def test_output_false_shows_nothing() -> None:
    assert pieces(out("a"), FIGURE, output=False) == ()


def test_output_asis_is_markdown_if_harmless() -> None:
    assert pieces(out("**a**\n"), out("b"), output="asis") == (Marked(("**a**", "b")),)
    assert pieces(out("# a"), output="asis") == (Words(("# a",)),)
    assert pieces(out("a", "stderr"), output="asis") == (Words(("a",)),)


def test_warnings_can_be_left_out() -> None:
    text = "before\nnotes/my note.md:9: UserWarning: careful\n  f()\nafter\n"
    assert pieces(out(text, "stderr"), warning=False) == (Words(("before", "after")),)
    assert pieces(out(text), warning=False) == (Words(tuple(text.rstrip().split("\n"))),)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("notes/my note.md:9", "line 1"),
        ("/home/me/vault/notes/my note.md:9", "line 1"),
        ("notes/my note.md:5", "line 2 of an earlier block"),
        ("notes/my note.md:7", "an earlier block"),
        ("/usr/lib/python3.11/site-packages/torch/functional.py:534", "torch/functional.py"),
        ("C:\\python\\Lib\\site-packages\\torch\\x.py:1", "torch/x.py"),
        ("/usr/lib/python3.11/warnings.py:1", "warnings.py"),
    ],
)
def test_places_of_warnings_are_the_same_on_every_computer(place: str, said: str) -> None:
    assert pieces(out(f"{place}: UserWarning: careful", "stderr")) == (Words((f"{said}: UserWarning: careful",)),)


def test_a_failure_is_told_in_the_lines_of_its_blocks() -> None:
    failure = Failure(
        "ValueError",
        "no\nway",
        (
            Frame("notes/my note.md", 9, "<module>", "f()"),
            Frame("notes/my note.md", 4, "f", "  raise ValueError"),
            Frame("/usr/lib/python3.11/json/decoder.py", 5, "decode", "x"),
            Frame("other.md", 3, "g", ""),
        ),
    )
    assert pieces(out("a"), failure) == (
        Words(
            (
                "a",
                "line 1: f()",
                "line 1 of an earlier block, in f: raise ValueError",
                "other.md, in g",
                "ValueError: no",
                "way",
            )
        ),
    )


def test_a_failure_without_message() -> None:
    assert pieces(Failure("KeyboardInterrupt", "", ())) == (Words(("KeyboardInterrupt",)),)
