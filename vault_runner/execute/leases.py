"""Leases of accelerators, shared by all vault-run processes of a user on one machine.

A lease is a file that its holder has locked: the system unlocks it when the holder ends, however that comes about, so
a killed one is never waited for. Who wants several devices gets all of them at once or none; who came first for a
device is served first, even if a later and smaller one would fit already, so that nobody waits for ever.
"""

from __future__ import annotations

import contextlib
import json
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from vault_runner.execute.inventory import UNKNOWN

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAITED = "VRX013"
"""The rule of the notice that a session waited for a device."""
MOST_TOGETHER = 4
"""Sessions on one device at a time."""
SHARE = 0.8
"""Of a device's memory that several sessions may be given together; the rest is what no forecast sees."""
_POLL_SECONDS = 0.05
_MUTEX_SECONDS = 30.0
_DIGITS = 12


class Stopped(Exception):  # noqa: N818 - a turn of events, not an error
    """The user wants everything to end."""


@dataclass(frozen=True, slots=True)
class Lease:
    """What somebody has, or waits for."""

    number: int
    who: str
    wants: Mapping[str, int]
    """Bytes by device; `UNKNOWN` for one that is wanted whole."""
    held: bool


class Leases:
    """The leases of one machine."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep them in `folder`; by default among the user's state, apart for each machine that shares a home."""
        self._folder = folder or user_state_path("vault-runner") / "slots" / (platform.node() or "here")

    @contextlib.contextmanager
    def hold(
        self,
        who: str,
        wants: Mapping[str, int],
        room: Mapping[str, int],
        *,
        waits: Callable[[str], None],
        stopped: Callable[[], bool],
    ) -> Iterator[float]:
        """Hold devices, once they are free; the seconds of waiting are handed in.

        Args:
            who: The note, for those that wait.
            wants: Bytes by device; `UNKNOWN` for one that is wanted whole.
            room: Bytes that each device has.
            waits: Called with a sentence whenever something else is waited for.
            stopped: Tells whether to give up.

        Raises:
            Stopped: if waiting was given up.
        """
        began = time.monotonic()
        number, lock = self._queue(who, wants)
        try:
            told = ""
            while why := self._refusal(number, who, wants, room):
                if stopped():
                    raise Stopped
                if why != told:
                    waits(why)
                told = why
                time.sleep(_POLL_SECONDS)
            yield time.monotonic() - began if told else 0.0
        finally:
            self._leave(number, lock)

    def standing(self) -> list[Lease]:
        """Return all leases and all who wait, in the order in which they came."""
        with self._mutex():
            return self._alive()

    def _queue(self, who: str, wants: Mapping[str, int]) -> tuple[int, BaseFileLock]:
        from filelock import FileLock  # noqa: PLC0415 - most machines have no accelerator

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._mutex():
            number = max((lease.number for lease in self._alive()), default=0) + 1
            lock = FileLock(self._place(number, "lock"), timeout=0, mode=0o600, thread_local=False)
            lock.acquire()
            self._write(Lease(number, who, wants, held=False))
        return number, lock

    def _refusal(self, number: int, who: str, wants: Mapping[str, int], room: Mapping[str, int]) -> str:
        """Take the devices and return nothing, or say what they are waited for."""
        with self._mutex():
            others = [lease for lease in self._alive(number) if lease.number != number]
            for name in sorted(wants):
                why = _obstacle(
                    name, wants[name], room.get(name, UNKNOWN), [each for each in others if name in each.wants], number
                )
                if why:
                    return why
            self._write(Lease(number, who, wants, held=True))
        return ""

    def _leave(self, number: int, lock: BaseFileLock) -> None:
        with self._mutex():
            lock.release()
            self._remove(number)

    def _mutex(self) -> BaseFileLock:
        from filelock import FileLock  # noqa: PLC0415 - as above

        return FileLock(self._folder / "mutex", timeout=_MUTEX_SECONDS, mode=0o600)

    def _place(self, number: int, ending: str) -> Path:
        return self._folder / f"{number:0{_DIGITS}}.{ending}"

    def _write(self, lease: Lease) -> None:
        place = self._place(lease.number, "json")
        fresh = place.with_suffix(".new")
        fresh.write_text(json.dumps({"who": lease.who, "wants": dict(lease.wants), "held": lease.held}), "utf-8")
        fresh.replace(place)

    def _alive(self, own: int = 0) -> list[Lease]:
        """Return the leases whose holders live, and remove the others; only while nobody else does."""
        numbers = sorted(int(place.stem) for place in self._folder.glob(f"{'[0-9]' * _DIGITS}.lock"))
        found = (self._read(number) if number == own or self._is_locked(number) else None for number in numbers)
        return [lease for lease in found if lease is not None]

    def _is_locked(self, number: int) -> bool:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - as above

        probe = FileLock(self._place(number, "lock"), timeout=0, mode=0o600, thread_local=False)
        try:
            probe.acquire()
        except Timeout:
            return True
        probe.release()
        self._remove(number)
        return False

    def _remove(self, number: int) -> None:
        for ending in ("json", "new", "lock"):
            self._place(number, ending).unlink(missing_ok=True)

    def _read(self, number: int) -> Lease | None:
        try:
            row = json.loads(self._place(number, "json").read_text("utf-8"))
            return Lease(
                number, str(row["who"]), {str(name): int(size) for name, size in row["wants"].items()}, row["held"]
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _obstacle(name: str, want: int, room: int, others: list[Lease], number: int) -> str:
    """Return what keeps a device from being taken now, empty if nothing does."""
    users = [each for each in others if each.held]
    earlier = next((each for each in others if not each.held and each.number < number), None)
    if earlier is not None:
        return f"waits for {name}, behind {earlier.who}"
    if not users:
        return ""
    whole = not want or not room or any(not each.wants[name] for each in users)
    taken = sum(each.wants[name] for each in users)
    if not whole and len(users) < MOST_TOGETHER and taken + want <= SHARE * room:
        return ""
    names = ", ".join(sorted({each.who for each in users}))
    sizes = "" if whole else f": it needs {spoken(want)}, and of {spoken(room)} {spoken(taken)} are taken"
    return f"waits for {name}, which {names} {'has' if len(users) == 1 else 'have'}{sizes}"


def spoken(size: int) -> str:
    """Return a number of bytes as people say it."""
    amount = float(size)
    for unit in ("B", "KiB", "MiB"):
        if amount < 1024:  # noqa: PLR2004 - what the units mean
            return f"{amount:.4g} {unit}"
        amount /= 1024
    return f"{amount:.4g} GiB"
