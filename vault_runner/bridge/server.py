"""The language server: its life, and who does what is asked.

The thread that reads messages never waits: it keeps the texts, stops runs, and hands all else to the desk.
Code of notes never runs in this process.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from vault_runner import __version__
from vault_runner.bridge.documents import Document, Documents, file_of, path_within
from vault_runner.bridge.editor import Abilities, Editor
from vault_runner.bridge.lenses import COMMANDS
from vault_runner.bridge.lifeline import interrupt_self, watch_parent
from vault_runner.bridge.live import Live
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.messages import PROTOCOL, Client, Server, Start
from vault_runner.bridge.methods import MISMATCH, OUTSIDE, TO_SERVER
from vault_runner.bridge.requests import Desk
from vault_runner.bridge.rpc import (
    CANCELLED,
    INTERNAL,
    INVALID_PARAMS,
    INVALID_REQUEST,
    NO_METHOD,
    NOT_INITIALIZED,
    Identifier,
    Peer,
    RpcError,
)
from vault_runner.bridge.runs import Runs
from vault_runner.bridge.workroom import Workroom
from vault_runner.config import find_vault
from vault_runner.errors import VaultRunnerError
from vault_runner.pipeline.vaults import open_vault

FEATURES = ["run", "output", "interrupt", "shapes", "equations", "clear"]
PATIENCE = 0.8
_log = logging.getLogger(__name__)


class LanguageServer:
    """One client, one vault."""

    def __init__(self, peer: Peer) -> None:
        """Wait for `initialize`."""
        self._peer = peer
        self._editor = Editor(peer)
        self._documents = Documents()
        self._memories = Memories()
        self._start = Start()
        self._desk: Desk | None = None
        self._initialized = self._shut_down = self._leaving = False
        self._pending: set[Identifier] = set()
        self._cancelled: set[Identifier] = set()
        self._notifications: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "textDocument/didOpen": self._opened,
            "textDocument/didChange": self._changed,
            "textDocument/didSave": self._saved,
            "textDocument/didClose": self._closed,
            "$/cancelRequest": self._cancel,
        }

    def serve(self) -> int:
        """Serve until the client says goodbye or is gone; return the exit code."""
        try:
            self._peer.serve(self._receive)
        except _Leave:
            return 0 if self._shut_down else 1
        except KeyboardInterrupt:
            return 0
        finally:
            self.close()
        return 0

    def close(self) -> None:
        """End every process that was started here."""
        if self._desk is not None:
            self._desk.close(PATIENCE)
        self._peer.close(PATIENCE)

    def _receive(self, method: str, identifier: Identifier | None, params: Any) -> None:  # noqa: ANN401 - as it came
        if method == "exit":
            raise _Leave
        params = params if isinstance(params, dict) else {}
        if identifier is None:
            self._hear(method, params)
            return
        try:
            if method == "shutdown":
                self._shut_down = True
                self._peer.answer(identifier, None)
            elif method == "initialize":
                self._peer.answer(identifier, self._initialize(params))
            else:
                self._ask(method, identifier, params)
        except RpcError as error:
            self._peer.refuse(identifier, error)
        except msgspec.ValidationError as error:
            self._peer.refuse(identifier, RpcError(INVALID_PARAMS, str(error)))

    def _hear(self, method: str, params: Mapping[str, Any]) -> None:
        listener = self._notifications.get(method)
        if listener is None or not self._initialized:
            return
        try:
            listener(params)
        except (KeyError, TypeError, ValueError, msgspec.ValidationError):
            _log.exception("%s can't be read", method)

    def _ask(self, method: str, identifier: Identifier, params: Mapping[str, Any]) -> None:
        if not self._initialized:
            raise RpcError(NOT_INITIALIZED, "`initialize` has to come first")
        if self._shut_down:
            raise RpcError(INVALID_REQUEST, "the server is shutting down")
        desk = self._desk
        if desk is None:
            raise RpcError(OUTSIDE, "there is no vault here", hint="open a note of a vault", action="")
        if method in desk.immediate:
            self._peer.answer(identifier, desk.immediate[method](_typed(method, params)))
        elif method in desk.questions:
            question = desk.questions[method]
            self._pending.add(identifier)
            desk.live.later(lambda: self._reply(identifier, lambda: question(_typed(method, params))))
        else:
            raise RpcError(NO_METHOD, f"`{method}` is not known here")

    def _reply(self, identifier: Identifier, question: Callable[[], Any]) -> None:
        """Answer a request on the desk's thread, whatever comes of it."""
        self._pending.discard(identifier)
        if identifier in self._cancelled:
            self._cancelled.discard(identifier)
            self._peer.refuse(identifier, RpcError(CANCELLED, "cancelled"))
            return
        try:
            answer = question()
            after = None
            if isinstance(answer, tuple):
                answer, after = answer
            self._peer.answer(identifier, answer)
            if after is not None:
                after()
        except RpcError as error:
            self._peer.refuse(identifier, error)
        except msgspec.ValidationError as error:
            self._peer.refuse(identifier, RpcError(INVALID_PARAMS, str(error)))
        except VaultRunnerError as error:
            self._peer.refuse(identifier, RpcError(INTERNAL, error.message, hint=error.remedy))
        except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
            _log.exception("a request broke down")
            self._peer.refuse(identifier, RpcError(INTERNAL, "vault-run made a mistake; see its log"))

    def _initialize(self, params: Mapping[str, Any]) -> dict[str, Any]:
        if self._initialized:
            raise RpcError(INVALID_REQUEST, "`initialize` was sent before")
        capabilities = params.get("capabilities")
        capabilities = capabilities if isinstance(capabilities, dict) else {}
        client = _client(capabilities)
        self._editor.can = Abilities.of(capabilities, client)
        self._start = msgspec.convert(params.get("initializationOptions") or {}, Start)
        root = _root(self._start, params)
        if root is not None:
            self._enter(root)
        process = params.get("processId")
        if isinstance(process, int):
            watch_parent(process, interrupt_self)
        self._initialized = True
        server = Server(protocol=PROTOCOL, backend=__version__, features=FEATURES)
        return {
            "capabilities": {**CAPABILITIES, "experimental": {"vaultRunner": server}},
            "serverInfo": {"name": "vault-run", "version": __version__},
        }

    def _enter(self, root: Path) -> None:
        """Serve the notes of the vault at `root`."""
        vault = open_vault([root])
        workroom = Workroom(vault, self._documents, self._start.interpreter)
        live = Live(workroom, self._documents, self._memories, self._editor, trusted=self._start.trusted)
        runs = Runs(workroom, self._documents, self._memories, self._editor, live.judge_soon)
        self._desk = Desk(workroom, self._documents, self._memories, self._editor, live, runs)

    def _opened(self, params: Mapping[str, Any]) -> None:
        item = params["textDocument"]
        uri, text, version = item["uri"], item["text"], item["version"]
        file = file_of(uri)
        if self._desk is None and file is not None:
            try:
                self._enter(find_vault(file) or file.parent)
            except VaultRunnerError as error:
                self._editor.show(str(error))
        if self._desk is None:
            return
        path = path_within(self._desk.root, uri)
        if path is not None:
            self._documents.open(Document(uri, path, version, text))
            self._desk.live.changed(uri, judge=self._start.checks != "asked")

    def _changed(self, params: Mapping[str, Any]) -> None:
        item = params["textDocument"]
        document = self._documents.change(item["uri"], item["version"], params["contentChanges"])
        if document is not None and self._desk is not None:
            self._desk.live.changed(document.uri, judge=self._start.checks == "typing")

    def _saved(self, params: Mapping[str, Any]) -> None:
        uri = params["textDocument"]["uri"]
        if self._desk is not None and self._documents.at(uri) is not None and self._start.checks == "saving":
            self._desk.live.judge_soon(uri)

    def _closed(self, params: Mapping[str, Any]) -> None:
        uri = params["textDocument"]["uri"]
        if self._desk is not None and self._documents.at(uri) is not None:
            self._documents.close(uri)
            self._desk.live.forget(uri)
            self._editor.retract(uri)

    def _cancel(self, params: Mapping[str, Any]) -> None:
        identifier = params["id"]
        if identifier in self._pending:
            self._cancelled.add(identifier)


class _Leave(Exception):  # noqa: N818 - a turn of events, not an error
    """The client has said `exit`."""


CAPABILITIES: dict[str, Any] = {
    "positionEncoding": "utf-16",
    "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
    "codeLensProvider": {"resolveProvider": False},
    "hoverProvider": True,
    "codeActionProvider": {"codeActionKinds": ["quickfix"]},
    "executeCommandProvider": {"commands": list(COMMANDS)},
}


def _typed(method: str, params: Mapping[str, Any]) -> Any:  # noqa: ANN401 - one of the structs, or the plain mapping
    struct = TO_SERVER.get(method, (None, None))[0]
    return msgspec.convert(params, struct) if struct is not None else params


def _client(capabilities: Mapping[str, Any]) -> Client | None:
    """Return what a client says that knows our messages; None for one that doesn't.

    Raises:
        RpcError: if there is no protocol that both sides speak.
    """
    experimental = capabilities.get("experimental")
    said = experimental.get("vaultRunner") if isinstance(experimental, dict) else None
    if said is None:
        return None
    client = msgspec.convert(said, Client)
    lowest, highest = client.protocol
    if lowest <= PROTOCOL <= highest:
        return client
    wanted = f"{lowest}" if lowest == highest else f"{lowest} to {highest}"
    side = "the backend" if lowest > PROTOCOL else "the editor's plugin"
    raise RpcError(
        MISMATCH,
        f"the editor's plugin speaks protocol {wanted}, the backend {PROTOCOL}",
        hint=f"update {side}",
        action="update",
    )


def _root(start: Start, params: Mapping[str, Any]) -> Path | None:
    """Return the folder that the client opened: the vault around it, or else itself."""
    if start.vault_root:
        return Path(os.path.abspath(start.vault_root))  # noqa: PTH100 - resolve() would leave the vault through a link
    folders = params.get("workspaceFolders")
    uris = [folder.get("uri") for folder in folders if isinstance(folder, dict)] if isinstance(folders, list) else []
    for uri in (*uris, params.get("rootUri")):
        folder = file_of(uri) if isinstance(uri, str) else None
        if folder is not None:
            with contextlib.suppress(OSError):
                return find_vault(folder) or folder
    return None
