"""Pictures as pixels: PNG by Pillow, SVG by resvg, whatever the two were made by."""

from __future__ import annotations

import io
import re
from typing import TypeAlias

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image

Pixels: TypeAlias = NDArray[np.float32]
"""Shape (height, width, 4): red, green, blue and alpha from 0 to 1, colours not multiplied by alpha."""

LONGEST = 1600
"""Pixels of the longer side at most; what is larger is looked at from further away."""
MOST_PIXELS = 60_000_000
VARIANTS = (b"vr-light", b"vr-dark")
"""The classes of the two halves of a drawing for light and dark pages."""
_SIZE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([0-9.]+)\s*(pt|px|in|cm|mm|)\s*["']""")
_PIXELS = {b"pt": 96 / 72, b"px": 1.0, b"": 1.0, b"in": 96.0, b"cm": 96 / 2.54, b"mm": 96 / 25.4}


def rasters(content: bytes, mime: str) -> tuple[Pixels, ...]:
    """Return what a picture shows: one raster, or those for a light and a dark page."""
    if mime == "image/png":
        return (_decoded(content),)
    light, dark = (b'class="' + variant + b'"' for variant in VARIANTS)
    if dark not in content:
        return (_drawn(content),)
    swapped = content.replace(light, b'class=""').replace(dark, light).replace(b'class=""', dark)
    return (_drawn(content), _drawn(swapped))


def _drawn(content: bytes) -> Pixels:
    drawing = content.decode()
    width, height = _size(content)
    scale = min(1.0, LONGEST / max(width, height))
    picture = resvg_py.svg_to_bytes(
        svg_string=drawing,
        dpi=96,
        width=max(1, round(width * scale)),
        height=max(1, round(height * scale)),
        skip_system_fonts="<text" not in drawing,  # looking for fonts takes longer than drawing
    )
    return _decoded(bytes(picture))


def _size(content: bytes) -> tuple[float, float]:
    """Return the size in pixels that the root of a drawing states, or a usual one."""
    start = content.find(b"<svg")
    root = content[start : content.find(b">", start)]
    stated = {name: float(number) * _PIXELS[unit] for name, number, unit in _SIZE.findall(root)}
    width, height = stated.get(b"width", 0.0), stated.get(b"height", 0.0)
    return (width, height) if width >= 1 and height >= 1 else (800.0, 600.0)


def _decoded(content: bytes) -> Pixels:
    with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(f"it has {picture.width}×{picture.height} pixels")
        scale = -(-max(picture.size) // LONGEST)
        whole = picture.convert("RGBA")
        near = whole.reduce(scale) if scale > 1 else whole
    return np.asarray(near, dtype=np.float32) / np.float32(255)
