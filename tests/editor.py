"""An editor for tests: it starts the real language server and keeps all that was said."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from command import environment

from vault_runner.trust import TrustStore

PATIENCE = 60.0
Said = dict[str, Any]


class Refused(Exception):  # noqa: N818 - an answer
    """The server answered with an error."""

    def __init__(self, error: Said) -> None:
        """Keep the error."""
        super().__init__(error["message"])
        self.code: int = error["code"]
        self.data: Said = error.get("data") or {}


def _gladly(_params: Said) -> object:
    """Do whatever is asked."""
    return {"placed": True, "applied": True, "reason": ""}


class Editor:
    """One client of one server process."""

    command: Sequence[str] = (sys.executable, "-m", "vault_runner", "lsp", "--stdio")

    def __init__(self, vault: Path, *, cache: Path | None = None, **extra: str) -> None:
        """Start the server with `vault` as its folder; `extra` goes into its environment."""
        self.vault = vault
        own = {"XDG_CACHE_HOME": str(cache)} if cache else {}
        surroundings = environment(**own, **extra)
        self.state = Path(surroundings["XDG_STATE_HOME"]) / "vault-runner"
        self.approvals = TrustStore(self.state / "trust")
        self.process = subprocess.Popen(
            self.command,
            cwd=vault,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.transcript: list[tuple[str, Said]] = []
        self.heard: list[Said] = []
        self.texts: dict[str, str] = {}
        self.places = True
        self.answers: dict[str, Callable[[Said], object]] = {}
        self.silent: set[str] = set()
        """Requests of the server that are not answered."""
        self.broken = b""
        self._last = 0
        self._inbox: queue.Queue[Said | None] = queue.Queue()
        self._replies: dict[object, Said] = {}
        self.log: list[bytes] = []
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._read, self._read_log)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        """Return the editor."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up, and see to it that the server is gone."""
        self.hang_up()
        try:
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            for thread in self._threads:
                thread.join(5)
            for stream in (self.process.stdout, self.process.stderr):
                assert stream is not None
                stream.close()

    def hang_up(self) -> None:
        """Close the server's input, as an editor that ends does."""
        assert self.process.stdin is not None
        if not self.process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()

    def send(self, message: Said) -> None:
        """Send any message."""
        self.transcript.append(("client", message))
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, **params: object) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def post(self, method: str, **params: object) -> int:
        """Send a request and don't wait."""
        self._last += 1
        self.send({"id": self._last, "method": method, "params": params})
        return self._last

    def ask(self, method: str, **params: object) -> Any:  # noqa: ANN401 - answers are of any kind
        """Send a request and return the answer."""
        return self.answer(self.post(method, **params))

    def answer(self, identifier: int) -> Any:  # noqa: ANN401 - answers are of any kind
        """Wait for an answer."""
        self._until(lambda: identifier in self._replies, f"an answer to request {identifier}")
        reply = self._replies.pop(identifier)
        if "error" in reply:
            refused = Refused(reply["error"])
            refused.add_note(b"".join(self.log).decode(errors="replace"))
            raise refused
        return reply["result"]

    def start(
        self,
        *,
        trusted: bool = True,
        places: bool = True,
        protocol: tuple[int, int] = (1, 1),
        client: Said | None = None,
        **more: object,
    ) -> Any:  # noqa: ANN401 - an answer
        """Shake hands; with `trusted`, the vault is approved on this device before."""
        if trusted:
            self.approvals.approve_vault(self.vault)
        self.places = places
        writes = "client" if places else "applyEdit"
        capabilities = {
            "workspace": {"workspaceEdit": {"documentChanges": True}},
            "experimental": {"vaultRunner": {"protocol": protocol, "writes": writes, **(client or {})}},
        }
        options = {"vaultRoot": str(self.vault), **more}
        result = self.ask(
            "initialize", processId=os.getpid(), rootUri=None, capabilities=capabilities, initializationOptions=options
        )
        self.notify("initialized")
        return result

    def uri(self, name: str) -> str:
        """Return the address of a note."""
        return (self.vault / name).as_uri()

    def open(self, name: str, text: str, version: int = 1) -> str:
        """Open a note."""
        uri = self.uri(name)
        self.texts[uri] = text
        self.notify(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": "markdown", "version": version, "text": text},
        )
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        """Replace the whole text of a note."""
        self.texts[uri] = text
        self.notify(
            "textDocument/didChange", textDocument={"uri": uri, "version": version}, contentChanges=[{"text": text}]
        )

    def wait(self, method: str, fits: Callable[[Said], bool] = lambda _params: True) -> Said:
        """Wait for a notification or a request of the server, heard already or not, and take it out."""
        found: list[Said] = []

        def here() -> bool:
            found.extend(each for each in self.heard if each["method"] == method and fits(each["params"]))
            return bool(found)

        self._until(here, method)
        self.heard.remove(found[0])
        params: Said = found[0]["params"]
        return params

    def all(self, method: str) -> list[Said]:
        """Return every notification of a method that was heard and not taken."""
        self._drain(0.0)
        return [each["params"] for each in self.heard if each["method"] == method]

    def states(self, run: str) -> list[tuple[str, str]]:
        """Return the blocks' states of a run in the order that they were told."""
        said = [message["params"] for who, message in self.transcript if who == "server" and "method" in message]
        told = [each for each in said if each and each.get("runId") == run and "state" in each]
        assert [each["seq"] for each in told] == sorted(each["seq"] for each in told)
        return [(each["blockId"], each["state"]) for each in told]

    def _until(self, done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end or not self._drain(end - time.monotonic()):
                log = b"".join(self.log).decode(errors="replace")
                raise AssertionError(f"{what} did not come; exit {self.process.poll()}; {log}")

    def _drain(self, seconds: float) -> bool:
        """Take what has come, waiting at most so long for the first; tell whether more may come."""
        wait = seconds
        while True:
            try:
                message = self._inbox.get(timeout=wait) if wait else self._inbox.get_nowait()
            except queue.Empty:
                return wait == 0.0
            if message is None:
                return wait == 0.0 and seconds != 0.0
            self._take(message)
            wait = 0.0

    def _take(self, message: Said) -> None:
        self.transcript.append(("server", message))
        method = message.get("method")
        if method is None:
            self._replies[message["id"]] = message
            return
        self.heard.append(message)
        if "id" in message and method not in self.silent:
            answer = self.answers.get(method, _gladly)
            self.send({"id": message["id"], "result": answer(message["params"])})

    def _read(self) -> None:
        for message in self._messages():
            self._inbox.put(message)
        self._inbox.put(None)

    def _messages(self) -> Iterator[Said]:
        source = self.process.stdout
        assert source is not None
        while header := source.readline():
            if not header.startswith(b"Content-Length: "):
                self.broken += header
                continue
            size = int(header.partition(b": ")[2])
            assert source.readline() == b"\r\n"
            yield json.loads(source.read(size))

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line)
