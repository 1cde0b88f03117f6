"""The messages about what became of the statements of a note."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from vault_runner.bridge.messages import Message, Range

CheckStatus: TypeAlias = Literal[
    "verified-exact", "verified", "refuted", "doubted", "definition", "recurrence", "ambiguous", "not-checkable"
]


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
