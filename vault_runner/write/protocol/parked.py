"""Results that could not be written yet: kept outside the vault until a command can."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from vault_runner.model import Edit, VaultFile

DAYS = 7
"""What has waited longer is forgotten: running the note again is better than writing old news."""
DAY = 86_400
SUFFIX = ".parked"
REFUSED = ".refused"
"""Beside a parked result: the moment at which the one that was refused had been parked."""


@dataclass(frozen=True, slots=True)
class Parked:
    """What a run would have changed in one note."""

    note: str
    base: bytes
    """What the note held when it was read."""
    edits: tuple[Edit, ...]
    files: tuple[VaultFile, ...]
    when: float


class ParkingPlace:
    """The parked results of one vault; a newer one of the same note takes the place of the older."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`."""
        self._folder = folder

    def park(self, parked: Parked) -> None:
        """Keep a result.

        Raises:
            OSError: if it can't be kept.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self._place(parked.note)
        fresh = place.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(parked))
        fresh.chmod(0o600)
        fresh.replace(place)

    def waiting(self) -> Iterator[Parked]:
        """Yield what is parked; what is too old or can't be read is forgotten."""
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            with suppress(OSError):
                parked = _read(path)
                if parked is not None and abs(time.time() - parked.when) < DAYS * DAY:
                    yield parked
                else:
                    path.unlink(missing_ok=True)

    def forget(self, note: str) -> None:
        """Forget what is parked for one note, if anything is."""
        with suppress(OSError):
            self._place(note).unlink(missing_ok=True)
            self._place(note).with_suffix(REFUSED).unlink(missing_ok=True)

    def refuse(self, parked: Parked) -> None:
        """Say that whoever was to write a result would not; it goes on waiting for another one."""
        with suppress(OSError):
            self._place(parked.note).with_suffix(REFUSED).write_text(repr(parked.when), encoding="ascii")

    def is_refused(self, parked: Parked) -> bool:
        """Tell whether this very result was refused; a newer one of the same note was not."""
        with suppress(OSError):
            return self._place(parked.note).with_suffix(REFUSED).read_text(encoding="ascii") == repr(parked.when)
        return False

    def _place(self, note: str) -> Path:
        name = hashlib.sha256(note.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._folder / f"{name}{SUFFIX}"


def _read(path: Path) -> Parked | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Parked)
    except (msgspec.MsgspecError, ValueError):
        return None
