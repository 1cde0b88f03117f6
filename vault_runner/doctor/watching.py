"""Whether changes in the vault can be heard of: the kernel's limits, and disks that keep them to themselves."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from vault_runner.doctor.answer import Answer

SILENT = re.compile(r"nfs\d?|cifs|smb\w*|9p|drvfs|vboxsf|vmhgfs|fuse\.(?!portal)\w+|afs|ceph|glusterfs|davfs\d?|prl_fs")
"""Kinds of disks on which what another computer changes is never told."""
INOTIFY = Path("/proc/sys/fs/inotify")
SPARE = 1024
"""Watches that other programs are left with."""
FEWEST_INSTANCES = 16
ENOUGH = 524288
PATIENCE = 0.5


def examine_watching(
    root: Path, *, inotify: Path = INOTIFY, mounts: Path = Path("/proc/self/mountinfo")
) -> Iterator[Answer]:
    """Yield what stands in the way of watching the vault."""
    if sys.platform != "linux":
        yield Answer("watching", "ok", "changes are told by the system")
        return
    kind = disk_kind(root, mounts)
    if SILENT.fullmatch(kind):
        says = f"the vault lies on {kind}, which doesn't tell of changes made elsewhere: it has to be polled"
        yield Answer("watching", "warn", says, "keep the vault on a disk of this computer")
        return
    folders = count_folders(root)
    watches, instances = (_limit(inotify / f"max_user_{name}") for name in ("watches", "instances"))
    if watches is None or instances is None:
        yield Answer("watching", "warn", "this kernel has no inotify: the vault has to be polled")
    elif watches < folders + SPARE:
        says = f"the vault has {folders} folders, and this user may watch {watches}"
        yield Answer("watching", "warn", says, f"sudo sysctl fs.inotify.max_user_watches={max(ENOUGH, 2 * folders)}")
    elif instances < FEWEST_INSTANCES:
        says = f"this user may have {instances} watchers at a time, and editors need some of them"
        yield Answer("watching", "warn", says, "sudo sysctl fs.inotify.max_user_instances=512")
    else:
        yield Answer(
            "watching",
            "ok",
            f"{folders} folder{'s' if folders != 1 else ''} on {kind or 'a local disk'}, {watches} watches allowed",
        )


def disk_kind(path: Path, mounts: Path) -> str:
    """Return the kind of file system that holds a path, such as `ext4`; empty if it can't be told."""
    best, kind = "", ""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) > 4 and after:  # noqa: PLR2004 - the fifth is the place, see proc(5)
            place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
            if len(place) >= len(best) and path.absolute().is_relative_to(place):
                best, kind = place, after.split(" ")[0]
    return kind


def count_folders(root: Path) -> int:
    """Return how many folders would be watched; of a very large vault, those that can be counted quickly."""
    end, count = time.monotonic() + PATIENCE, 0
    for _, folders, _ in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        count += 1
        if time.monotonic() > end:
            break
    return count


def _limit(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
