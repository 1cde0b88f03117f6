"""The `vaultRunner/*` messages, protocol 1: what editors and the server say beyond LSP 3.17.

The structs are the one source: the JSON Schema in `protocol/` is written from them, and the TypeScript types of the
Obsidian plugin from that schema. Names on the wire are in camel case. Positions are LSP's: lines from 0, characters
in UTF-16 code units. Hashes are over text with LF, since an editor normalises newlines and a file does not.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

PROTOCOL = 1
"""The number that both sides must share; it changes when an old client would misread a message."""
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


class Message(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What all messages share: fields in camel case, and unknown fields passed over."""


class Position(Message, frozen=True, kw_only=True):
    """A place in a note: line from 0, character in UTF-16 code units."""

    line: Count
    character: Count


class Range(Message, frozen=True, kw_only=True):
    """A half-open range of a note."""

    start: Position
    end: Position


class Client(Message, frozen=True, kw_only=True):
    """What a client can do: `initialize.capabilities.experimental.vaultRunner`."""

    protocol: tuple[int, int]
    """The lowest and the highest protocol number that it speaks."""
    writes: Literal["client", "applyEdit"] = "applyEdit"
    """Who places results in an open note: the client itself, or the server through `workspace/applyEdit`."""
    stdin: bool = False
    """Whether it puts the questions of `input()` to the person."""


class Start(Message, frozen=True, kw_only=True):
    """The `initializationOptions`."""

    vault_root: str = ""
    """Absolute path; empty for the first workspace folder."""
    interpreter: str = ""
    """The python of the notes; empty for the server's own choice."""
    checks: Literal["typing", "saving", "asked"] = "typing"
    """When statements are checked."""
    live: bool = False
    """Whether what is approved, known and quick runs by itself after an edit."""

    def with_live(self, *, on: bool) -> Start:
        """Return the same with `live` on or off."""
        return msgspec.structs.replace(self, live=on)


class Server(Message, frozen=True, kw_only=True):
    """What the server answers: `InitializeResult.capabilities.experimental.vaultRunner`."""

    protocol: int
    backend: str
    features: list[str]


class Done(Message, frozen=True, kw_only=True):
    """The answer to requests that only have an effect."""

    done: bool
    reason: str = ""
