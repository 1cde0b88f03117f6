"""One WebSocket connection, read and written piece by piece, so that nothing of it ever grows without bound.

The library knows the protocol and touches no socket. Reading waits for writing: a client that doesn't take what it is
sent is not heard any more, and after a while no longer connected.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import CONNECTING, OPEN, Event
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from vault_runner.bridge.gate import SPOKEN, Gate, Refusal

CHUNK: Final = 64 << 10
REFUSED: Final = "refused\n"
# What the library tells of each step holds the headers, and with them the token.
_silent = logging.getLogger("vault_runner.bridge.websocket.library")
_silent.setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a connection may ask for, and how long it may take."""

    handshake_seconds: float = 5.0
    handshake_bytes: int = 16 << 10
    guess_seconds: float = 0.3
    """How long the answer to a wrong token takes."""
    message_bytes: int = 16 << 20
    reading_seconds: float = 20.0
    """How long a client may leave what it was sent unread."""
    ping_seconds: float = 15.0
    closing_seconds: float = 2.0
    frames_per_second: float = 2000.0
    """Where 64 KiB count as one."""
    frames_at_once: float = 4000.0
    connections: int = 32
    """That have not shown their token; one more, and the oldest goes."""


class Gone(Exception):  # noqa: N818 - a turn of events, not an error
    """The connection is no more."""


class Pace:
    """Lets a burst through, and then so much a second."""

    def __init__(self, limits: Limits) -> None:
        """Start with a whole burst to spare."""
        self._rate, self._most = limits.frames_per_second, limits.frames_at_once
        self._spare, self._then = self._most, time.monotonic()

    async def take(self, cost: float) -> None:
        """Wait as long as it takes."""
        now = time.monotonic()
        self._spare = min(self._most, self._spare + (now - self._then) * self._rate) - cost
        self._then = now
        if self._spare < 0:
            await asyncio.sleep(-self._spare / self._rate)


class Wire:
    """A connection. One task reads its messages; any may send."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limits: Limits) -> None:
        """Take an accepted connection."""
        self._reader, self._writer, self._limits = reader, writer, limits
        self._protocol = ServerProtocol(
            subprotocols=[Subprotocol(SPOKEN)], max_size=limits.message_bytes, logger=_silent
        )
        self._pace = Pace(limits)
        self._part = bytearray()
        self._early: list[Event] = []
        self._heard = time.monotonic()
        writer.transport.set_write_buffer_limits(CHUNK)

    @property
    def is_open(self) -> bool:
        """Whether both sides still talk."""
        return self._protocol.state is OPEN and not self._writer.is_closing()

    async def open(self, gate: Gate) -> Refusal | None:
        """Shake hands; return why it was refused, None if it was not.

        Raises:
            Gone: if the other side was too slow, said too much, or left.
        """
        try:
            async with asyncio.timeout(self._limits.handshake_seconds):
                request = await self._request()
        except TimeoutError:
            raise Gone("it was too slow to say what it wants") from None
        refusal = gate.refusal(request)
        if refusal is None:
            response = self._protocol.accept(request)
            if response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
                refusal = Refusal(HTTPStatus(response.status_code), "it is no WebSocket of version 13")
        else:
            if refusal.is_guess:
                await asyncio.sleep(self._limits.guess_seconds)
            response = self._protocol.reject(refusal.status, REFUSED)
        if self._protocol.eof_sent:
            raise Gone("it left before it was answered")
        self._protocol.send_response(response)
        await self._flush()
        return refusal

    async def messages(self) -> AsyncIterator[bytes]:
        """Yield every message until the end."""
        events, self._early = self._early, []
        while True:
            for event in events:
                if isinstance(event, Frame) and (body := await self._whole(event)) is not None:
                    yield body
            if self._protocol.state is not OPEN:
                return
            events = await self._fill()

    async def send(self, body: bytes) -> None:
        """Send a message, as fast as it is read."""
        if not self.is_open:
            raise Gone("it has left")
        self._protocol.send_text(body)
        await self._flush()

    async def keep_alive(self) -> None:
        """Ask for a sign of life from time to time; end when there is none."""
        while self.is_open:
            await asyncio.sleep(self._limits.ping_seconds)
            if time.monotonic() - self._heard > 2 * self._limits.ping_seconds:
                raise Gone("it gave no sign of life")
            if self.is_open:
                self._protocol.send_ping(b"")
                await self._flush()

    async def close(self, code: CloseCode, reason: str) -> None:
        """Say goodbye, and wait a little for an answer."""
        with suppress(Gone, TimeoutError):
            async with asyncio.timeout(self._limits.closing_seconds):
                if self._protocol.state is OPEN:
                    self._protocol.send_close(code, reason)
                await self._flush()
                while not self._reader.at_eof():
                    await self._fill()
        self.cut()

    def cut(self) -> None:
        """End the connection at once."""
        self._writer.transport.abort()

    async def _request(self) -> Request:
        """Read the request that has to come first."""
        read = 0
        while self._protocol.state is CONNECTING:
            events = await self._fill()
            read += self._last
            if read > self._limits.handshake_bytes or self._protocol.handshake_exc is not None:
                break
            if events and isinstance(events[0], Request):
                self._early = events[1:]
                return events[0]
            if self._protocol.eof_sent:
                break
        raise Gone("what it sent is no request")

    async def _whole(self, frame: Frame) -> bytes | None:
        """Return the message that a frame completes."""
        await self._pace.take(1 + len(frame.data) / CHUNK)
        if frame.opcode is Opcode.BINARY:
            self._fail(CloseCode.UNSUPPORTED_DATA, "messages are texts")
        if frame.opcode not in {Opcode.TEXT, Opcode.CONT} or self._protocol.state is not OPEN:
            return None
        self._part += frame.data
        if not frame.fin:
            return None
        body, self._part = bytes(self._part), bytearray()
        try:
            body.decode()
        except UnicodeDecodeError:
            self._fail(CloseCode.INVALID_DATA, "this is no UTF-8")
            return None
        return body

    def _fail(self, code: CloseCode, reason: str) -> None:
        if self._protocol.state is OPEN:
            self._protocol.fail(code, reason)

    async def _fill(self) -> list[Event]:
        """Read once, and answer what the protocol answers by itself."""
        try:
            read = await self._reader.read(CHUNK)
        except OSError:
            raise Gone("it has left") from None
        self._heard, self._last = time.monotonic(), len(read)
        if read:
            self._protocol.receive_data(read)
        else:
            self._protocol.receive_eof()
        events = self._protocol.events_received()
        await self._flush()
        return events

    async def _flush(self) -> None:
        """Write what is to be written, and wait until most of it is read."""
        for piece in self._protocol.data_to_send():
            if piece:
                self._writer.write(piece)
            elif self._writer.can_write_eof():
                with suppress(OSError, RuntimeError):
                    self._writer.write_eof()
        try:
            async with asyncio.timeout(self._limits.reading_seconds):
                await self._writer.drain()
        except TimeoutError:
            self.cut()
            raise Gone("it does not read what it is sent") from None
        except OSError:
            raise Gone("it has left") from None
