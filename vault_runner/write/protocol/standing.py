"""What a rename would get around: read-only files and folders, hard links, files that are none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from vault_runner.errors import WriteError

WRITABLE = 0o222


def refuse_unwritable(target: Path, status: os.stat_result) -> None:
    """Refuse to replace a file that its owner or the system protects, or whose names a replacement would part.

    Raises:
        WriteError: that says why.
    """
    if not stat.S_ISREG(status.st_mode):
        raise WriteError("is no regular file")
    if status.st_nlink > 1:
        raise WriteError(
            f"has {status.st_nlink} hard links, and writing would part them", remedy="make it a file of its own"
        )
    if not status.st_mode & WRITABLE or not os.access(target, os.W_OK):
        raise WriteError("is read-only", remedy="make it writable")
    folder = target.parent
    if not folder.stat().st_mode & WRITABLE or not os.access(folder, os.W_OK | os.X_OK):
        raise WriteError(f"lies in the read-only folder {folder}", remedy="make the folder writable")
