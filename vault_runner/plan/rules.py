"""The rules of this room: a code, how grave it is, and one line that says what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vault_runner.model import Severity

_TABLE: Final[tuple[tuple[str, Severity, str], ...]] = (
    ("VRX101", "warning", "a block uses a name that nothing above it sets"),
    ("VRX102", "warning", "notes depend on each other in a circle, so that none of them can come first"),
    ("VRX103", "error", "a block depends on a note or a block that isn't there"),
    ("VRX105", "error", "two blocks of one note carry the same label"),
    ("VRX106", "warning", "a tagged block needs a shell or a magic that vault-runner doesn't run"),
    ("VRX107", "warning", "a block depends on something that doesn't run before it"),
    ("VRX110", "info", "blanks that python doesn't know were read as plain ones"),
    ("VRX111", "info", "an interpreter's prompts were left out, and the outputs below them"),
    ("VRX112", "info", "statements that had run together on one line were read as several"),
    ("VRX113", "info", "a notebook's magic was passed over"),
    ("VRX114", "info", "a word of the Execute Code plugin was read as what it stands for"),
    ("VRX120", "info", "a block uses a usual short name without importing it"),
    ("VRP201", "error", "an option that doesn't exist"),
    ("VRP202", "error", "an option with a value that it can't have"),
)

RULES: Final[Mapping[str, str]] = {code: line for code, _, line in _TABLE}
"""What each rule of this room means."""

SEVERITIES: Final[Mapping[str, Severity]] = {code: severity for code, severity, _ in _TABLE}
"""How grave each rule of this room is."""
