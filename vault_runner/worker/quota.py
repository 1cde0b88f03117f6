"""How much a folder holds, for scratch folders whose quota the kernel doesn't keep."""

from __future__ import annotations

import os


def overflows(folder: str, size: int, entries: int) -> bool:
    """Tell whether a folder holds more than `size` bytes on the disk or more than `entries` files and folders.

    The search ends as soon as that is certain; what vanishes meanwhile is not counted.
    """
    held = count = 0
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as listing:
                for entry in listing:
                    count += 1
                    held += _taken(entry)
                    if count > entries or held > size:
                        return True
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return False


def _taken(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_blocks * 512
    except OSError:
        return 0
