"""Everything that vault-runner itself raises.

    VaultRunnerError
    ├─ ConfigError          a setting or an argument that can't be used
    ├─ NoteError            a note that can't be read
    ├─ PlanError            a block that was asked for and isn't there
    ├─ ExecutionError       the workers can't be started or talked to
    └─ WriteError           a note or figure can't be written
       ├─ StaleNoteError    the note changed while its blocks ran
       ├─ BusyNoteError     somebody is at work on the note; later it may be written
       └─ OverlapError      two edits claim the same text

An error here means that vault-runner could not do its job. A block that fails, times out or kills its
process is no error but a `Result`; something wrong with a note is a `Finding`.
"""

from __future__ import annotations


class VaultRunnerError(Exception):
    """The root; its text says what happened, `remedy` what to do about it."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, remedy: str = "") -> None:
        """Keep the place and the remedy beside the message."""
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        """Return `path:line: message; remedy` with the parts that are known."""
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return place + self.message + (f"; {self.remedy}" if self.remedy else "")


class ConfigError(VaultRunnerError):
    """A setting or an argument that can't be used; names the key, what was found, what is allowed."""


class NoteError(VaultRunnerError):
    """A note that can't be read: it is gone, or its permissions forbid it."""


class PlanError(VaultRunnerError):
    """A block or note that was asked for by name and isn't there."""


class ExecutionError(VaultRunnerError):
    """The workers can't be started or talked to; a block that fails is not this."""


class WriteError(VaultRunnerError):
    """A note or figure can't be written; what stood there before still stands."""


class StaleNoteError(WriteError):
    """The note changed while its blocks ran, so that the result's place is no longer sure."""


class BusyNoteError(WriteError):
    """Somebody is at work on the note or the vault; what was to be written can be kept for later."""


class OverlapError(WriteError):
    """Two edits claim the same text."""
