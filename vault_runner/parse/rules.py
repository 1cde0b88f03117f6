"""What `parse` finds wrong with a note by its text alone: rule codes, severities and their one-line meanings."""

from __future__ import annotations

from typing import Final

from vault_runner.model import Severity

UNREADABLE: Final = "VRP000"
FRONT_MATTER: Final = "VRP001"
UNCLOSED_FENCE: Final = "VRP002"
WRONG_NESTING: Final = "VRP003"
FENCE_IN_FENCE: Final = "VRP004"
UNPAIRED_DISPLAY: Final = "VRP005"
UNCLOSED_COMMENT: Final = "VRP006"
MOJIBAKE: Final = "VRP007"
NO_BREAK_SPACE: Final = "VRP008"
LOST_REGION_END: Final = "VRP009"
TOO_DEEP: Final = "VRP010"

RULES: Final[dict[str, str]] = {
    UNREADABLE: "the file can't be read, or is not UTF-8",
    FRONT_MATTER: "the front matter can't be read as YAML",
    UNCLOSED_FENCE: "a fence ends with its container or with the note",
    WRONG_NESTING: "an admonition is closed by the line that was meant for a fence inside it",
    FENCE_IN_FENCE: "a fence holds a line that looks like the opening of another one",
    UNPAIRED_DISPLAY: "a `$$` has no partner",
    UNCLOSED_COMMENT: "a comment is opened and never closed",
    MOJIBAKE: "the text was once read in the wrong encoding",
    NO_BREAK_SPACE: "python code holds no-break spaces",
    LOST_REGION_END: "an output's marker can't be read, or its end marker is missing",
    TOO_DEEP: "containers are nested too deep to be read",
}

SEVERITIES: Final[dict[str, Severity]] = {
    UNREADABLE: "error",
    FRONT_MATTER: "warning",
    UNCLOSED_FENCE: "warning",
    WRONG_NESTING: "error",
    FENCE_IN_FENCE: "warning",
    UNPAIRED_DISPLAY: "warning",
    UNCLOSED_COMMENT: "warning",
    MOJIBAKE: "warning",
    NO_BREAK_SPACE: "info",
    LOST_REGION_END: "warning",
    TOO_DEEP: "warning",
}
"""An unclosed fence whose code was asked to run is an `error` all the same: it can't run, and says so."""
