"""The language server: its life, and who does what is asked.

The thread that reads messages never waits: it keeps the texts, stops runs, and hands all else to the desk.
Code of notes never runs in this process.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from vault_runner import __version__
from vault_runner.bridge.editor import Abilities, Editor
from vault_runner.bridge.entrance import PATIENCE, Entrance
from vault_runner.bridge.handshake import CAPABILITIES, chosen_root, client_of, root_of
from vault_runner.bridge.lifeline import leave, watch_parent
from vault_runner.bridge.messages import PROTOCOL, Server, Start
from vault_runner.bridge.methods import OUTSIDE, TO_SERVER
from vault_runner.bridge.notices import Notices
from vault_runner.bridge.rpc import (
    CANCELLED,
    INTERNAL,
    INVALID_PARAMS,
    INVALID_REQUEST,
    NO_METHOD,
    NOT_INITIALIZED,
    REQUEST_FAILED,
    Identifier,
    Peer,
    RpcError,
)
from vault_runner.bridge.run_messages import Queued
from vault_runner.errors import VaultRunnerError

FEATURES = [
    "run",
    "output",
    "interrupt",
    "shapes",
    "equations",
    "clear",
    "approval",
    "progress",
    "hints",
    "input",
    "live",
    "folders",
    "check",
]
MISTAKE = "vault-run made a mistake; see its log"
MOST_REMEMBERED = 200
MOST_PENDING = 1000
SETTINGS = ("/vault-run.yaml", "/.obsidian/app.json")
WATCHED = ("**/*.md", "**/*.py", "**/vault-run.yaml")
_log = logging.getLogger(__name__)


class LanguageServer:
    """One client, one vault."""

    def __init__(self, peer: Peer, *, only: Path | None = None, follows: bool = True) -> None:
        """Wait for `initialize`; with `only`, that vault is served and no other.

        `follows` says that the client's process is one of this machine, with which the server ends.
        """
        self._peer = peer
        self._only, self._follows = only, follows
        peer.on_unread = lambda: leave(self.close)
        self._editor = Editor(peer)
        self._entrance = Entrance(self._editor)
        self._initialized = self._shut_down = self._leaving = False
        self._pending: set[Identifier] = set()
        self._cancelled: set[Identifier] = set()
        self._asked_for: dict[Identifier, str] = {}
        """The runs, by the requests that started them."""
        self._notifications: dict[str, Callable[[Mapping[str, Any]], None]] = {
            **Notices(self._entrance, self._editor).listeners,
            "$/cancelRequest": self._cancel,
            "window/workDoneProgress/cancel": self._cancel_work,
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
        self._entrance.close()
        self._peer.close(PATIENCE)

    def _receive(self, method: str, identifier: Identifier | None, params: Any) -> None:  # noqa: ANN401 - as it came
        if method == "exit":
            raise _Leave
        if identifier is None:
            self._hear(method, params if isinstance(params, dict) else {})
            return
        try:
            if not isinstance(params, dict | None):
                raise RpcError(INVALID_PARAMS, "parameters go by their names")  # noqa: TRY301 - answered as all others
            self._request(method, identifier, params or {})
        except RpcError as error:
            self._peer.refuse(identifier, error)
        except msgspec.ValidationError as error:
            self._peer.refuse(identifier, RpcError(INVALID_PARAMS, str(error)))
        except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
            _log.exception("%s broke down", method)
            self._peer.refuse(identifier, RpcError(INTERNAL, MISTAKE))

    def _request(self, method: str, identifier: Identifier, params: Mapping[str, Any]) -> None:
        if method == "initialize":
            self._peer.answer(identifier, self._initialize(params))
        elif method == "shutdown" and self._initialized and not self._shut_down:
            self._shut_down = True
            self._peer.answer(identifier, None)
        else:
            self._ask(method, identifier, params)

    def _hear(self, method: str, params: Mapping[str, Any]) -> None:
        listener = self._notifications.get(method)
        if listener is None or not self._initialized:
            return
        try:
            listener(params)
        except (msgspec.ValidationError, LookupError, TypeError, AttributeError, ValueError) as error:
            _log.warning("%s can't be taken: %s", method, error, exc_info=_log.isEnabledFor(logging.DEBUG))
        except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
            _log.exception("%s broke down", method)

    def _ask(self, method: str, identifier: Identifier, params: Mapping[str, Any]) -> None:
        if not self._initialized:
            raise RpcError(NOT_INITIALIZED, "`initialize` has to come first")
        if self._shut_down:
            raise RpcError(INVALID_REQUEST, "the server is shutting down")
        desk, trouble = self._entrance.desk, self._entrance.trouble
        if desk is None:
            if trouble is not None:
                raise RpcError(OUTSIDE, trouble.message, hint=trouble.remedy)
            raise RpcError(OUTSIDE, "there is no vault here", hint="open a note of a vault")
        if method in desk.immediate:
            self._peer.answer(identifier, desk.immediate[method](_typed(method, params)))
        elif method in desk.questions:
            question = desk.questions[method]
            self._expect(identifier)
            desk.live.later(lambda: self._reply(identifier, lambda: question(_typed(method, params))))
        else:
            raise RpcError(NO_METHOD, f"`{method}` is not known here")

    def _expect(self, identifier: Identifier) -> None:
        """Take a request on, unless it is one too many."""
        if identifier in self._pending:
            raise RpcError(INVALID_REQUEST, "a request with this identifier is not answered yet")
        if len(self._pending) >= MOST_PENDING:
            raise RpcError(REQUEST_FAILED, "too many requests wait for their answers")
        self._pending.add(identifier)

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
            if isinstance(answer, Queued):
                self._remember(identifier, answer.run_id)
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
            self._peer.refuse(identifier, RpcError(INTERNAL, MISTAKE))

    def _remember(self, identifier: Identifier, run_id: str) -> None:
        """Remember which request started which run, of the last ones."""
        self._asked_for[identifier] = run_id
        while len(self._asked_for) > MOST_REMEMBERED:
            del self._asked_for[next(iter(self._asked_for))]

    def _initialize(self, params: Mapping[str, Any]) -> dict[str, Any]:
        if self._initialized:
            raise RpcError(INVALID_REQUEST, "`initialize` was sent before")
        capabilities = params.get("capabilities")
        capabilities = capabilities if isinstance(capabilities, dict) else {}
        client = client_of(capabilities)
        self._editor.can = Abilities.of(capabilities, client)
        self._entrance.start = start = msgspec.convert(params.get("initializationOptions") or {}, Start)
        root = chosen_root(self._only, root_of(start, params))
        if root is not None:
            self._entrance.enter(root)
        process = params.get("processId")
        if isinstance(process, int) and self._follows:
            watch_parent(process, lambda: leave(self.close))
        self._initialized = True
        server = Server(protocol=PROTOCOL, backend=__version__, features=FEATURES)
        return {
            "capabilities": {**CAPABILITIES, "experimental": {"vaultRunner": server}},
            "serverInfo": {"name": "vault-run", "version": __version__},
        }

    def _cancel(self, params: Mapping[str, Any]) -> None:
        """Give a request up; of one that was answered by starting a run, stop that run."""
        identifier = params["id"]
        if identifier in self._pending:
            self._cancelled.add(identifier)
        elif self._entrance.desk is not None and (run_id := self._asked_for.get(identifier)):
            self._entrance.desk.stop(run_id)

    def _cancel_work(self, params: Mapping[str, Any]) -> None:
        """Stop the run whose progress was shown; its number is the token."""
        token = params["token"]
        if self._entrance.desk is not None and isinstance(token, str) and token:
            self._entrance.desk.stop(token)


class _Leave(Exception):  # noqa: N818 - a turn of events, not an error
    """The client has said `exit`."""


def _typed(method: str, params: Mapping[str, Any]) -> Any:  # noqa: ANN401 - one of the structs, or the plain mapping
    struct = TO_SERVER.get(method, (None, None))[0]
    return msgspec.convert(params, struct) if struct is not None else params
