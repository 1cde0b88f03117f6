"""The messages about blocks and their runs."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from vault_runner.bridge.messages import Count, Message, Range

BlockState: TypeAlias = Literal[
    "idle", "untrusted", "queued", "running", "ok", "failed", "stopped", "skipped", "not-run", "out-of-date", "waiting"
]
"""`waiting`: predicted to take long, so it runs on a click alone; `stopped`: interrupted or out of time."""
Scope: TypeAlias = Literal["block", "above", "below", "note", "out-of-date", "folder", "vault"]


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
    """Whether all that would run of this version is approved on this device."""
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
    """Of a folder or the vault, what the numbers of its notes' runs begin with, followed by a dot."""
    queued: list[str]
    """Empty for a folder or the vault, whose notes are read one after the other."""
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
    cached: bool = False
    """Whether it did not run, since an earlier result stands; `elapsed` is then what that one took."""


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


class Input(Message, frozen=True, kw_only=True):
    """`vaultRunner/input`, request to the client: a block waits for a line of text."""

    uri: str
    run_id: str
    block_id: str
    prompt: str
    password: bool
    """Whether what is typed must not show."""


class Typed(Message, frozen=True, kw_only=True):
    """The answer to `vaultRunner/input`."""

    text: str | None = None
    """The line without its end; null if the person gave none, which ends the block with an error."""


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


class Job(Message, frozen=True, kw_only=True):
    """One run that is queued or running."""

    run_id: str
    uri: str
    block_id: str
    state: BlockState
    elapsed: float


class Checking(Message, frozen=True, kw_only=True):
    """`vaultRunner/check`, request to the server: check a note, all of a folder, or all of the vault.

    What is found comes as diagnostics and `vaultRunner/checks`, of notes that aren't open too.
    """

    uri: str
    """The note; for `folder` the folder, or any note in it."""
    scope: Literal["note", "folder", "vault"] = "note"


class Status(Message, frozen=True, kw_only=True):
    """The answer to `vaultRunner/status`."""

    backend: str
    protocol: int
    vault: str
    interpreter: str
    trusted: bool
    """Whether the whole vault is approved on this device."""
    walls: str
    """The level of isolation, in plain words."""
    jobs: list[Job]
    holder: str = ""
    """Who holds the vault's writing lock, if it is another program."""
