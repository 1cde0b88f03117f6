"""What an eye would see, and what it would not."""

from __future__ import annotations

import io

import pytest
from look.test_raster import png, svg
from PIL import Image

from vault_runner.look.compare import JUST_NOTICEABLE, MARK, Seen, compare
from vault_runner.worker.adaptive import joined

PAGE = '<rect width="10" height="10" fill="{}"/>'
LINE = '<path d="M 1 {y} L 9 {y}" stroke="{colour}" stroke-width=".3"/>'


def drawing(*, y: float = 5, colour: str = "#1f77b4", extra: str = "") -> bytes:
    inside = PAGE.format("#ffffff") + LINE.format(y=y, colour=colour) + extra
    return svg(inside, "200px", "200px")


def seen(before: bytes, after: bytes) -> Seen:
    return compare(before, after, "image/svg+xml")


def test_the_same_picture_has_no_difference() -> None:
    assert (seen(drawing(), drawing()).share, seen(drawing(), drawing()).largest) == (0, 0)


@pytest.mark.parametrize(
    "after",
    [drawing(y=5.001), drawing(colour="#1f77b5"), drawing(extra='<g id="x"><!-- other bytes --></g>')],
    ids=["a fiftieth of a pixel", "one step of one colour", "other bytes"],
)
def test_what_no_eye_sees_is_none(after: bytes) -> None:
    assert after != drawing()
    assert seen(drawing(), after).share == 0


@pytest.mark.parametrize(
    "after",
    [
        drawing(y=5.05),
        drawing(colour="#d62728"),
        drawing(colour="#2a86c8"),
        drawing(extra='<rect x="1" y="1" width=".05" height=".05"/>'),
        svg(PAGE.format("#ffffff"), "200px", "200px"),
    ],
    ids=["a whole pixel", "another colour", "a lighter tone", "one black dot", "no line"],
)
def test_what_an_eye_sees_is_some(after: bytes) -> None:
    difference = seen(drawing(), after)
    assert 0 < difference.share < 0.05
    assert difference.largest > JUST_NOTICEABLE


def test_more_is_more() -> None:
    small = seen(drawing(), drawing(extra='<rect width="1" height="1"/>')).share
    large = seen(drawing(), drawing(extra='<rect width="4" height="4"/>')).share
    assert small == pytest.approx(0.01, rel=0.2)
    assert large == pytest.approx(0.16, rel=0.1)


def test_white_on_nothing_is_seen_as_well() -> None:
    before, after = svg("", "20px", "20px"), svg(PAGE.format("#ffffff"), "20px", "20px")
    assert seen(before, after).share == 1


def test_another_size_is_said_and_what_is_missing_differs() -> None:
    difference = compare(png((10, 10)), png((10, 20)), "image/png")
    assert difference.resized
    assert difference.share == pytest.approx(0.5, abs=0.06)


def test_a_change_of_the_dark_variant_alone_is_seen() -> None:
    light, dark, other = (svg(PAGE.format(colour), "9px", "9px") for colour in ("#ffffff", "#1e1e1e", "#5e1e1e"))
    assert seen(joined(light, dark), joined(light, dark)).share == 0
    assert seen(joined(light, dark), joined(light, other)).share == 1
    assert seen(joined(light, dark), joined(light, other)).only_dark
    assert seen(light, joined(light, dark)).share == 1
    assert not seen(light, other).only_dark


def test_the_picture_of_the_difference_marks_the_place() -> None:
    difference = seen(drawing(), drawing(extra='<rect width="1" height="1"/>'))
    with Image.open(io.BytesIO(difference.picture)) as opened:
        picture = opened.convert("RGB")
    near = picture.getpixel((10, 10))
    assert isinstance(near, tuple)
    assert all(abs(part - wanted) < 8 for part, wanted in zip(near, MARK, strict=True))
    assert picture.getpixel((150, 20)) == (255, 255, 255)
