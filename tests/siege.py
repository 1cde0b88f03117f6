"""A server that listens, and everything an attacker needs: raw sockets, raw frames, and eyes on its processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from command import environment
from editor import Editor
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

OBSIDIAN = "app://obsidian.md"
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
SWITCHED = " 101 "
RELAY = Path(__file__).parent / "attacks" / "relay.py"
UNGUARDED = Path(__file__).parent / "attacks" / "unguarded.py"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
MEMORY = 400 << 20


@dataclass
class Siege:
    """One server over a loopback WebSocket."""

    vault: Path
    cache: Path
    guarded: bool = True
    extra: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    process: subprocess.Popen[str] = field(init=False)
    port: int = 0
    token: str = ""
    ticket: Path = Path()

    def __enter__(self) -> Self:
        """Start the server."""
        program = ["-m", "vault_runner"] if self.guarded else [str(UNGUARDED)]
        self.process = subprocess.Popen(
            [sys.executable, *program, "lsp", "--ws", "--vault", str(self.vault), *self.arguments],
            env=environment(XDG_CACHE_HOME=str(self.cache), PYTHONUNBUFFERED="1", **self.extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.ticket = Path(self.process.stdout.readline().partition(" is in ")[2].strip())
        told = json.loads(self.ticket.read_text())
        self.port, self.token = int(told["address"].rpartition(":")[2]), told["token"]
        return self

    def __exit__(self, *_: object) -> None:
        """End it, and see to it that it went in order."""
        log = self.end()
        assert self.process.returncode == 0, log
        assert self.token not in log
        assert "Traceback" not in log, log

    def end(self) -> str:
        """Ask it to end; return its log."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.communicate(timeout=30)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.communicate()[1]

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    @property
    def family(self) -> list[int]:
        """The numbers of its process and of all below."""
        return [self.process.pid, *_below(self.process.pid)]

    @property
    def memory(self) -> int:
        """The bytes that it and all below have in memory."""
        return sum(map(_resident, self.family))

    def dial(self) -> socket.socket:
        """Open a connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def knock(self, raw: bytes) -> bytes:
        """Send raw bytes and return what comes back before the other side hangs up or stays silent."""
        with self.dial() as line, contextlib.suppress(OSError):
            line.sendall(raw)
            return _until_header(line)
        return b""

    def request(self, *more: str, first: str = "GET / HTTP/1.1", without: str = "", **headers: str) -> bytes:
        """Return a handshake that would do, but for what is changed: `more` are lines, `headers` replaced values."""
        names = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        lines = {
            "host": f"127.0.0.1:{self.port}",
            "upgrade": "websocket",
            "connection": "Upgrade",
            "sec-websocket-key": KEY,
            "sec-websocket-version": "13",
            "sec-websocket-protocol": f"vault-runner.v1, vault-runner.token.{self.token}",
            "origin": OBSIDIAN,
            **names,
        }
        told = [f"{name}: {value}" for name, value in lines.items() if name != without]
        return "\r\n".join([first, *told, *more, "", ""]).encode("latin-1")

    @contextlib.contextmanager
    def inside(self) -> Iterator[socket.socket]:
        """Yield a raw connection that has shaken hands."""
        with self.dial() as line:
            self.enter(line)
            yield line

    def enter(self, line: socket.socket) -> None:
        """Shake hands on a connection, once the one before is taken leave of."""
        line.sendall(self.request())
        answer = _until_header(line)
        assert SWITCHED.encode() in answer.partition(b"\r\n")[0], answer

    @contextlib.contextmanager
    def honest(self, origin: str | None = OBSIDIAN) -> Iterator[ClientConnection]:
        """Yield a client as it should be."""
        names = [Subprotocol("vault-runner.v1"), Subprotocol(f"vault-runner.token.{self.token}")]
        with connect(
            f"ws://127.0.0.1:{self.port}",
            origin=None if origin is None else Origin(origin),
            subprotocols=names,
            max_size=None,
            proxy=None,
            compression="deflate",
        ) as client:
            yield client

    def serves(self) -> bool:
        """Tell whether an honest client is served: it shakes hands and asks how things are.

        While a client that is gone is taken leave of, it comes again, as editors do.
        """
        for _ in range(40):
            with contextlib.suppress(ConnectionClosedError):
                return self._serves()
            time.sleep(1)
        return False

    def _serves(self) -> bool:
        with self.honest() as client:
            params = {"processId": None, "capabilities": {}, "initializationOptions": {"vaultRoot": str(self.vault)}}
            client.send(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}))
            assert json.loads(client.recv(30))["id"] == 1
            client.send(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "vaultRunner/status"}))
            while (answer := json.loads(client.recv(30))).get("id") != 2:
                pass
            return bool(answer["result"]["vault"] == str(self.vault))


class FarEditor(Editor):
    """An editor over the network: its other end is a process that passes messages on."""

    def __init__(self, siege: Siege) -> None:
        """Connect."""
        self.command = (sys.executable, str(RELAY), f"ws://127.0.0.1:{siege.port}", str(siege.ticket))
        super().__init__(siege.vault, cache=siege.cache, **siege.extra)


def frame(body: bytes, code: int = TEXT, *, fin: bool = True, bits: int = 0, masked: bool = True) -> bytes:
    """Return a frame as a client sends it, right or wrong."""
    first = (0x80 if fin else 0) | bits | code
    size = len(body)
    flag = 0x80 if masked else 0
    if size < 126:
        head = struct.pack("!BB", first, flag | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", first, flag | 126, size)
    else:
        head = struct.pack("!BBQ", first, flag | 127, size)
    return head + (b"\0\0\0\0" if masked else b"") + body


def goodbye(line: socket.socket) -> int | None:
    """Read until the connection ends; return the code of the close frame, None if there was none."""
    read = b""
    with contextlib.suppress(OSError):
        while piece := line.recv(1 << 16):
            read += piece
    at = 0
    while at + 2 <= len(read):
        code, size = read[at] & 15, read[at + 1] & 127
        at += 2
        if size >= 126:
            wide = 2 if size == 126 else 8
            size = int.from_bytes(read[at : at + wide], "big")
            at += wide
        if code == CLOSE:
            return int.from_bytes(read[at : at + 2], "big")
        at += size
    return None


def eventually(met: object, seconds: float = 20.0) -> bool:
    """Tell whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if callable(met) and met():
            return True
        time.sleep(0.05)
    return False


def lives(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def _below(process: int) -> list[int]:
    children: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == process:
                    children.append(int(entry.name))
    return [each for child in children for each in (child, *_below(child))]


def _resident(process: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _until_header(line: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read and (piece := line.recv(1)):
        read += piece
    return read
