"""Attacks on the door: none may shake hands, and all do so once the gate is off."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest
from siege import KEY, OBSIDIAN, SWITCHED, Siege

Attack: TypeAlias = Callable[[Siege], bytes]


def _offer(*names: str) -> Attack:
    return lambda siege: siege.request(
        sec_websocket_protocol=", ".join(names).replace("TOKEN", siege.token), host=f"localhost:{siege.port}"
    )


def _with(*lines: str, without: str = "", **headers: str) -> Attack:
    def attack(siege: Siege) -> bytes:
        filled = [line.replace("PORT", str(siege.port)).replace("TOKEN", siege.token) for line in lines]
        own = {name: value.replace("PORT", str(siege.port)) for name, value in headers.items()}
        return siege.request(*filled, without=without, **own)

    return attack


def _first(line: str) -> Attack:
    return lambda siege: siege.request(first=line.replace("PORT", str(siege.port)).replace("TOKEN", siege.token))


V1, TOKEN = "vault-runner.v1", "vault-runner.token.TOKEN"

TOKENS: Mapping[str, Attack] = {
    "no protocols": _with(without="sec-websocket-protocol"),
    "no token": _offer(V1),
    "empty token": _offer(V1, "vault-runner.token."),
    "wrong token": _offer(V1, "vault-runner.token." + "A" * 43),
    "short token": lambda siege: siege.request(sec_websocket_protocol=f"{V1}, vault-runner.token.{siege.token[:-1]}"),
    "long token": _offer(V1, TOKEN + "A"),
    "token in capitals": lambda siege: siege.request(
        sec_websocket_protocol=f"{V1}, vault-runner.token.{siege.token.swapcase()}"
    ),
    "token encoded for addresses": lambda siege: siege.request(
        sec_websocket_protocol=f"{V1}, vault-runner.token.%{ord(siege.token[0]):02x}{siege.token[1:]}"
    ),
    "token in base64": lambda siege: siege.request(
        sec_websocket_protocol=f"{V1}, vault-runner.token.{base64.b64encode(siege.token.encode()).decode().rstrip('=')}"
    ),
    "token without its name": _offer(V1, "TOKEN"),
    "name in capitals": _offer(V1, "Vault-Runner.Token.TOKEN"),
    "two tokens, one right": _offer(V1, TOKEN, "vault-runner.token.x"),
    "two right tokens": _offer(V1, TOKEN, TOKEN),
    "token with a letter that is none": _with(sec_websocket_protocol=f"{V1}, vault-runner.token.\xe9"),
    "token in the query": _first("GET /?token=TOKEN HTTP/1.1"),
    "token in the path": _first("GET /TOKEN HTTP/1.1"),
    "token as bearer": _with("Authorization: Bearer TOKEN", without="sec-websocket-protocol"),
    "token as basic": _with("Authorization: Basic TOKEN", without="sec-websocket-protocol"),
    "token in a cookie": _with("Cookie: token=TOKEN", without="sec-websocket-protocol"),
    "token in another header": _with("X-Token: TOKEN", without="sec-websocket-protocol"),
    "token without the protocol": _offer(TOKEN),
    "another version of the protocol": _offer("vault-runner.v2", TOKEN),
    "ten thousand tokens": lambda siege: siege.request(
        *(f"Sec-WebSocket-Protocol: vault-runner.token.{number}" for number in range(60)),
        without="sec-websocket-protocol",
    ),
}
HOSTS = {
    "a name that was rebound": "rebound.attacker.example:PORT",
    "a name that means this machine": "localtest.me:PORT",
    "a name below localhost": "a.localhost:PORT",
    "a name that begins alike": "localhost.attacker.example:PORT",
    "an address as a name": "127.0.0.1.nip.io:PORT",
    "a dot at the end": "localhost.:PORT",
    "an address with a dot": "127.0.0.1.:PORT",
    "no port": "127.0.0.1",
    "another port": "127.0.0.1:1",
    "a port with a zero": "127.0.0.1:0PORT",
    "two ports": "127.0.0.1:PORT:PORT",
    "a user": "user@127.0.0.1:PORT",
    "a user that looks like us": "127.0.0.1:PORT@attacker.example",
    "any address": "0.0.0.0:PORT",
    "the other family": "[::1]:PORT",
    "the other family, mapped": "[::ffff:127.0.0.1]:PORT",
    "a number": "2130706433:PORT",
    "an octal number": "0177.0.0.1:PORT",
    "a hexadecimal number": "0x7f000001:PORT",
    "a short address": "127.1:PORT",
    "another loopback address": "127.0.0.2:PORT",
    "a list": "127.0.0.1:PORT, attacker.example",
    "a scheme": "http://127.0.0.1:PORT",
    "nothing": "",
}
ORIGINS = {
    "null": "null",
    "nothing": "",
    "a page": "https://attacker.example",
    "a page of this machine": "http://localhost:3000",
    "a page of this port": "http://127.0.0.1:PORT",
    "a file": "file://",
    "another case": "app://Obsidian.md",
    "a suffix": "app://obsidian.md.attacker.example",
    "a prefix": "app://attacker-obsidian.md",
    "a port": "app://obsidian.md:80",
    "a path": "app://obsidian.md/",
    "the web's scheme": "http://obsidian.md",
    "the secure scheme": "https://obsidian.md",
    "a part below": "app://x.obsidian.md",
    "a user": "app://obsidian.md@attacker.example",
    "a dot": "app://obsidian.md.",
    "mobile": "capacitor://localhost",
    "an extension": "chrome-extension://abcdefgh",
    "two in one": f"{OBSIDIAN}, https://attacker.example",
    "two with a space": f"{OBSIDIAN} https://attacker.example",
}
REQUESTS: Mapping[str, Attack] = {
    "POST": _first("POST / HTTP/1.1"),
    "OPTIONS": _first("OPTIONS / HTTP/1.1"),
    "CONNECT": _first("CONNECT 127.0.0.1:PORT HTTP/1.1"),
    "a verb in small letters": _first("get / HTTP/1.1"),
    "a verb of nobody": _first("VAULT / HTTP/1.1"),
    "another path": _first("GET /socket HTTP/1.1"),
    "a path that goes up": _first("GET /.. HTTP/1.1"),
    "two slashes": _first("GET // HTTP/1.1"),
    "a whole address": _first("GET http://127.0.0.1:PORT/ HTTP/1.1"),
    "a query": _first("GET /? HTTP/1.1"),
    "a fragment": _first("GET /# HTTP/1.1"),
    "HTTP 1.0": _first("GET / HTTP/1.0"),
    "HTTP 2": _first("GET / HTTP/2"),
    "HTTP 2's own beginning": lambda _siege: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP 0.9": lambda _siege: b"GET /\r\n\r\n",
    "TLS": lambda _siege: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "a plain page": _with(without="upgrade"),
    "an upgrade to something else": _with(upgrade="h2c"),
    "no connection header": _with(without="connection"),
    "no key": _with(without="sec-websocket-key"),
    "a short key": _with(sec_websocket_key="AAAA"),
    "two keys": _with(f"Sec-WebSocket-Key: {KEY}"),
    "an old version": _with(sec_websocket_version="8"),
    "two versions": _with("Sec-WebSocket-Version: 13"),
    "no host": _with(without="host"),
    "two hosts": _with("Host: attacker.example"),
    "the same host twice": _with("Host: 127.0.0.1:PORT"),
    "two origins": _with("Origin: https://attacker.example"),
    "the same origin twice": _with(f"Origin: {OBSIDIAN}"),
    "a host that is folded": _with("Host:", "\t127.0.0.1:PORT", without="host"),
    "a space before the colon": _with(f"Origin : {OBSIDIAN}", without="origin"),
    "a name with a zero byte": _with("X\0: 1"),
    "a value with a zero byte": _with("X: a\0b"),
    "a length and more": _with("Content-Length: 5"),
    "two lengths": _with("Content-Length: 0", "Content-Length: 44"),
    "pieces": _with("Transfer-Encoding: chunked"),
    "pieces and a length": _with("Transfer-Encoding: chunked", "Content-Length: 4"),
    "many headers": _with(*(f"X-{number}: 1" for number in range(100))),
    "very many headers": _with(*(f"X-{number}: 1" for number in range(3000))),
    "a giant header": _with("X: " + "a" * 100_000),
    "headers of many kilobytes": _with(*(f"X-{number}: {'a' * 4000}" for number in range(8))),
    "a giant path": _first(f"GET /{'a' * 100_000} HTTP/1.1"),
    "a second request behind the first": lambda siege: siege.request(host="attacker.example") + siege.request(),
}
HOST_ATTACKS = {name: _with(host=value) for name, value in HOSTS.items()}
ORIGIN_ATTACKS = {name: _with(origin=value) for name, value in ORIGINS.items()}


def _is_in(siege: Siege, attack: Attack) -> bool:
    return SWITCHED.encode() in siege.knock(attack(siege)).partition(b"\r\n")[0]


@pytest.mark.parametrize("name", TOKENS)
def test_nobody_comes_in_without_the_token(siege: Siege, name: str) -> None:
    assert not _is_in(siege, TOKENS[name])


@pytest.mark.parametrize("name", HOST_ATTACKS)
def test_nobody_comes_in_by_another_name(siege: Siege, name: str) -> None:
    assert not _is_in(siege, HOST_ATTACKS[name])


@pytest.mark.parametrize("name", ORIGIN_ATTACKS)
def test_no_page_comes_in(siege: Siege, name: str) -> None:
    assert not _is_in(siege, ORIGIN_ATTACKS[name])


@pytest.mark.parametrize("name", REQUESTS)
def test_nothing_else_than_a_handshake_comes_in(siege: Siege, name: str) -> None:
    assert not _is_in(siege, REQUESTS[name])
    assert siege.is_alive


def test_a_refusal_tells_a_page_nothing(siege: Siege) -> None:
    refused = [siege.knock(attack(siege)) for attack in (TOKENS["wrong token"], HOST_ATTACKS["nothing"])]
    for answer in refused:
        assert b"access-control" not in answer.lower()
        assert b"server:" not in answer.lower()
        assert siege.token.encode() not in answer
    assert len({answer.partition(b"\r\n")[0] for answer in refused}) == 1


def test_the_token_of_another_start_is_worth_nothing(siege: Siege, unguarded: Siege) -> None:
    old = siege.request(sec_websocket_protocol=f"{V1}, vault-runner.token.{unguarded.token}")
    assert SWITCHED.encode() not in siege.knock(old)


@pytest.mark.parametrize("origin", [OBSIDIAN, None])
def test_the_editor_comes_in(siege: Siege, origin: str | None) -> None:
    with siege.honest(origin) as client:
        assert client.subprotocol == V1
        assert client.response is not None
        assert "Sec-WebSocket-Extensions" not in client.response.headers


@pytest.mark.parametrize("attacks", [TOKENS, HOST_ATTACKS, ORIGIN_ATTACKS], ids=["tokens", "hosts", "origins"])
def test_without_the_gate_they_all_would(unguarded: Siege, attacks: Mapping[str, Attack]) -> None:
    assert [name for name, attack in attacks.items() if not _is_in(unguarded, attack)] == []
