"""What was found about a claim, with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vault_runner.model.claim import Claim

VerdictStatus: TypeAlias = Literal[
    "verified-exact",
    "verified",
    "refuted",
    "doubted",
    "definition",
    "recurrence",
    "ambiguous",
    "not-checkable",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim; formed outside the process that ran the note's code, on plain values."""

    claim: Claim
    status: VerdictStatus
    reason: str = ""
    """In plain words; for `not-checkable` also the one line that would make the claim checkable."""
    expected: str = ""
    """What the note says."""
    found: str = ""
    """What the code or the mathematics says."""
    evidence: tuple[tuple[str, str], ...] = ()
