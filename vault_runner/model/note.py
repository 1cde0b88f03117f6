"""What a note holds, as `parse` reads it. Nothing here is normalised, and nothing says what ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from msgspec import Struct

from vault_runner.model.claim import Claim
from vault_runner.model.finding import Finding
from vault_runner.model.text import LineTable, Span

ContainerKind: TypeAlias = Literal["quote", "list", "callout", "ad"]
OptionValue: TypeAlias = "str | bool | int | float | tuple[OptionValue, ...] | None"


@dataclass(frozen=True, slots=True)
class Container:
    """One thing that encloses a block: a quote, a list item, a callout or an ad-fence."""

    kind: ContainerKind
    type: str = ""
    """The callout's or admonition's type in lower case, empty for quotes and lists."""
    line: int = 0
    """The note's line on which it opens; two containers of one note never share kind and line and depth."""

    @property
    def name(self) -> str:
        """The name in reports: `quote`, `list`, `callout:note`, `ad:hint`."""
        return f"{self.kind}:{self.type}" if self.type else self.kind


@dataclass(frozen=True, slots=True)
class Option:
    """One option that the author wrote for a block, in whatever spelling."""

    key: str
    value: OptionValue
    spelling: Literal["comment", "info", "word", "directive"]
    """`#| key: value`, `{key=value}` in the info string, a bare word there, or an HTML comment above."""
    span: Span


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a note that vault-runner owns: a marker line, a body of `lines` lines, an end line."""

    span: Span
    """Every character that the region owns, its newlines included; removing it restores the note."""
    key: str
    """`k` of the marker: twelve hexadecimal digits."""
    checksum: str
    """`s` of the marker: the hash of the body as it was written."""
    body: str
    """The body without container prefix, with LF newlines and none at the end."""
    intact: bool
    """Whether the body still hashes to `checksum`; if not, a person edited it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One code fence."""

    id: str
    """The label, else twelve digits of the source's hash, then `-2`, `-3`, … among equals."""
    language: str
    """First word of the info string in lower case, without braces or a leading dot; empty if none."""
    info: str
    """The info string exactly as written."""
    options: tuple[Option, ...]
    source: str
    """The code with LF newlines, without container prefix; ends with a newline unless empty."""
    span: Span
    """From the first character of the opening line to the end of the closing line, newline included."""
    line: int
    """The note's line of the opening fence; line `i` of `source` (from 1) is line `line + i`."""
    end_line: int
    """The note's last line of the fence."""
    closed: bool
    """False for a fence that ends with its container or the file; such a fence never runs."""
    prefix: str
    """What stands before the fence on its closing line; each line of a region starts with it."""
    fence: str
    """The run of backticks or tildes that opens it."""
    containers: tuple[Container, ...]
    """Outermost first."""
    commented: bool
    """Whether it lies inside `%% … %%` or an HTML comment; such a block never runs."""
    region: Region | None
    """The region directly below, if there is one."""


@dataclass(frozen=True, slots=True)
class Math:
    """One formula, inline or display."""

    span: Span
    """Delimiters included."""
    latex: str
    """What stands between the delimiters, without container prefix, with LF newlines."""
    display: bool
    containers: tuple[Container, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A native callout or an ad-fence."""

    kind: Literal["native", "ad"]
    type: str
    """As written, surrounding blanks removed."""
    title: str
    fold: str
    """Native: `+`, `-` or empty. Ad: `open`, `closed`, `none` or empty."""
    meta: str
    depth: int
    """Containers that enclose it."""
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A wikilink, an embed or a Markdown image."""

    target: str
    alias: str
    embed: bool
    span: Span


class Remark(Struct, frozen=True):
    """What an author says about the findings of a part of the note: that they are meant, or not to be told."""

    verb: Literal["ignore", "expect", "other"]
    """`other` is one that means nothing; it stands in place of the reason."""
    span: Span
    """Where it is written."""
    scope: Span
    """What it speaks of; empty if it stands above nothing."""
    rules: tuple[str, ...]
    """The rules and families that an ignore names, as written; none for an expectation."""
    reason: str
    """Empty if none is given."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read; `text` is never rewritten, only edited at spans."""

    path: str
    """Relative to the vault, with forward slashes."""
    text: str
    """The decoded text without byte-order mark, newlines as they stand."""
    bom: bool
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    lines: LineTable
    properties: Mapping[str, object]
    """The front matter; dates stay text. Never changed after parsing."""
    blocks: tuple[Block, ...]
    callouts: tuple[Callout, ...]
    math: tuple[Math, ...]
    links: tuple[Link, ...]
    regions: tuple[Region, ...]
    """Every region of the note, those that stand below no block included."""
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()
