"""What would change in a vault: edits to a note's text and files beside it."""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.model.finding import Finding
from vault_runner.model.text import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at `span`, if `expected` still stands there."""

    span: Span
    replacement: str
    expected: str
    block: str = ""
    """Identifier of the block whose region this is."""


@dataclass(frozen=True, slots=True)
class VaultFile:
    """A file that belongs to a note: a figure, or the full log of a long output."""

    path: str
    """Relative to the vault, with forward slashes."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that a block gave, and the file that it belongs in, whether that has to be written or not."""

    block: str
    path: str
    """Relative to the vault, with forward slashes."""
    mime: str
    content: bytes
    same_code: bool
    """Whether the code is that which gave the output that stands in the note."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a run would change for one note; empty if what stands there is equal within tolerance."""

    path: str
    digest: str
    """Digest of the bytes that the spans refer to."""
    edits: tuple[Edit, ...]
    """In the order of their spans, none overlapping another."""
    files: tuple[VaultFile, ...]
    findings: tuple[Finding, ...]
    drawn: tuple[Drawn, ...] = ()
    """Every picture of the note's blocks, in the order of the blocks."""
