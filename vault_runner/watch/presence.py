"""Who keeps a vault's outputs up to date right now: each says so, and a watcher makes way for an editor.

Whoever is there holds a lock on a file of its own, which the system takes away when it dies: nobody is taken for
present who is gone. The lock of `write.protocol.lock` is another one; it is held for a single write.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from platformdirs import user_state_path

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.write.protocol.ground import place_of

Kind = Literal["watch", "editor"]


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is there."""

    kind: Kind
    pid: int
    command: str
    since: float

    def __str__(self) -> str:
        """Return who it is, in words."""
        return f"`{self.command}` (process {self.pid}, since {time.strftime('%H:%M:%S', time.localtime(self.since))})"


def place_for(vault: Path) -> Path:
    """Return the folder of this user in which all that belongs to the writes of one vault is kept."""
    return place_of(user_state_path("vault-runner") / "writes", vault)


class Presence:
    """One's own presence at a vault."""

    def __init__(self, vault: Path, kind: Kind) -> None:
        """Say nothing yet."""
        self._folder = place_for(vault) / "present"
        self._kind = kind
        self._file = -1

    @property
    def _mine(self) -> Path:
        return self._folder / f"{os.getpid()}-{self._kind}"

    def __enter__(self) -> Self:
        """Say that one is there; a second watcher is refused.

        Raises:
            BusyNoteError: if somebody watches the vault already.
            WriteError: if that can't be told.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = os.open(self._mine, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            said = {"command": " ".join(["vault-run", *sys.argv[1:]])[:200], "since": time.time()}
            os.ftruncate(self._file, 0)
            os.write(self._file, json.dumps(said).encode())
        except OSError as error:
            raise WriteError(f"can't be locked: {error.strerror}", path=str(self._folder)) from error
        twin = next((other for other in self.others() if other.kind == self._kind == "watch"), None)
        if twin is not None:
            self.__exit__(None, None, None)
            raise BusyNoteError(f"{twin} watches this vault already", remedy="stop that one first")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Be gone."""
        with suppress(OSError):
            self._mine.unlink(missing_ok=True)
            os.close(self._file)

    def others(self) -> Iterator[Present]:
        """Yield who else is there; what the dead left is cleared."""
        with suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                if path != self._mine and (present := _present(path)):
                    yield present

    def editor(self) -> Present | None:
        """Return the editor that has the vault open, if there is one."""
        return next((other for other in self.others() if other.kind == "editor"), None)


def _present(path: Path) -> Present | None:
    """Return who holds the lock of a file; nobody if it is free."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except OSError:
        return _read(path)
    finally:
        os.close(file)
    return None


def _read(path: Path) -> Present:
    pid, _, kind = path.name.partition("-")
    told: Kind = "editor" if kind == "editor" else "watch"
    try:
        said = json.loads(path.read_bytes())
        return Present(told, int(pid), str(said["command"]), float(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Present(told, int(pid) if pid.isdecimal() else 0, "vault-run", time.time())
