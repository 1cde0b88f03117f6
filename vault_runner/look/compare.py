"""What an eye sees of the difference between two pictures.

Distances are Euclidean in OKLab (B. Ottosson, "A perceptual color space for image processing", 2020), where 0.02 is
about the least that can be told apart (CSS Color Module Level 4, section 13.2). Before two pixels are compared, each
is averaged with its neighbours, so that an edge that is smoothed a little differently is no difference.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vault_runner.look.raster import Pixels, rasters

Distances: TypeAlias = NDArray[np.float32]
"""Shape (height, width)."""

JUST_NOTICEABLE = 0.02
FADED = 0.25
"""How much is left of the picture itself where its difference is shown."""
MARK = (230, 0, 120)
MARGIN = 2
"""Pixels around a difference that its averages reach."""
PAGES = (1.0, 0.0)
"""White and black: what is transparent is looked at on both."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The difference between two pictures."""

    share: float
    """Of the pixels, those that differ visibly: from 0 to 1."""
    largest: float
    """The largest distance in OKLab; black and white are 1 apart."""
    resized: bool
    only_dark: bool
    """Whether it can only be seen on dark pages."""
    picture: bytes
    """A PNG: the new picture, faded, with the places that differ marked."""


def compare(before: bytes, after: bytes, mime: str) -> Seen:
    """Return how much two pictures of one kind differ."""
    first, second = rasters(before, mime), rasters(after, mime)
    # A drawing that had no dark variant showed its only one on dark pages, too.
    pairs = list(zip(_both(first, second), _both(second, first), strict=True))
    distances = [_distance(*pair) for pair in pairs]
    visible = [distance > JUST_NOTICEABLE for distance in distances]
    most = max(range(len(pairs)), key=lambda number: (visible[number].mean(), distances[number].max()))
    left, right = pairs[most]
    marked = _marked(_padded(right, *visible[most].shape), visible[most])
    share, largest = float(visible[most].mean()), float(distances[most].max())
    return Seen(share, largest, left.shape != right.shape, bool(share) and not visible[0].any(), marked)


def _both(pictures: tuple[Pixels, ...], others: tuple[Pixels, ...]) -> tuple[Pixels, ...]:
    return pictures * len(others) if len(pictures) == 1 else pictures


def _distance(before: Pixels, after: Pixels) -> Distances:
    """Return how far apart two pictures are at each pixel, whichever page they are on; 1 where only one of them is."""
    height, width = (max(before.shape[axis], after.shape[axis]) for axis in (0, 1))
    left, right = (_padded(picture, height, width) for picture in (before, after))
    distance = np.zeros((height, width), np.float32)
    differing = np.argwhere((left != right).any(axis=-1))
    if len(differing):
        # Most changes are small, and far the most of the work is looking at what is the same.
        (top, start), (bottom, end) = differing.min(axis=0), differing.max(axis=0) + 1
        part = np.s_[max(top - MARGIN, 0) : bottom + MARGIN, max(start - MARGIN, 0) : end + MARGIN]
        is_clear = bool((left[part][..., 3] < 1).any() or (right[part][..., 3] < 1).any())
        for page in PAGES if is_clear else PAGES[:1]:
            apart = _perceived(left[part], page) - _perceived(right[part], page)
            distance[part] = np.maximum(distance[part], np.sqrt((apart**2).sum(axis=-1)))
    for smaller in (before, after) if before.shape != after.shape else ():
        distance[smaller.shape[0] :] = distance[:, smaller.shape[1] :] = 1.0
    return distance


def _padded(picture: Pixels, height: int, width: int) -> Pixels:
    return np.pad(picture, ((0, height - picture.shape[0]), (0, width - picture.shape[1]), (0, 0)))


def _perceived(picture: Pixels, page: float) -> Pixels:
    """Return a picture on a page in OKLab, each pixel averaged with its neighbours. Shape (height, width, 3)."""
    alpha = picture[..., 3:]
    shown = picture[..., :3] * alpha + page * (1 - alpha)
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB
    return _smoothed(np.cbrt(linear @ CONES.T) @ OPPONENTS.T)


def _smoothed(picture: Pixels) -> Pixels:
    """Return the mean of each pixel and its eight neighbours; at the border, of itself once more."""
    edged = np.pad(picture, ((1, 1), (1, 1), (0, 0)), mode="edge")
    rows = edged[:-2] + edged[1:-1] + edged[2:]
    smoothed: Pixels = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9
    return smoothed


def _marked(picture: Pixels, visible: NDArray[np.bool_]) -> bytes:
    alpha = picture[..., 3:]
    shown = picture[..., :3] * alpha + (1 - alpha)
    grey = 1 - (1 - shown.mean(axis=-1, keepdims=True)) * FADED
    pixels = np.repeat((grey * 255).round().astype(np.uint8), 3, axis=-1)
    pixels[_widened(visible)] = MARK
    target = io.BytesIO()
    Image.fromarray(pixels).quantize(64, method=Image.Quantize.FASTOCTREE).save(target, "PNG")
    return target.getvalue()


def _widened(visible: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the places that differ and their neighbours: a single pixel would be overlooked."""
    edged = np.pad(visible, 1)
    rows = edged[:-2] | edged[1:-1] | edged[2:]
    return rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]


CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
"""From linear sRGB to the responses of the three cones, as OKLab has them."""
OPPONENTS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
"""From the cube roots of the responses to lightness and the two axes of colour."""
