"""A language server of its own behind each connection: the one that editors start, with its two streams held from here.

So it ends as it does when an editor does, nothing of one client is there for the next, and whatever goes wrong in it
leaves the door as it is.
"""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, Final

from websockets.frames import CloseCode

from vault_runner.bridge.frames import framed
from vault_runner.bridge.websocket import Gone, Wire

LEAVE_SECONDS: Final = 5.0
END_SECONDS: Final = 2.0
BUFFER: Final = 256 << 10
_HEADER: Final = b"Content-Length: "


async def relay(wire: Wire, command: Sequence[str]) -> str:
    """Start a server for a connection, pass on what either side says until one ends; return why it ended."""
    # A session of its own: a key that interrupts us must not reach it before we have taken leave.
    child = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, limit=BUFFER, start_new_session=True
    )
    try:
        return await _first(_to_server(wire, child), _to_client(wire, child), wire.keep_alive())
    finally:
        ending = asyncio.ensure_future(_end(child))
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            await ending
            raise
        code = CloseCode.NORMAL_CLOSURE if child.returncode in {0, 1} else CloseCode.INTERNAL_ERROR
        await wire.close(code, "the backend has ended")


async def _first(*works: Coroutine[Any, Any, str | None]) -> str:
    """Return what the first to end has to say, and end the others."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).result() or "it has left"
    except (Gone, OSError) as error:
        return str(error)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _to_server(wire: Wire, child: Process) -> str:
    assert child.stdin is not None  # noqa: S101 - it is a pipe
    async for body in wire.messages():
        child.stdin.write(framed(body))
        await child.stdin.drain()
    return "it has left"


async def _to_client(wire: Wire, child: Process) -> str:
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    while True:
        try:
            header = await child.stdout.readuntil(b"\r\n\r\n")
            body = await child.stdout.readexactly(int(header.removeprefix(_HEADER)))
        except asyncio.IncompleteReadError:
            return "its server has ended"
        await wire.send(body)


async def _end(child: Process) -> None:
    """Close a server's input, which ends it with all that it started; insist if it takes long."""
    assert child.stdin is not None  # noqa: S101 - it is a pipe
    with suppress(OSError):
        child.stdin.close()
    if await _is_over(child, LEAVE_SECONDS):
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, number)
        if await _is_over(child, END_SECONDS):
            return


async def _is_over(child: Process, seconds: float) -> bool:
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    try:
        async with asyncio.timeout(seconds):
            # What it still says is nobody's; it must not wait for a reader.
            while await child.stdout.read(BUFFER):
                pass
            await child.wait()
    except TimeoutError:
        return False
    return True
