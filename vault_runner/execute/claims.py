"""What a child may say, with every field's type. A child runs the author's code, so all of it is only claimed."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

Short = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=20_000)]
Count = Annotated[int, Meta(ge=0)]


class Ready(Struct, tag="ready", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """The session can run its first block."""


class Unready(Struct, tag="unready", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """The session could not be set up."""

    why: Text


class StreamText(Struct, tag="stream", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """Text written to a stream."""

    name: Literal["stdout", "stderr"]
    text: str


class Shown(Struct, tag="display", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """A value displayed."""

    mime: Literal["text/plain", "text/markdown", "text/latex", "text/html"]
    text: str


class Picture(Struct, tag="figure", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """A picture; its bytes are the frame's payload."""

    mime: Literal["image/png", "image/svg+xml"]
    title: Short


class Flood(Struct, tag="flood", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """The block has printed more than anybody will read."""

    dropped: Count


class Told(Struct, frozen=True, forbid_unknown_fields=True):
    """An exception that ended a block."""

    ename: Short
    evalue: Text
    bases: tuple[Short, ...]
    traceback: Annotated[tuple[tuple[str, int, str, str], ...], Meta(max_length=200)]
    missing: Short
    wall: Literal["", "network", "processes", "write", "read", "files", "full", "act"] = ""
    """The wall that the code met, as far as its process can tell."""
    place: Text = ""
    """The file that could not be read or written."""


class Noted(Struct, frozen=True, forbid_unknown_fields=True):
    """An observation."""

    line: int
    end_line: int
    name: Text
    type: Text
    shape: tuple[int, ...] | None = None
    dtype: Text = ""
    device: Short = ""
    value: Text = ""
    visit: Count = 0
    after: Count = 0
    role: Literal["", "read"] = ""
    sizes: Annotated[tuple[Short, ...], Meta(max_length=64)] = ()


class Printed(Struct, frozen=True, forbid_unknown_fields=True):
    """What one statement showed."""

    line: int
    end_line: int
    text: Text = ""
    value: Text = ""
    whole: bool = True


class Done(Struct, tag="done", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """A block has ended by itself."""

    block: int
    failure: Told | None
    observations: Annotated[tuple[Noted, ...], Meta(max_length=2000)]
    notices: Annotated[tuple[tuple[Short, Text, Text], ...], Meta(max_length=200)]
    dropped: Count
    printed: Annotated[tuple[Printed, ...], Meta(max_length=2000)] = ()
    details: Annotated[tuple[Noted, ...], Meta(max_length=2000)] = ()
    moved: Annotated[tuple[tuple[Short, Count, Count], ...], Meta(max_length=3)] = ()
    """Copies between the host and virtual devices: way, how many, bytes."""
    peak: Annotated[tuple[tuple[Short, Count], ...], Meta(max_length=8)] = ()
    """The most bytes that ever were on each virtual device at once."""
    conditions: Annotated[tuple[tuple[Short, Text, Text, int], ...], Meta(max_length=100)] = ()
    """What must be so for sizes that stand for any number: kind, left and right side, line."""
    ends: Short = ""
    """What keeps the session from being gone on with from a copy, if it was to leave any."""
    read: Annotated[tuple[str, ...], Meta(max_length=10_000)] = ()
    """The files read so far, if it was to leave copies."""


class Bye(Struct, tag="bye", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """The session is over; these files were read."""

    files: Annotated[tuple[str, ...], Meta(max_length=10_000)]
    modules: Annotated[tuple[Short, ...], Meta(max_length=2000)]
    """Parts of heavy packages that were imported on the way."""
    untraced: bool = False
    """Whether the code looked at something that no list of files can tell: a folder, a database, another process."""


class Asks(Struct, tag="asks", tag_field="kind", frozen=True, forbid_unknown_fields=True):
    """The code waits for a line of text that a person has to give."""

    prompt: Text
    password: bool


Claim: TypeAlias = Asks | Ready | Unready | StreamText | Shown | Picture | Flood | Done | Bye
DECODER: msgspec.json.Decoder[Claim] = msgspec.json.Decoder(Claim)


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """What a guardian says; it never ran the author's code."""

    did: Literal["interrupt", "end"]
    exit: int = 0
    """Exit code of the child, the negated number of the signal that ended it."""
    reason: str = ""
    """Why the guardian ended it: `memory`, `processes`, `killed`, `stopped`; empty if it ended by itself."""
    swept: int = 0
    """Processes that the session left running."""
    left: int = 0
    """Processes that could not be ended."""
    line: int = 0
    """The note's line of the last statement that was begun."""


FACTS = msgspec.json.Decoder(Fact)
