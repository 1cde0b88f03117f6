"""The server with its guards switched off, for the proof that the attacks would be seen: `unguarded.py lsp …`."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from websockets.server import ServerProtocol

from vault_runner.bridge import gate, network, server
from vault_runner.bridge.approvals import Approvals
from vault_runner.cli import main


def _anything(_root: Path, uri: str) -> str:
    """Take whatever is named, wherever it lies."""
    return unquote(urlsplit(uri).path).lstrip("/")


def _server(self: network.Service) -> list[str]:
    own = [sys.executable, __file__, "lsp", "--stdio", "--relayed"]
    return [*own, "--vault", str(self.vault), "--log", self.log]


if __name__ == "__main__":
    for owner, name, value in (
        (gate.Gate, "refusal", lambda _self, _knock: None),
        (ServerProtocol, "process_subprotocol", lambda _self, _headers: None),
        (network.Service, "command", property(_server)),
        (Approvals, "allow", lambda _self, _plan: True),
    ):
        setattr(owner, name, value)
    # Every room of the bridge is loaded with the server's own.
    for name, room in tuple(sys.modules.items()):
        if name.startswith(str(server.__package__)) and hasattr(room, "path_within"):
            vars(room)["path_within"] = _anything
    sys.exit(main())
