"""JSON-RPC 2.0 over frames: what is asked here, what is asked there, and the answers to both."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, BinaryIO, TypeAlias, TypeGuard

import msgspec

from vault_runner.bridge.frames import FrameError, framed, read_frame

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603
NOT_INITIALIZED, CANCELLED, REQUEST_FAILED = -32002, -32800, -32803
MOST_UNREAD = 64 << 20
"""Bytes that wait for a client that is slow to read."""
Identifier: TypeAlias = int | str
_log = logging.getLogger(__name__)


class RpcError(Exception):
    """An answer that says why there is none."""

    def __init__(
        self, code: int, message: str, *, hint: str = "", action: str = "", more: Mapping[str, object] | None = None
    ) -> None:
        """Keep what the other side is told; `hint` is what a person can do, `action` a command that does it."""
        super().__init__(message)
        self.code, self.message, self.hint, self.action = code, message, hint, action
        self.more = more or {}

    def wire(self) -> dict[str, Any]:
        """Return it as it is sent."""
        said: dict[str, Any] = {"code": self.code, "message": self.message}
        return {**said, "data": {"hint": self.hint, "action": self.action, **self.more}} if self.hint else said


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
        self._unread, self._tally = 0, threading.Lock()
        self.on_unread: Callable[[], None] = _nothing
        """Called once, by a thread of its own, when the other side leaves more unread than can be kept."""
        self._writer = threading.Thread(target=self._write, name="writer", daemon=True)
        self._writer.start()

    def serve(self, receive: Callable[[str, Identifier | None, Any], None]) -> None:
        """Hand every request and notification to `receive` until the stream ends; a notification has no identifier."""
        while True:
            try:
                body = read_frame(self._source)
            except FrameError as error:
                _log.error("the client sent what is no message: %s", error)
                self.refuse(None, RpcError(PARSE_ERROR, str(error)))
                if error.lost:
                    return
                continue
            if body is None:
                return
            try:
                message = msgspec.json.decode(body)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                self.refuse(None, RpcError(PARSE_ERROR, "this is no JSON"))
                continue
            if isinstance(message, dict):
                self._receive(message, receive)
            else:
                self.refuse(None, RpcError(INVALID_REQUEST, "this is no request"))

    def answer(self, identifier: Identifier, result: object) -> None:
        """Answer a request of the other side."""
        self._send({"id": identifier, "result": result})

    def refuse(self, identifier: Identifier | None, error: RpcError) -> None:
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
        if "id" in message and not _is_identifier(identifier):
            if "error" not in message:
                self.refuse(None, RpcError(INVALID_REQUEST, "an identifier is a whole number or a text"))
        elif isinstance(method, str):
            receive(method, identifier, message.get("params"))
        elif "method" in message or identifier is None:
            self.refuse(identifier, RpcError(INVALID_REQUEST, "a method is named by a text"))
        else:
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
        said = {"jsonrpc": "2.0", **message}
        try:
            letter = msgspec.json.encode(said)
        except UnicodeEncodeError:  # half of a character, which no message can hold
            letter = msgspec.json.encode(_whole(msgspec.to_builtins(said)))
        self._put(framed(letter))

    def _put(self, letter: bytes) -> None:
        """Let something be written; what a client doesn't read for long is dropped, and so is that client."""
        with self._tally:
            before, self._unread = self._unread, self._unread + len(letter)
        if before > MOST_UNREAD:
            return
        self._letters.put(letter)
        if before + len(letter) > MOST_UNREAD:
            _log.error("the client does not read what it is sent")
            threading.Thread(target=self.on_unread, name="unread", daemon=True).start()

    def _write(self) -> None:
        while (letter := self._letters.get()) is not None:
            with self._tally:
                self._unread -= min(self._unread, len(letter))
            try:
                view = memoryview(letter)
                while view:
                    view = view[self._sink.write(view) :]
            except OSError:
                return


def _nothing() -> None:
    """Do nothing."""


def _is_identifier(value: object) -> TypeGuard[Identifier]:
    return isinstance(value, int | str) and not isinstance(value, bool)


def _whole(value: Any) -> Any:  # noqa: ANN401 - any part of a message
    """Return a message with a question mark for each lone half of a character."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value
