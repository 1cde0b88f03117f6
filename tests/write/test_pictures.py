"""Pictures are looked at before they become files, and compared by what they show."""

from __future__ import annotations

import pytest
from write.making import chunk, png

from vault_runner.model import Figure
from vault_runner.write.pictures import MAX_BYTES, SIGNATURE, problem_of, read_png, same_picture


def problem(content: bytes) -> str:
    return problem_of(Figure("image/png", content))


def test_a_picture_is_kept() -> None:
    assert problem(png()) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        png()[:-1],
        png() + b"<script>",
        png().replace(b"\x00\x00\x00\x01\x08", b"\x00\x00\x00\x02\x08"),
        png(size=(0, 1)),
        SIGNATURE + chunk(b"IEND", b""),
    ],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    assert problem(content) == "it is no whole PNG picture"


def test_a_picture_of_too_many_pixels_is_refused_without_unpacking_it() -> None:
    assert problem(png(size=(10_000, 5_000))) == ""
    assert problem(png(size=(10_000, 5_001))) == "it has 10000×5001 pixels, and 50 million are the most"


def test_a_file_that_is_too_large_is_refused() -> None:
    assert problem(png(extra=chunk(b"tEXt", bytes(MAX_BYTES)))) == "it has 20 MiB, and 20 are the most"


def test_equal_pixels_are_equal_however_they_are_packed() -> None:
    assert png(level=0) != png(level=9)
    assert same_picture(png(level=0), png(level=9), "image/png", same_code=False)
    assert same_picture(png(), png(extra=chunk(b"tEXt", b"Software\x00x")), "image/png", same_code=True)


def test_other_pixels_are_not() -> None:
    assert not same_picture(png(), png(b"\x00\x10\x20\x31"), "image/png", same_code=True)
    assert not same_picture(png(), b"no picture", "image/png", same_code=True)
    assert not same_picture(png(b"damaged"), png(b"damaged" * 2, level=0), "image/png", same_code=True)


def test_a_picture_that_unpacks_to_more_than_it_says_is_never_unpacked_whole() -> None:
    bomb = png(bytes(50_000_000))
    assert read_png(bomb) is not None
    assert not same_picture(bomb, png(bytes(50_000_000), level=9), "image/png", same_code=True)


def test_drawings_are_equal_within_the_tolerance() -> None:
    standing, fresh = b'<path d="M 1.000001 2"/>', b'<path d="M 1.000002 2"/>'
    assert same_picture(standing, fresh, "image/svg+xml", same_code=False)
    assert not same_picture(standing, b'<path d="M 1.1 2"/>', "image/svg+xml", same_code=True)
    assert not same_picture(b"\xff", b"\xfe", "image/svg+xml", same_code=True)


DRAWING = (
    b'<path clip-path="url(#p916ea0248b)" d="M 1.500000 2.250000"/>'
    b'<clipPath id="p916ea0248b"/><use href="#m12ab34cd56"/>'
)


def test_a_drawing_of_another_computer_shows_the_same() -> None:
    other = DRAWING.replace(b"p916ea0248b", b"p4bbb8c7618").replace(b"2.250000", b"2.250001")
    assert same_picture(DRAWING, other, "image/svg+xml", same_code=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"url(#p916ea0248b)", b"url(#m12ab34cd56)"),  # cut by another part
        (b"2.250000", b"2.260000"),
        (b"clipPath", b"clippath"),
    ],
)
def test_a_drawing_that_differs_does_not(before: bytes, after: bytes) -> None:
    assert not same_picture(DRAWING, DRAWING.replace(before, after), "image/svg+xml", same_code=False)
