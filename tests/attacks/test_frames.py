"""Attacks with frames, by a client that holds the token: each ends its own connection and nothing else."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

import pytest
from siege import BINARY, CLOSE, MEMORY, PING, PONG, TEXT, Siege, frame, goodbye

PROTOCOL, UNSUPPORTED, INVALID, TOO_BIG = 1002, 1003, 1007, 1009
BOMB = zlib.compress(b" " * (64 << 20), 9)

ATTACKS: Mapping[str, tuple[bytes, int]] = {
    "no mask": (frame(b"{}", masked=False), PROTOCOL),
    "a mask on nothing else": (frame(b"", PING, masked=False), PROTOCOL),
    "reserved bit 1": (frame(b"{}", bits=0x40), PROTOCOL),
    "reserved bit 2": (frame(b"{}", bits=0x20), PROTOCOL),
    "reserved bit 3": (frame(b"{}", bits=0x10), PROTOCOL),
    "a compressed bomb nobody agreed to": (frame(BOMB, bits=0x40), PROTOCOL),
    "opcode 3": (frame(b"{}", 3), PROTOCOL),
    "opcode 7": (frame(b"{}", 7), PROTOCOL),
    "opcode 11": (frame(b"", 11), PROTOCOL),
    "opcode 15": (frame(b"", 15), PROTOCOL),
    "a binary message": (frame(b"{}", BINARY), UNSUPPORTED),
    "binary in pieces": (frame(b"{", BINARY, fin=False) + frame(b"}", 0), UNSUPPORTED),
    "the rest of nothing": (frame(b"{}", 0), PROTOCOL),
    "a message in a message": (frame(b"{", TEXT, fin=False) + frame(b"{}", TEXT), PROTOCOL),
    "a ping in pieces": (frame(b"", PING, fin=False), PROTOCOL),
    "a ping of 126 bytes": (frame(b"a" * 126, PING), PROTOCOL),
    "a goodbye of one byte": (frame(b"\x03", CLOSE), PROTOCOL),
    "a goodbye with a code of nobody": (frame(b"\x00\x00", CLOSE), PROTOCOL),
    "a goodbye that is no text": (frame(b"\x03\xe8\xff\xfe", CLOSE), INVALID),
    "no text": (frame(b"\xff\xfe{}"), INVALID),
    "a text that is cut": (frame(b'"\xe2\x82'), INVALID),
    "half of a pair": (frame(b'"\xed\xa0\x80"'), INVALID),
    "too long a zero": (frame(b"\xc0\x80"), INVALID),
    "no text in pieces": (frame(b"\xe2", fin=False) + frame(b"\x28\xa1", 0), INVALID),
    "a length of 17 megabytes": (b"\x81\xff" + (17 << 20).to_bytes(8, "big"), TOO_BIG),
    "a length of 2^62": (b"\x81\xff" + (1 << 62).to_bytes(8, "big"), TOO_BIG),
    "a length with its sign": (b"\x81\xff" + b"\xff" * 8, TOO_BIG),
    "17 megabytes in pieces": (
        frame(b"a" * (1 << 20), fin=False) + frame(b"a" * (1 << 20), 0, fin=False) * 16,
        TOO_BIG,
    ),
}
HARMLESS: Mapping[str, bytes] = {
    "pongs of nobody": frame(b"?", PONG) * 50,
    "pings": frame(b"!", PING) * 50,
    "ten thousand empty pieces": frame(b"", fin=False) + frame(b"", 0, fin=False) * 1000 + frame(b"3", 0),
    "one byte at a time": b"".join(
        frame(bytes([each]), TEXT if not at else 0, fin=False) for at, each in enumerate(b"[[[")
    ),
    "a letter split in two": frame(b'"\xe2', fin=False) + frame(b'\x82\xac"', 0),
    "a ping within a message": frame(b"[", fin=False) + frame(b"", PING) + frame(b"]", 0),
    "empty messages": frame(b"") * 20,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_wrong_frame_ends_its_connection(siege: Siege, name: str) -> None:
    raw, code = ATTACKS[name]
    with siege.inside() as line:
        line.sendall(raw)
        assert goodbye(line) == code
    assert siege.is_alive
    assert siege.memory < MEMORY


@pytest.mark.parametrize("name", HARMLESS)
def test_an_odd_but_right_frame_is_borne(siege: Siege, name: str) -> None:
    with siege.inside() as line:
        line.sendall(HARMLESS[name])
        if not name.startswith("one byte"):
            line.sendall(frame(b'{"jsonrpc":"2.0","id":77,"method":"vaultRunner/status"}'))
            seen = b""
            while b'"id":77' not in seen:
                piece = line.recv(1 << 16)
                assert piece, seen
                seen += piece
        line.sendall(frame(b"\x03\xe8", CLOSE))
        assert goodbye(line) in {1000, None, PROTOCOL if name.startswith("one byte") else None}
    assert siege.is_alive


def test_the_connection_ends_with_its_server(siege: Siege) -> None:
    with siege.inside() as line:
        line.sendall(frame(json.dumps({"jsonrpc": "2.0", "method": "exit"}).encode()))
        assert goodbye(line) == 1000


def test_a_hang_up_at_once_leaves_nothing_behind(siege: Siege) -> None:
    for _ in range(5):
        with siege.inside():
            pass
    assert siege.serves()
