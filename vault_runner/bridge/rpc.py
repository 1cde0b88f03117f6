"""JSON-RPC 2.0 over frames: what is asked here, what is asked there, and the answers to both."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, BinaryIO, TypeAlias

import msgspec

from vault_runner.bridge.frames import FrameError, framed, read_frame

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603
NOT_INITIALIZED, CANCELLED, REQUEST_FAILED = -32002, -32800, -32803
Identifier: TypeAlias = int | str
_log = logging.getLogger(__name__)


class RpcError(Exception):
    """An answer that says why there is none."""

    def __init__(self, code: int, message: str, *, hint: str = "", action: str = "") -> None:
        """Keep what the other side is told; `hint` is what a person can do, `action` a command that does it."""
        super().__init__(message)
        self.code, self.message, self.hint, self.action = code, message, hint, action

    def wire(self) -> dict[str, Any]:
        """Return it as it is sent."""
        said: dict[str, Any] = {"code": self.code, "message": self.message}
        return {**said, "data": {"hint": self.hint, "action": self.action}} if self.hint else said


class Peer:
    """One side of a connection. Messages are read by the thread that calls `serve`, and written by one of its own.

    Writing never blocks who sends: a client that is busy writing to us need not read meanwhile.
    """

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        """Take both streams."""
        self._source, self._sink = source, sink
        self._waiting: dict[Identifier, Future[Any]] = {}
        self._lock = threading.Lock()
        self._last = 0
        self._letters: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="writer", daemon=True)
        self._writer.start()

    def serve(self, receive: Callable[[str, Identifier | None, Any], None]) -> None:
        """Hand every request and notification to `receive` until the stream ends; a notification has no identifier."""
        while True:
            try:
                body = read_frame(self._source)
            except FrameError as error:
                _log.error("the client sent what is no message: %s", error)
                return
            if body is None:
                return
            try:
                message = msgspec.json.decode(body)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                self._send({"id": None, "error": {"code": PARSE_ERROR, "message": "this is no JSON"}})
                continue
            if isinstance(message, dict):
                self._receive(message, receive)
            else:
                self._send({"id": None, "error": {"code": INVALID_REQUEST, "message": "this is no request"}})

    def answer(self, identifier: Identifier, result: object) -> None:
        """Answer a request of the other side."""
        self._send({"id": identifier, "result": result})

    def refuse(self, identifier: Identifier, error: RpcError) -> None:
        """Answer a request of the other side with an error."""
        self._send({"id": identifier, "error": error.wire()})

    def notify(self, method: str, params: object) -> None:
        """Tell the other side something."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: object) -> Future[Any]:
        """Ask the other side something; the answer arrives in the future, which fails once the connection ends."""
        future: Future[Any] = Future()
        with self._lock:
            self._last += 1
            identifier = f"vault-run-{self._last}"
            self._waiting[identifier] = future
        self._send({"id": identifier, "method": method, "params": params})
        return future

    def close(self, patience: float = 1.0) -> None:
        """Let what was said be written, and give up on every answer."""
        self._letters.put(None)
        self._writer.join(patience)
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            future.set_exception(RpcError(CANCELLED, "the connection has ended"))

    def _receive(self, message: Mapping[str, Any], receive: Callable[[str, Identifier | None, Any], None]) -> None:
        method, identifier = message.get("method"), message.get("id")
        if not isinstance(identifier, int | str | None):
            identifier = None
        if isinstance(method, str):
            receive(method, identifier, message.get("params"))
        elif identifier is not None:
            self._settle(identifier, message)

    def _settle(self, identifier: Identifier, message: Mapping[str, Any]) -> None:
        with self._lock:
            future = self._waiting.pop(identifier, None)
        if future is None:
            return
        error = message.get("error")
        if isinstance(error, dict):
            code, text = error.get("code"), error.get("message")
            future.set_exception(RpcError(code if isinstance(code, int) else INTERNAL, str(text)))
        else:
            future.set_result(message.get("result"))

    def _send(self, message: Mapping[str, object]) -> None:
        self._letters.put(framed(msgspec.json.encode({"jsonrpc": "2.0", **message})))

    def _write(self) -> None:
        while (letter := self._letters.get()) is not None:
            try:
                view = memoryview(letter)
                while view:
                    view = view[self._sink.write(view) :]
            except OSError:
                return
