"""The editor on the other side: what it can do, and what it is told."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from vault_runner.bridge.documents import Document
from vault_runner.bridge.messages import Client, Message
from vault_runner.bridge.rpc import Peer, RpcError
from vault_runner.bridge.run_messages import Input, Place, Placed

ERROR, WARNING, INFO = 1, 2, 3
ANSWER_SECONDS: Final = 15.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the client said in `initialize`."""

    places: bool = False
    """It places results itself."""
    extended: bool = False
    """It knows the `vaultRunner/*` notifications."""
    versioned: bool = False
    """It takes edits that name the version that they are for."""
    refreshes: bool = False
    """It asks for code lenses anew when told."""
    questions: bool = False
    """It shows questions with buttons."""
    progress: bool = False
    """It shows the progress of work that it did not ask to be told of."""
    hints: bool = False
    """It asks for inlay hints anew when told."""
    answers: bool = False
    """It asks the person what a block wants to know."""
    watches: bool = False
    """It can be asked to tell of files that change."""

    @classmethod
    def of(cls, capabilities: Mapping[str, Any], client: Client | None) -> Abilities:
        """Read the capabilities."""
        workspace, window = _inner(capabilities, "workspace"), _inner(capabilities, "window")
        return cls(
            places=client is not None and client.writes == "client",
            extended=client is not None,
            versioned=bool(_inner(workspace, "workspaceEdit").get("documentChanges")),
            refreshes=bool(_inner(workspace, "codeLens").get("refreshSupport")),
            questions="messageActionItem" in _inner(window, "showMessage"),
            progress=window.get("workDoneProgress") is True,
            hints=bool(_inner(workspace, "inlayHint").get("refreshSupport")),
            answers=client is not None and client.stdin,
            watches=bool(_inner(workspace, "didChangeWatchedFiles").get("dynamicRegistration")),
        )


class Editor:
    """Says things to the client in the words that it knows."""

    def __init__(self, peer: Peer) -> None:
        """Take the connection; what the client can do is learnt later."""
        self._peer = peer
        self.can = Abilities()

    def tell(self, method: str, message: Message) -> None:
        """Send one of the `vaultRunner/*` notifications, to a client that knows them."""
        if self.can.extended:
            self._peer.notify(method, message)

    def publish(self, document: Document, diagnostics: list[dict[str, Any]]) -> None:
        """Send the diagnostics of one version of a note."""
        params = {"uri": document.uri, "version": document.version, "diagnostics": diagnostics}
        self._peer.notify("textDocument/publishDiagnostics", params)

    def retract(self, uri: str) -> None:
        """Take back the diagnostics of a note that is closed."""
        self._peer.notify("textDocument/publishDiagnostics", {"uri": uri, "diagnostics": []})

    def show(self, text: str, weight: int = WARNING) -> None:
        """Show a sentence to the person."""
        self._peer.notify("window/showMessage", {"type": weight, "message": text})

    def question(self, text: str, answers: Sequence[str], then: Callable[[str], None]) -> None:
        """Ask the person; `then` is called with the answer, or not at all. It must not wait."""
        actions = [{"title": answer} for answer in answers]
        params = {"type": WARNING, "message": text, "actions": actions}
        future = self._peer.request("window/showMessageRequest", params)
        future.add_done_callback(lambda done: _pass_on(done, answers, then))

    def refresh(self) -> None:
        """Have the code lenses and the inlay hints asked for anew."""
        if self.can.refreshes:
            self._peer.request("workspace/codeLens/refresh", None)
        if self.can.hints:
            self._peer.request("workspace/inlayHint/refresh", None)

    def show_progress(self, token: str) -> Future[Any]:
        """Ask the client to show progress under a token."""
        return self._peer.request("window/workDoneProgress/create", {"token": token})

    def report(self, token: str, value: Mapping[str, object]) -> None:
        """Tell progress under a token that the client knows."""
        self._peer.notify("$/progress", {"token": token, "value": value})

    def watch(self, globs: Sequence[str]) -> None:
        """Ask the client to tell of changes on the disk."""
        if self.can.watches:
            options = {"watchers": [{"globPattern": glob} for glob in globs]}
            method = "workspace/didChangeWatchedFiles"
            registration = {"id": "watched", "method": method, "registerOptions": options}
            self._peer.request("client/registerCapability", {"registrations": [registration]})

    def place(self, place: Place) -> Future[Any]:
        """Ask the client to put a result into the note."""
        return self._peer.request("vaultRunner/result", place)

    def ask(self, question: Input) -> Future[Any]:
        """Have the person asked what a block wants to know."""
        return self._peer.request("vaultRunner/input", question)

    def start(self, label: str, edit: Mapping[str, Any]) -> None:
        """Ask the client to make an edit, and don't wait."""
        self._peer.request("workspace/applyEdit", {"label": label, "edit": edit})

    def apply(self, label: str, edit: Mapping[str, Any]) -> bool:
        """Ask the client to make an edit, and wait for it. Not for the thread that reads messages."""
        future = self._peer.request("workspace/applyEdit", {"label": label, "edit": edit})
        try:
            answer = future.result(ANSWER_SECONDS)
        except (RpcError, TimeoutError) as error:
            _log.warning("the client did not apply an edit: %s", error)
            return False
        return isinstance(answer, dict) and answer.get("applied") is True


def placed(future: Future[Any]) -> Placed:
    """Return what became of a result; whatever is no answer means that it was not placed."""
    try:
        return msgspec.convert(future.result(0), Placed)
    except (RpcError, TimeoutError, msgspec.ValidationError):
        return Placed(placed=False, reason="refused")


def _pass_on(future: Future[Any], answers: Sequence[str], then: Callable[[str], None]) -> None:
    """Pass an answer on that is one of those offered."""
    with contextlib.suppress(RpcError):
        chosen = future.result(0)
        title = chosen.get("title") if isinstance(chosen, dict) else None
        if isinstance(title, str) and title in answers:
            then(title)


def _inner(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = holder.get(key)
    return inner if isinstance(inner, dict) else {}
