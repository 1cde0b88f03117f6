"""A finding: one thing worth telling the author, with its place, its rule and its remedy."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from vault_runner.model.text import Span

Severity: TypeAlias = Literal["error", "warning", "info"]


class Finding(Struct, frozen=True):
    """Something found in a note; only an `error` makes a check fail.

    Rules are families and a number: VRP parse, VRX run, VRS shape, VRE equation, VRO output, VRF figure,
    VRW write, VRT trust.
    """

    path: str
    span: Span
    rule: str
    severity: Severity
    message: str
    """What is wrong, in plain words, without the place."""
    remedy: str = ""
    """What to do about it, empty if nothing can be said."""
