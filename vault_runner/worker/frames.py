"""How the processes of a run talk: frames of a JSON message and an optional binary payload.

What a child sends is a claim; whoever reads it bounds its size here and checks its content afterwards.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any

WIRE = 512
"""Descriptor of the wire to the tool in a child, where code that closes or counts doesn't meet it."""

HEAD = struct.Struct(">II")
MESSAGE_LIMIT = 4 << 20
PAYLOAD_LIMIT = 20 << 20
_READ = 1 << 18


class FrameError(Exception):
    """The bytes on the wire are no frame, or one that is too large."""


def pack(message: object, payload: bytes = b"") -> bytes:
    """Return the bytes of one frame; lone surrogates become question marks, since JSON can't carry them."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return HEAD.pack(len(body), len(payload)) + body + payload


class Unpacker:
    """Cuts a stream of bytes into frames, however the bytes arrive."""

    def __init__(self, message_limit: int = MESSAGE_LIMIT, payload_limit: int = PAYLOAD_LIMIT) -> None:
        """Bound what a single frame may hold."""
        self._limits = (message_limit, payload_limit)
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Take more bytes and yield message and payload of every frame that is now whole."""
        self._buffer += chunk
        while len(self._buffer) >= HEAD.size:
            message, payload = HEAD.unpack_from(self._buffer)
            if message > self._limits[0] or payload > self._limits[1]:
                raise FrameError(f"a frame of {message} and {payload} bytes")
            middle, end = HEAD.size + message, HEAD.size + message + payload
            if len(self._buffer) < end:
                return
            frame = bytes(self._buffer[HEAD.size : middle]), bytes(self._buffer[middle:end])
            del self._buffer[:end]
            yield frame


def receive(source: socket.socket) -> dict[str, Any] | None:
    """Wait for one frame without payload; None once the other side is gone. For the trusted direction only."""
    head = _exactly(source, HEAD.size)
    if head is None:
        return None
    body = _exactly(source, HEAD.unpack(head)[0])
    if body is None:
        return None
    message: dict[str, Any] = json.loads(body)
    return message


def _exactly(source: socket.socket, size: int) -> bytes | None:
    chunks = []
    while size:
        chunk = source.recv(min(size, _READ))
        if not chunk:
            return None
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
