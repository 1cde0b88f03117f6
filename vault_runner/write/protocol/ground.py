"""What the writes of one command share: where things are kept outside the vault, and what is to be told."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from vault_runner.errors import WriteError
from vault_runner.write.protocol.journal import Journal
from vault_runner.write.protocol.own import OwnWrites
from vault_runner.write.protocol.recovery import keep_copy


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told of a note, though its write went well or is not what failed."""

    note: str
    severity: Literal["error", "warning", "info"]
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    still: float = 2.5
    """A note in use has to have been left alone for so long: Obsidian saves two seconds after the last key."""
    most: float = 30.0
    """Longer than this nobody waits for one note."""
    grace: float = 0.25
    """What was displaced is looked at again after this time."""
    grace_unleased: float = 2.5
    """The same where no lease says that nobody had it open for writing, or where a save was put back."""
    attempts: int = 40


def place_of(folder: Path, vault: Path) -> Path:
    """Return where in `folder` all that belongs to one vault is kept."""
    return folder / hashlib.sha256(os.fsencode(os.path.realpath(vault))).hexdigest()[:16]


@dataclass(slots=True)
class Ground:
    """The vault, the place outside of it, and the command's journal."""

    vault: Path
    """With links followed."""
    folder: Path
    """Outside the vault, of this user and this vault alone."""
    patience: Patience = field(default_factory=Patience)
    tell: Callable[[str], None] = field(default=lambda _sentence: None)
    """Told when a wait begins."""
    notices: list[Notice] = field(default_factory=list)
    journal: Journal = field(init=False)
    own: OwnWrites = field(init=False)

    def __post_init__(self) -> None:
        """Make no file yet."""
        self.journal = Journal(self.folder / "journal")
        self.own = OwnWrites(self.folder / "own")

    def name(self, note: Path) -> str:
        """Return the name of a note, relative to the vault."""
        return note.relative_to(self.vault).as_posix() if note.is_relative_to(self.vault) else str(note)

    def recover(self, note: Path, content: bytes, story: str) -> Path:
        """Keep what somebody saved outside the vault, and tell where it is."""
        copy = keep_copy(self.folder / "recovered", self.name(note), content)
        message = f"{story}; that version is kept in {copy}"
        self.notices.append(Notice(self.name(note), "warning", message, "take from it what the note lacks"))
        return copy

    def forget_copy(self, copy: Path) -> None:
        """Remove a copy whose content found its way into the note after all."""
        self.notices[:] = [notice for notice in self.notices if str(copy) not in notice.message]
        copy.unlink(missing_ok=True)

    def say_once(self, topic: str, message: str) -> None:
        """Tell something about the vault's file system, the first time on this device alone."""
        mark = self.folder / f"said-{topic}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            return
        except OSError as error:
            raise WriteError(f"can't be kept safe: {error.strerror}", path=str(self.folder)) from error
        self.tell(message)  # at once, since reports pass over what is only information
        self.notices.append(Notice("", "info", message))
