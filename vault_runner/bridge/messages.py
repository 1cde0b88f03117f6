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

BlockState: TypeAlias = Literal[
    "idle", "untrusted", "queued", "running", "ok", "failed", "stopped", "skipped", "not-run", "out-of-date", "waiting"
]
"""`waiting`: predicted to take long, so it runs on a click alone; `stopped`: interrupted or out of time."""

Scope: TypeAlias = Literal["block", "above", "below", "note", "out-of-date", "folder", "vault"]
CheckStatus: TypeAlias = Literal[
    "verified-exact", "verified", "refuted", "doubted", "definition", "recurrence", "ambiguous", "not-checkable"
]
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


class Start(Message, frozen=True, kw_only=True):
    """The `initializationOptions`."""

    vault_root: str = ""
    """Absolute path; empty for the first workspace folder."""
    trusted: bool = False
    """Whether the user trusts the vault on this device, as the client remembers it."""
    interpreter: str = ""
    """The python of the notes; empty for the server's own choice."""
    checks: Literal["typing", "saving", "asked"] = "typing"
    """When statements are checked."""


class Server(Message, frozen=True, kw_only=True):
    """What the server answers: `InitializeResult.capabilities.experimental.vaultRunner`."""

    protocol: int
    backend: str
    features: list[str]


class Block(Message, frozen=True, kw_only=True):
    """One python block of a note."""

    id: str
    range: Range
    """The whole fence, its opening and its closing line included."""
    source_hash: str
    """sha256 of the source without container prefix, LF, in hexadecimal."""
    ordinal: Count
    """Its place among the blocks of this note with the same source, from 0."""
    language: str
    label: str
    executable: bool
    state: BlockState
    reason: str = ""
    """Why it is in this state, in plain words."""
    predicted: float | None = None
    """Seconds that it will probably take; null if it never ran."""
    region: Range | None = None
    """Where its output stands in the note."""


class Blocks(Message, frozen=True, kw_only=True):
    """`vaultRunner/blocks`, to the client: the blocks of one version of a note."""

    uri: str
    version: int
    trusted: bool
    blocks: list[Block]


class Run(Message, frozen=True, kw_only=True):
    """`vaultRunner/run`, request to the server."""

    uri: str
    scope: Scope
    block_id: str = ""
    """Needed for the scopes `block`, `above` and `below`."""
    version: int | None = None
    """The version that the block id was read from."""
    force: bool = False
    """Run anew what is up to date, and what was predicted to take long."""


class Passed(Message, frozen=True, kw_only=True):
    """A block that a run passes over."""

    id: str
    reason: str


class Queued(Message, frozen=True, kw_only=True):
    """The answer to `vaultRunner/run`."""

    run_id: str
    queued: list[str]
    skipped: list[Passed]


class BlockChange(Message, frozen=True, kw_only=True):
    """`vaultRunner/blockState`, to the client: one block's state changed."""

    uri: str
    block_id: str
    run_id: str
    state: BlockState
    seq: Count
    """Counts up over a run; a lower number that comes later is passed over."""
    elapsed: float | None = None
    reason: str = ""
    line: Count | None = None
    """The line at fault, if it failed, from 0."""


class Output(Message, frozen=True, kw_only=True):
    """`vaultRunner/output`, to the client: text that a block printed while it runs; at most 32 KiB a message."""

    uri: str
    run_id: str
    block_id: str
    seq: Count
    stream: Literal["stdout", "stderr", "result", "error"]
    text: str


class Figure(Message, frozen=True, kw_only=True):
    """A figure of a result, already written into the vault."""

    path: str
    """From the vault's root, with slashes."""
    mime: str


class Place(Message, frozen=True, kw_only=True):
    """`vaultRunner/result`, request to the client: put a block's output below it, or tell why not.

    The client finds the block by `source_hash` and `ordinal` in its own document, checks that its closing line
    starts with `prefix` and that what stands in its region is `before`, and replaces it in one transaction.
    """

    uri: str
    run_id: str
    block_id: str
    source_hash: str
    ordinal: Count
    prefix: str
    """The container prefix of the block's closing line, which `after` has at the start of each line."""
    before: str
    """The region that the server saw, LF, no newline at its end; empty if there was none."""
    after: str
    """The region to stand there instead; empty to remove it."""
    figures: list[Figure] = msgspec.field(default_factory=list)


class Placed(Message, frozen=True, kw_only=True):
    """The answer to `vaultRunner/result`."""

    placed: bool
    reason: Literal["", "changed", "gone", "edited-by-hand", "closed", "read-only", "container", "refused"] = ""


class Check(Message, frozen=True, kw_only=True):
    """What became of one statement of a note."""

    id: str
    kind: str
    range: Range
    text: str
    status: CheckStatus
    reason: str
    rule: str = ""
    expected: str = ""
    found: str = ""
    remedy: str = ""
    reading: str = ""
    """How the statement was read, in words."""
    evidence: dict[str, str] = msgspec.field(default_factory=dict)
    expect_wrong: str = ""
    """The reason given with `expect: wrong`."""


class Checks(Message, frozen=True, kw_only=True):
    """`vaultRunner/checks`, to the client: all statements of one version of a note."""

    uri: str
    version: int
    checks: list[Check]
    summary: dict[str, int]


class Interrupt(Message, frozen=True, kw_only=True):
    """`vaultRunner/interrupt`, request to the server: stop one run, all runs of a note, or all."""

    run_id: str = ""
    uri: str = ""


class Restart(Message, frozen=True, kw_only=True):
    """`vaultRunner/restart`, request to the server: forget the session of a note."""

    uri: str


class Clear(Message, frozen=True, kw_only=True):
    """`vaultRunner/clear`, request to the server: the regions of a note are to go; answered by `Done`."""

    uri: str


class Trust(Message, frozen=True, kw_only=True):
    """`vaultRunner/trust`, request to the server: the user's answer, which only a click may give."""

    uri: str = ""
    """The note, or empty for the whole vault on this device."""
    grant: bool


class Done(Message, frozen=True, kw_only=True):
    """The answer to requests that only have an effect."""

    done: bool
    reason: str = ""


class Job(Message, frozen=True, kw_only=True):
    """One run that is queued or running."""

    run_id: str
    uri: str
    block_id: str
    state: BlockState
    elapsed: float


class Status(Message, frozen=True, kw_only=True):
    """The answer to `vaultRunner/status`."""

    backend: str
    protocol: int
    vault: str
    interpreter: str
    trusted: bool
    walls: str
    """The level of isolation, in plain words."""
    jobs: list[Job]
    holder: str = ""
    """Who holds the vault's writing lock, if it is another program."""


class Mishap(Message, frozen=True, kw_only=True):
    """The `data` of an error answer."""

    hint: str
    action: str = ""
