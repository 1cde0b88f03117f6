"""Where results are kept, how much room there is, and whether the clock can be trusted."""

from __future__ import annotations

import os
import shlex
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from vault_runner.doctor.answer import Answer

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
LARGE_CACHE = 2 * GIB
LITTLE, NEARLY_NOTHING = GIB, 50 * MIB
AHEAD = 120.0
"""Seconds by which a file may seem to come from the future, on a network disk for example."""
PATIENCE = 0.5


def examine_cache(folder: Path) -> Iterator[Answer]:
    """Yield where the cache lies, and how large it is."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        says = f"{folder} can't be written: nothing is remembered, each check runs everything"
        yield Answer("cache", "warn", says, f"export XDG_CACHE_HOME={shlex.quote(str(Path.home() / 'cache'))}")
        return
    size, whole = _size(folder)
    amount = f"{'' if whole else 'more than '}{readable(size)}"
    if size > LARGE_CACHE:
        yield Answer("cache", "warn", f"{folder} holds {amount}", f"rm -r {shlex.quote(str(folder))}")
    else:
        yield Answer("cache", "ok", f"{folder} holds {amount}")


def _size(folder: Path) -> tuple[int, bool]:
    """Return the bytes below a folder, and whether there was time to count them all."""
    end, total = time.monotonic() + PATIENCE, 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(f"{place}/{name}").st_size
            except OSError:
                continue
        if time.monotonic() > end:
            return total, False
    return total, True


def examine_disk(places: dict[str, Path]) -> Iterator[Answer]:
    """Yield how much room there is at some places, one answer a disk."""
    seen: set[int] = set()
    for name, place in places.items():
        nearest = next(folder for folder in (place, *place.parents) if folder.exists())
        device = nearest.stat().st_dev
        if device in seen:
            continue
        seen.add(device)
        free = shutil.disk_usage(nearest).free
        verdict = Answer("disk", "ok", f"{readable(free)} free for the {name}")
        if free < LITTLE:
            how = "fail" if free < NEARLY_NOTHING else "warn"
            command = f"du -xh {shlex.quote(str(nearest))} | sort -h | tail"
            verdict = Answer(
                "disk", "fail" if how == "fail" else "warn", f"only {readable(free)} free for the {name}", command
            )
        yield verdict


def examine_clock(witnesses: Iterator[Path] | list[Path], now: float | None = None) -> Answer:
    """Return whether the clock is behind files that were surely written before now."""
    now = time.time() if now is None else now
    latest, name = 0.0, ""
    for witness in witnesses:
        try:
            modified = witness.stat().st_mtime
        except OSError:
            continue
        if modified > latest:
            latest, name = modified, str(witness)
    if latest > now + AHEAD:
        ahead = _span(latest - now)
        says = f"the clock is behind: {name} was written {ahead} in the future; changes may be missed"
        return Answer("clock", "warn", says, "sudo timedatectl set-ntp true")
    return Answer("clock", "ok", time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(now)))


def _span(seconds: float) -> str:
    for unit, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def readable(size: int) -> str:
    """Return a number of bytes for people."""
    for unit, bytes_of in (("GiB", GIB), ("MiB", MIB), ("KiB", KIB)):
        if size >= bytes_of:
            return f"{size / bytes_of:.1f} {unit}"
    return f"{size} bytes"
