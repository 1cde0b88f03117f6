"""What a command asks of the path, and how it is told what happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vault_runner.model import Result

Progress = Callable[[str, Result | None], None]
"""Called with a stage's sentence and, while blocks run, with each result as it comes."""


def silent(_stage: str, _result: Result | None) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One command's wishes; the defaults are those of a bare `check`."""

    paths: tuple[Path, ...] = ()
    """Notes and folders named by the user; empty for the vault around the current folder."""
    everything: bool = False
    """Run every python block that is not opted out, tagged or not."""
    execute: bool = True
    """Run code at all; `--dry-run` and `inspect` do not."""
    trusted: bool = False
    """The user approves of running what was not named."""
    python: str = ""
    jobs: int = 0
    timeout: float = 0.0
    """Seconds a block, 0 for what the notes and the vault say."""
    cache: bool = True
    overwrite_edited: bool = False
    strict: bool = False
    """Outputs that were never written are worth a warning."""
    progress: Progress = field(default=silent)

    @property
    def approved(self) -> bool:
        """Whether code may run: until there is a sandbox, only what the user named or approved."""
        return self.trusted or bool(self.paths)
