"""The colours of a figure on a dark page: only colours change, so that both variants show the same to the pixel.

Grey and pale colours are what a style is made of (page, frames, text, grids, boxes): their lightness is turned
over. Strong colours tell data apart: they stay, made lighter where they could not be seen. Colours that stand for
numbers (images, colour maps) mean the same on every page and are never touched.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

PAGE = (0x1E / 255, 0x1E / 255, 0x1E / 255)
"""Obsidian's own dark page."""
INK = (0xDA / 255, 0xDA / 255, 0xDA / 255)
"""Obsidian's own text on it."""
_STRONG = 0.08
"""Chroma, in OKLab, from which a colour tells something apart."""
_SEEN = 0.6
"""Lightness, in OKLab, that a strong colour has at least: a contrast of about 3 to 1 with the page."""
_COLOURS = ("color", "facecolor", "edgecolor", "markerfacecolor", "markerfacecoloralt", "markeredgecolor")

Rgba = tuple[float, float, float, float]
_Lab = tuple[float, float, float]


@contextlib.contextmanager
def darkened(figure: Any) -> Iterator[None]:  # noqa: ANN401 - a figure of matplotlib, which isn't imported here
    """Give everything in a drawn figure its colours on a dark page, and its own ones back afterwards."""
    before = [(artist, dict(vars(artist))) for artist in dict.fromkeys(_artists(figure))]
    try:
        # All are looked at before one is changed: an axes answers for the colour of its own background.
        for change, colour in [change for artist, _ in before for change in _changes(artist)]:
            change(colour)
        yield
    finally:
        for artist, attributes in before:
            vars(artist).clear()
            vars(artist).update(attributes)


def is_dark(figure: Any) -> bool:  # noqa: ANN401 - see `darkened`
    """Tell whether a figure is made for a dark page already."""
    red, green, blue, alpha = figure.get_facecolor()
    return bool(alpha > 0.5 and _lab((red, green, blue))[0] < 0.5)  # noqa: PLR2004 - more seen than not, dark than not


@cache
def on_dark(colour: Rgba) -> Rgba:
    """Return a colour as it is on a dark page."""
    lightness, a, b = _lab(colour[:3])
    if math.hypot(a, b) < _STRONG:
        low, high = _lab(PAGE)[0], _lab(INK)[0]
        lightness = low + (1 - lightness) * (high - low)
    else:
        lightness = max(lightness, _SEEN)
    return (*_rgb((lightness, a, b)), colour[3])


def _artists(figure: Any) -> Iterator[Any]:  # noqa: ANN401 - see `darkened`
    for artist in figure.findobj():
        yield artist
        # The box of a text and the arrow of an annotation are nobody's children.
        for name in ("get_bbox_patch", "arrow_patch"):
            inner = getattr(artist, name, None)
            inner = inner() if callable(inner) and name == "get_bbox_patch" else inner
            if inner is not None:
                yield inner


def _changes(artist: Any) -> Iterator[tuple[Callable[[Any], object], Any]]:  # noqa: ANN401 - an artist of matplotlib
    """Yield what sets each colour of an artist, with its colour on a dark page."""
    if hasattr(artist, "levels") and getattr(artist, "colors", None) is not None:
        vars(artist)["_A"] = None  # contours of colours that the code names: their numbers don't choose any
    mapped = getattr(artist, "get_array", None)
    if mapped is not None and mapped() is not None:
        return
    for name in _COLOURS:
        change = getattr(artist, f"set_{name}", None)
        follows = isinstance(getattr(artist, f"_{name}s", None), str)  # an edge that has the colour of its face
        colour = _changed(getattr(artist, f"get_{name}", lambda: None)())
        if change is not None and colour is not None and not follows:
            yield change, colour


def _changed(colour: object) -> object:
    """Return a colour, or each of a list of colours, on a dark page; None for what is no colour."""
    from matplotlib.colors import to_rgba  # noqa: PLC0415 - loaded wherever there is a figure

    if isinstance(colour, str) and colour.lower() in {"none", "auto"}:
        return None
    with contextlib.suppress(ValueError, TypeError):
        return on_dark(_plain(to_rgba(colour)))
    if isinstance(colour, Iterable):
        with contextlib.suppress(ValueError, TypeError):
            return [on_dark(_plain(to_rgba(one))) for one in colour]
    return None


def _plain(colour: Sequence[float]) -> Rgba:
    red, green, blue, alpha = (round(float(part), 6) for part in colour)
    return red, green, blue, alpha


def _lab(colour: Sequence[float]) -> _Lab:
    """Return lightness and the two axes of colour of an sRGB colour in OKLab (B. Ottosson, 2020)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)  # noqa: PLR2004
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lab: _Lab) -> tuple[float, float, float]:
    """Return the sRGB colour of a colour in OKLab; one that no screen has, at the edge of what screens have."""
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _curved(red), _curved(green), _curved(blue)


def _curved(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    curved = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004
    return round(min(max(curved, 0.0), 1.0), 4)
