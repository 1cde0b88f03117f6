"""A finding that is not told, and who said so; reports count these, and some show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vault_runner.model import Finding

By: TypeAlias = Literal["note", "baseline"]


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that the note's author ignores, or that the baseline holds."""

    finding: Finding
    by: By
    reason: str
