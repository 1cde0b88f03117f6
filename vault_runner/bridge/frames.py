"""The frames of the base protocol: a header that says how long the message is, then the message."""

from __future__ import annotations

import re
from typing import BinaryIO

MOST_HEADER = 16 << 10
MOST_BODY = 64 << 20
_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?\n", re.IGNORECASE)


class FrameError(Exception):
    """What came is no frame, and nobody can tell where the next one starts."""


def read_frame(source: BinaryIO) -> bytes | None:
    """Return the next message; None at the end of the stream, also in the middle of a message.

    Raises:
        FrameError: if there is no usable header.
    """
    size, header = None, 0
    while True:
        line = source.readline(MOST_HEADER)
        header += len(line)
        if not line:
            return None
        if header >= MOST_HEADER:
            raise FrameError("the header is too long")
        if not line.strip():
            break
        found = _LENGTH.fullmatch(line)
        if found:
            size = int(found[1])
    if size is None:
        raise FrameError("a header without Content-Length")
    if size > MOST_BODY:
        raise FrameError(f"a message of {size} bytes is more than the {MOST_BODY} that are allowed")
    body = source.read(size)
    return body if len(body) == size else None


def framed(body: bytes) -> bytes:
    """Return a message as it is sent."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
