"""Who may come in: every rule that a connection over the network has to meet before anything else is done for it.

Any page in any browser of this machine can knock here, and so can every program. What tells the user's own editor from
them is the token, which only the user can read. The rules about names are against pages that know no token but might
borrow one: a browser always says where a page is from, and by which name it reached us.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Protocol

from vault_runner.bridge.messages import PROTOCOL

OBSIDIAN: Final = "app://obsidian.md"
SPOKEN: Final = f"vault-runner.v{PROTOCOL}"
TOKEN: Final = "vault-runner.token."  # noqa: S105 - what stands before a token
VERSION: Final = "vault-runner.v"
MOST_HEADERS: Final = 64
ONCE: Final = ("Host", "Origin", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")


class Headers(Protocol):
    """The headers of a request."""

    def get_all(self, key: str, /) -> list[str]:
        """Return every value of a header."""

    def raw_items(self) -> Iterable[tuple[str, str]]:
        """Return all headers as they came."""


class Knock(Protocol):
    """What a request that would come in looks like."""

    method: str
    path: str

    @property
    def headers(self) -> Headers:
        """Its headers."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request does not come in."""

    status: HTTPStatus
    why: str
    """For the log of who started the server; the other side learns the status alone."""
    is_guess: bool = False
    """It may be one of many tries at the token."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The rules."""

    token: str
    hosts: frozenset[str]
    """The names by which we can be reached, with the port, in small letters."""
    origins: frozenset[str] = frozenset((OBSIDIAN,))

    def refusal(self, knock: Knock) -> Refusal | None:
        """Return why a request is refused; None if it may come in."""
        headers = knock.headers
        if knock.method != "GET" or knock.path != "/":
            return Refusal(HTTPStatus.NOT_FOUND, "it asked for something else than the editor's connection")
        if sum(1 for _ in headers.raw_items()) > MOST_HEADERS or any(len(headers.get_all(key)) > 1 for key in ONCE):
            return Refusal(HTTPStatus.BAD_REQUEST, "its header is not that of an editor")
        if [host.lower() for host in headers.get_all("Host")] not in [[host] for host in self.hosts]:
            return Refusal(HTTPStatus.FORBIDDEN, "it came by another name than this computer's own")
        if not set(headers.get_all("Origin")) <= self.origins:
            return Refusal(HTTPStatus.FORBIDDEN, "it came from a page that is not on the list")
        return self._refusal_of(offered(headers))

    def _refusal_of(self, names: Collection[str]) -> Refusal | None:
        """Return why what was offered as subprotocols does not do."""
        tokens = [name.removeprefix(TOKEN) for name in names if name.startswith(TOKEN)]
        if len(tokens) != 1 or not same(tokens[0], self.token):
            return Refusal(HTTPStatus.FORBIDDEN, "its token is not the one of this start", is_guess=True)
        if SPOKEN not in names:
            return Refusal(HTTPStatus.BAD_REQUEST, f"it does not speak {SPOKEN}; update the older side")
        return None


def hosts_of(addresses: Iterable[str], port: int) -> frozenset[str]:
    """Return the names by which a server on these loopback addresses is reached."""
    names = {"::1": "[::1]"}
    return frozenset(f"{names.get(each, each)}:{port}" for each in (*addresses, "localhost"))


def offered(headers: Headers) -> list[str]:
    """Return the names of the subprotocols that were offered."""
    return [name.strip() for value in headers.get_all("Sec-WebSocket-Protocol") for name in value.split(",")]


def same(one: str, other: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
