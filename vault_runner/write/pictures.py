"""Look at a picture before it becomes a file of the vault: is it what it says, quiet, and of a sane size?"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass

from vault_runner.model import Figure
from vault_runner.write.compare import same_text
from vault_runner.write.svg import svg_problem

MAX_BYTES = 20 << 20
MAX_PIXELS = 50_000_000
MAX_UNPACKED = 256 << 20
"""Bytes of pixels that are worth comparing; a larger picture counts as changed if its file did."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Of each kind of colour that a PNG can have."""
_MARK = re.compile(r"(?<=[\"#])[a-zA-Z][0-9a-f]{10}(?=[\")])")
SUFFIXES = {"image/png": "png", "image/svg+xml": "svg"}


@dataclass(frozen=True, slots=True)
class Png:
    """What decides how a PNG looks: its header, its palette and transparency, its packed pixels."""

    width: int
    height: int
    depth: int
    colour: int
    rest: tuple[tuple[bytes, bytes], ...]
    packed: bytes

    @property
    def raw_size(self) -> int:
        """Bytes of the pixels when unpacked, with the filter byte of each row; more if they are interlaced."""
        bits = self.width * self.depth * CHANNELS.get(self.colour, 1)
        return self.height * (1 + (bits + 7) // 8)


def problem_of(figure: Figure) -> str:
    """Return the sentence that says why a figure can't be kept, or nothing if it can."""
    if len(figure.content) > MAX_BYTES:
        return f"it has {len(figure.content) / (1 << 20):.0f} MiB, and {MAX_BYTES >> 20} are the most"
    return svg_problem(figure.content) if figure.mime == "image/svg+xml" else _png_problem(figure.content)


def same_picture(standing: bytes, fresh: bytes, mime: str, *, same_code: bool) -> bool:
    """Tell whether two pictures look the same: equal pixels, or drawings equal within the numeric tolerance."""
    if standing == fresh:
        return True
    if mime == "image/png":
        return _same_pixels(standing, fresh)
    try:
        return same_text(_counted(standing.decode()), _counted(fresh.decode()), same_code=same_code)
    except UnicodeDecodeError:
        return False


def _counted(drawing: str) -> str:
    """Number the marks by which parts of a drawing name each other: they are made from its numbers, to the last bit."""
    numbers: dict[str, int] = {}
    return _MARK.sub(lambda mark: f"mark {numbers.setdefault(mark[0], len(numbers))}", drawing)


def _png_problem(content: bytes) -> str:
    png = read_png(content)
    if png is None:
        return "it is no whole PNG picture"
    if png.width * png.height > MAX_PIXELS:
        return f"it has {png.width}×{png.height} pixels, and {MAX_PIXELS // 1_000_000} million are the most"
    return ""


def read_png(content: bytes) -> Png | None:
    """Read the parts of a PNG without unpacking its pixels; None if it is not one, or not whole."""
    chunks = _chunks(content)
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":  # noqa: PLR2004
        return None
    width, height, depth, colour = struct.unpack(">IIBB", chunks[0][1][:10])
    if not width or not height or colour not in CHANNELS:
        return None
    packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
    rest = tuple((kind, body) for kind, body in chunks if kind in {b"IHDR", b"PLTE", b"tRNS"})
    return Png(width, height, depth, colour, rest, packed)


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Split a PNG into its chunks; nothing if one is damaged or something follows the last."""
    if not content.startswith(SIGNATURE):
        return []
    found: list[tuple[bytes, bytes]] = []
    at = len(SIGNATURE)
    while at + 12 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        checksum = content[at + 8 + size : at + 12 + size]
        if len(checksum) != 4 or zlib.crc32(kind + body) != int.from_bytes(checksum, "big"):  # noqa: PLR2004
            return []
        found.append((kind, body))
        at += 12 + size
    return found if at == len(content) else []


def _same_pixels(standing: bytes, fresh: bytes) -> bool:
    left, right = read_png(standing), read_png(fresh)
    if left is None or right is None or left.rest != right.rest:
        return False
    return left.packed == right.packed or _unpacked(left) == _unpacked(right) is not None


def _unpacked(png: Png) -> bytes | None:
    """Return the pixels, or None if they are damaged or more than the header says."""
    if png.raw_size > MAX_UNPACKED:
        return None
    unpacker = zlib.decompressobj()
    try:
        pixels = unpacker.decompress(png.packed, png.raw_size + 1)
    except zlib.error:
        return None
    return pixels if len(pixels) == png.raw_size else None
