"""Pass messages between stdin, stdout and a WebSocket: `relay.py ADDRESS TICKET`."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from pathlib import Path

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from vault_runner.bridge.frames import framed, read_frame


def _upwards(client: ClientConnection) -> None:
    with contextlib.suppress(ConnectionClosed, OSError):
        while (body := read_frame(sys.stdin.buffer)) is not None:
            client.send(body, text=True)
    client.close()


def main(address: str, ticket: Path) -> None:
    """Relay until either side ends."""
    token = json.loads(ticket.read_text())["token"]
    names = [Subprotocol("vault-runner.v1"), Subprotocol(f"vault-runner.token.{token}")]
    origin = Origin("app://obsidian.md")
    with connect(address, origin=origin, subprotocols=names, max_size=None, proxy=None) as client:
        threading.Thread(target=_upwards, args=(client,), daemon=True).start()
        for message in client:
            sys.stdout.buffer.write(framed(message.encode() if isinstance(message, str) else message))
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
