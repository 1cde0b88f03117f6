"""The door: who knocks, who is let in, one at a time."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from websockets.frames import CloseCode

from vault_runner.bridge.gate import Gate
from vault_runner.bridge.websocket import Gone, Limits, Wire
from vault_runner.errors import ConfigError

LOOPBACK: Final = "127.0.0.1"
LOOPBACK_6: Final = "::1"
TAKEN: Final = "another editor is connected"
BACKLOG: Final = 64
LEAVING_SECONDS: Final = 10.0
GRACE_SECONDS: Final = 1.0
QUIET_SECONDS: Final = 1.0
Serve = Callable[[Wire], Awaitable[str]]
_log = logging.getLogger(__name__)


def bound(addresses: tuple[str, ...], port: int, stack: ExitStack) -> list[socket.socket]:
    """Return a socket for each loopback address, all with one port; 0 chooses one that is free.

    Raises:
        ConfigError: if the port is taken, or the machine has no such address.
    """
    sockets: list[socket.socket] = []
    for address in addresses:
        family = socket.AF_INET6 if address == LOOPBACK_6 else socket.AF_INET
        one = stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((address, port))
        except OSError as error:
            raise ConfigError(
                f"nothing can listen at {address}, port {port}: {error.strerror}",
                remedy="name another port, or none: then a free one is taken",
            ) from None
        port = port or one.getsockname()[1]
        sockets.append(one)
    return sockets


@dataclass(eq=False)
class Door:
    """Takes every connection, and hands to `serve` those that may come in."""

    gate: Gate
    limits: Limits
    serve: Serve
    _knocking: dict[Wire, None] = field(default_factory=dict)
    _inside: Wire | None = None
    _room: asyncio.Lock = field(default_factory=asyncio.Lock)
    _said: float = 0.0

    @asynccontextmanager
    async def open(self, sockets: list[socket.socket]) -> AsyncIterator[None]:
        """Take connections for as long as it is entered."""
        servers = [await asyncio.start_server(self._met, sock=each, backlog=BACKLOG) for each in sockets]
        try:
            yield
        finally:
            for server in servers:
                server.close()
            for wire in (*self._knocking, *filter(None, [self._inside])):
                wire.cut()
            async with self._room:  # until the one inside is taken leave of
                pass

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = Wire(reader, writer, self.limits)
        self._knocking[wire] = None
        if len(self._knocking) > self.limits.connections:
            oldest = next(iter(self._knocking))
            del self._knocking[oldest]
            oldest.cut()
        try:
            refusal = await wire.open(self.gate)
            self._knocking.pop(wire, None)
            if refusal is None:
                await self._let_in(wire)
            else:
                self._tell(f"refused a connection: {refusal.why}")
                await wire.close(CloseCode.NORMAL_CLOSURE, "")
        except Gone as error:
            self._tell(f"dropped a connection: {error}")
        except Exception:  # noqa: BLE001 - a mistake of ours must not close the door
            _log.exception("a connection broke down")
        finally:
            self._knocking.pop(wire, None)
            wire.cut()

    async def _let_in(self, wire: Wire) -> None:
        """Serve a client; while there is another one, say so."""
        if not await self._is_leaving():
            self._tell("turned a second editor away")
            await wire.close(CloseCode.TRY_AGAIN_LATER, TAKEN)
            return
        try:
            async with asyncio.timeout(LEAVING_SECONDS):
                await self._room.acquire()
        except TimeoutError:
            await wire.close(CloseCode.TRY_AGAIN_LATER, TAKEN)
            return
        self._inside = wire
        try:
            _log.info("an editor has connected")
            _log.info("the editor is gone: %s", await self.serve(wire))
        finally:
            self._inside = None
            self._room.release()

    async def _is_leaving(self) -> bool:
        """Tell whether there is room, or soon will be; an editor that starts anew may come before it is seen to go."""
        end = time.monotonic() + GRACE_SECONDS
        while (inside := self._inside) is not None and inside.is_open:
            if time.monotonic() > end:
                return False
            await asyncio.sleep(GRACE_SECONDS / 20)
        return True

    def _tell(self, what: str) -> None:
        """Log what a stranger caused, but not as often as strangers like."""
        now = time.monotonic()
        if now - self._said > QUIET_SECONDS:
            self._said = now
            _log.warning("%s", what)
