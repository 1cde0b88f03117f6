"""What is kept of a block's output."""

from __future__ import annotations

from vault_runner.execute.claims import Picture, Shown, StreamText
from vault_runner.execute.limits import FLOOD
from vault_runner.execute.tape import Tape
from vault_runner.model import Display, Figure, Stream


def test_streams_are_joined_between_displays() -> None:
    tape = Tape(100)
    for name, text in (("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")):
        tape.write(name, text)
    tape.take(Shown("text/markdown", "**x**"), b"")
    tape.take(StreamText("stdout", "e"), b"")
    tape.take(Picture("image/png", "t"), b"p")
    assert tape.outputs() == (
        Stream("stdout", "ab"),
        Stream("stderr", "c"),
        Stream("stdout", "d"),
        Display("text/markdown", "**x**"),
        Stream("stdout", "e"),
        Figure("image/png", b"p", "t"),
    )


def test_an_escape_sequence_cut_in_two_is_removed_whole() -> None:
    tape = Tape(100)
    tape.write("stdout", "a\x1b[3")
    tape.write("stdout", "1mb")
    assert tape.outputs() == (Stream("stdout", "ab"),)


def test_no_more_than_its_room_is_kept() -> None:
    tape = Tape(5)
    tape.write("stdout", "1234")
    tape.take(Shown("text/latex", "$56$"), b"")
    tape.write("stdout", "7")
    assert tape.outputs() == (Stream("stdout", "1234"), Display("text/plain", "$"))
    assert tape.dropped == 4
    assert not tape.flooded


def test_a_flood_is_noticed() -> None:
    tape = Tape(5)
    for _ in range(17):
        tape.write("stdout", "x" * (FLOOD // 16))
    assert tape.flooded


def test_pictures_beyond_a_hundred_megabytes_are_not_kept() -> None:
    tape = Tape(5)
    for _ in range(6):
        tape.take(Picture("image/png", ""), bytes(20 << 20))
    assert len(tape.outputs()) == 5


def test_pictures_beyond_two_hundred_are_counted_and_not_kept() -> None:
    tape = Tape(5)
    for _ in range(203):
        tape.take(Picture("image/png", ""), b"p")
    assert (len(tape.outputs()), tape.pictures_dropped) == (200, 3)
