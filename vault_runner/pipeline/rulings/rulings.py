"""What a check is to go by, beyond its request: a baseline, a commit to compare with, whose settings hold."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Rulings(Struct, frozen=True):
    """The wishes of a build server; the defaults change nothing."""

    baseline: Path | None = None
    update_baseline: bool = False
    changed_since: str = ""
    base_settings: bool = False
    """Take the settings from the commit that `changed_since` leads to."""

    @property
    def any(self) -> bool:
        """Whether there is anything to go by."""
        return self.baseline is not None or bool(self.changed_since)
