"""Attacks by mass and by patience: nothing grows, and the honest are served meanwhile or right after."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from siege import CLOSE, MEMORY, OBSIDIAN, PING, Siege, eventually, frame, goodbye


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Siege]:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "vault-run.yaml").write_text("")
    with Siege(vault, tmp_path / "cache") as started:
        yield started
        assert started.is_alive
        assert started.serves()


def _descriptors(process: int) -> int:
    return len(os.listdir(f"/proc/{process}/fd"))  # noqa: PTH208 - a count


def _push(line: socket.socket, raw: bytes, seconds: float) -> int:
    """Send as much as is taken in a time."""
    sent, end = 0, time.monotonic() + seconds
    line.settimeout(0.5)
    with contextlib.suppress(OSError):
        while time.monotonic() < end:
            sent += line.send(raw)
    return sent


def test_who_says_nothing_is_hung_up_on(own: Siege) -> None:
    with own.dial() as line:
        assert line.recv(1) == b""


def test_who_dribbles_is_hung_up_on(own: Siege) -> None:
    raw = own.request("X: " + "a" * 100)
    with own.dial() as line, contextlib.suppress(OSError):
        begin = time.monotonic()
        for each in raw:
            line.sendall(bytes([each]))
            time.sleep(0.05)
            if line.recv(1, socket.MSG_DONTWAIT) == b"" if _is_readable(line) else False:
                break
        assert time.monotonic() - begin < 0.05 * len(raw)


def _is_readable(line: socket.socket) -> bool:
    try:
        line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    return True


def test_three_hundred_silent_connections_keep_nobody_out(own: Siege) -> None:
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(own.dial())
        assert own.serves()
        assert _descriptors(own.process.pid) < 100
        assert own.memory < MEMORY


def test_connections_that_come_and_go_leave_nothing(own: Siege) -> None:
    before = _descriptors(own.process.pid)
    for _ in range(300):
        own.dial().close()
    assert eventually(lambda: _descriptors(own.process.pid) <= before + 2)


def test_guesses_at_the_token_are_slow(own: Siege) -> None:
    begin = time.monotonic()
    assert b" 403 " in own.knock(own.request(sec_websocket_protocol="vault-runner.v1, vault-runner.token.x"))
    assert time.monotonic() - begin > 0.25


def test_a_flood_of_guesses_keeps_nobody_out(own: Siege) -> None:
    guess = own.request(sec_websocket_protocol="vault-runner.v1, vault-runner.token.x")
    with ExitStack() as stack:
        for _ in range(200):
            line = stack.enter_context(own.dial())
            with contextlib.suppress(OSError):
                line.sendall(guess)
        assert own.serves()


def test_pings_that_nobody_reads_the_answers_of(own: Siege) -> None:
    with own.inside() as line:
        _push(line, frame(b"p" * 125, PING) * 500, 6)
        assert own.memory < MEMORY


def test_messages_as_fast_as_they_go(own: Siege) -> None:
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "vaultRunner/status"}).encode()
    with own.inside() as line:
        sent = _push(line, frame(asked) * 500, 6)
        assert own.memory < MEMORY
        assert sent < 16 << 20


def test_large_messages_as_fast_as_they_go(own: Siege) -> None:
    large = frame(b'{"jsonrpc":"2.0","method":"x","params":{"a":"' + b"a" * (15 << 20) + b'"}}')
    with own.inside() as line:
        most = 0
        line.settimeout(10)
        with contextlib.suppress(OSError):
            for _ in range(8):
                line.sendall(large)
                most = max(most, own.memory)
        assert most < MEMORY


def test_a_message_that_never_ends_is_not_kept(own: Siege) -> None:
    with own.inside() as line:
        line.settimeout(10)
        with contextlib.suppress(OSError):
            line.sendall(frame(b"a" * (1 << 20), fin=False))
            for _ in range(40):
                line.sendall(frame(b"a" * (1 << 20), 0, fin=False))
        assert own.memory < MEMORY


def test_who_reads_nothing_is_hung_up_on(own: Siege) -> None:
    text = "".join(f"```python run\nprint({number})\n```\n\n" for number in range(300))
    uri = (own.vault / "a.md").as_uri()
    initialize = {"processId": None, "capabilities": {}, "initializationOptions": {"vaultRoot": str(own.vault)}}
    opened = {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}
    with own.dial() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        own.enter(line)
        line.sendall(_said("initialize", initialize, 1) + _said("textDocument/didOpen", opened))
        asked = b"".join(
            _said("textDocument/codeLens", {"textDocument": {"uri": uri}}, number) for number in range(2, 900)
        )
        line.sendall(asked)
        end = time.monotonic() + 180
        while len(own.family) > 1 and time.monotonic() < end:
            assert own.memory < MEMORY
            time.sleep(0.5)
        assert len(own.family) == 1, "its server is gone"


def _said(method: str, params: object, identifier: int | None = None) -> bytes:
    named = {} if identifier is None else {"id": identifier}
    return frame(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **named}).encode())


def test_a_second_editor_is_told_that_there_is_one(own: Siege) -> None:
    with own.inside() as first:
        with own.inside() as second:
            assert goodbye(second) == 1013
        first.sendall(frame(b"\x03\xe8", CLOSE))
        assert goodbye(first) == 1000
    with own.inside() as third:
        third.sendall(frame(b"\x03\xe8", CLOSE))
        assert goodbye(third) == 1000


def test_a_page_learns_nothing_from_the_second_place(own: Siege) -> None:
    with own.inside():
        assert b" 403 " in own.knock(own.request(origin="https://attacker.example"))
        assert b" 403 " in own.knock(own.request(origin=OBSIDIAN, sec_websocket_protocol="vault-runner.v1"))
