"""Pictures become pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from vault_runner.look.raster import LONGEST, rasters
from vault_runner.worker.adaptive import joined

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 10 10">{inside}</svg>'


def svg(inside: str = "", width: str = "30pt", height: str = "15pt") -> bytes:
    return SVG.format(inside=inside, width=width, height=height).encode()


def png(size: tuple[int, int], colour: tuple[int, int, int, int] = (255, 0, 0, 255)) -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", size, colour).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(("width", "pixels"), [("30pt", 40), ("40px", 40), ("40", 40), ("1in", 96)])
def test_a_drawing_has_the_size_that_it_states(width: str, pixels: int) -> None:
    (picture,) = rasters(svg(width=width, height=width), "image/svg+xml")
    assert picture.shape == (pixels, pixels, 4)


def test_what_is_not_drawn_is_transparent() -> None:
    (picture,) = rasters(svg('<rect width="5" height="10" fill="#ff0000"/>', "10px", "10px"), "image/svg+xml")
    assert picture[5, 2].tolist() == [1, 0, 0, 1]
    assert picture[5, 8, 3] == 0


def test_both_variants_of_a_drawing_are_seen() -> None:
    page = '<rect width="10" height="10" fill="{}"/>'
    both = joined(*(svg(page.format(colour), "10px", "10px") for colour in ("#ffffff", "#000000")))
    light, dark = rasters(both, "image/svg+xml")
    assert light[5, 5].tolist() == [1, 1, 1, 1]
    assert dark[5, 5].tolist() == [0, 0, 0, 1]


def test_a_large_picture_is_looked_at_from_further_away() -> None:
    (picture,) = rasters(png((LONGEST * 2, 10)), "image/png")
    assert picture.shape == (5, LONGEST, 4)
    (drawing,) = rasters(svg(width="100000px", height="50000px"), "image/svg+xml")
    assert drawing.shape == (LONGEST // 2, LONGEST, 4)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="root node"):
        rasters(b"<svg", "image/svg+xml")
    with pytest.raises(OSError, match="identify"):
        rasters(b"no png", "image/png")
