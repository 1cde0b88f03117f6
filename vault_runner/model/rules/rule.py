"""What is known of a rule."""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be found; `code` is its family's three letters and a number."""

    code: str
    severity: Severity
    """How grave it usually is; a setting of the vault can change that."""
    title: str
    """One line, without a full stop."""
    why: str
    """What it means for the reader of the note, in a sentence or two."""
    example: str
    """What a note holds that breaks it; empty where that is no matter of the text."""
    mend: str
    """What to do about it."""
    always: bool = False
    """It says that something could not be judged, so that no ignore may hide it."""
