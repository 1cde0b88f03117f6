"""The frames of the base protocol: a header that says how long the message is, then the message."""

from __future__ import annotations

import re
from typing import BinaryIO

MOST_HEADER = 16 << 10
MOST_BODY = 64 << 20
_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?\n", re.IGNORECASE)


CHUNK = 1 << 20


class FrameError(Exception):
    """What came is no message. The next one can be read all the same, unless the frame is `lost`."""

    def __init__(self, message: str, *, lost: bool = False) -> None:
        """Say what is wrong; with `lost`, nobody can tell where the next frame starts."""
        super().__init__(message)
        self.lost = lost


def read_frame(source: BinaryIO) -> bytes | None:
    """Return the next message; None at the end of the stream, also in the middle of a message.

    Raises:
        FrameError: if the header is of no use, or the message larger than any is; what is too large is passed over.
    """
    size, header = None, 0
    while True:
        line = source.readline(MOST_HEADER)
        header += len(line)
        if not line:
            return None
        if header >= MOST_HEADER:
            raise FrameError("the header is too long", lost=True)
        if not line.strip():
            break
        found = _LENGTH.fullmatch(line)
        if found:
            size = int(found[1])
    if size is None:
        raise FrameError("a header without Content-Length")
    if size > MOST_BODY:
        _pass_over(source, size)
        raise FrameError(f"a message of {size} bytes is more than the {MOST_BODY} that are allowed")
    body = source.read(size)
    return body if len(body) == size else None


def _pass_over(source: BinaryIO, size: int) -> None:
    """Read what nobody wants to keep."""
    while size > 0:
        read = len(source.read(min(size, CHUNK)))
        if not read:
            return
        size -= read


def framed(body: bytes) -> bytes:
    """Return a message as it is sent."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
