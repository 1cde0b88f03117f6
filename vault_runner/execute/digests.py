"""What stands for the content of a file that a session read, so that a kept result can be checked against it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable

from vault_runner.model import FileRead

_HASHED_WHOLE = 256 << 20
_HASHED_IN_ALL = 2 << 30


def file_digest(path: str) -> str:
    """Return the hash of a file, `absent`, or size and time of a very large one.

    Empty for a folder, a pipe or a device, which have no content to compare. The path may be anything that a child
    says, and what lies there may change while it is looked at: nothing is opened that could make us wait.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError:
        return _unopened(path)
    except ValueError:
        return ""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return ""
    with os.fdopen(descriptor, "rb") as content:
        if not 0 < status.st_size <= _HASHED_WHOLE:
            return f"{status.st_size} bytes at {status.st_mtime_ns}"
        return hashlib.file_digest(content, "sha256").hexdigest()


def _unopened(path: str) -> str:
    """Return what stands for something that can't be opened: nothing for what is no file, else that it isn't there."""
    try:
        return "absent" if stat.S_ISREG(os.stat(path).st_mode) else ""  # noqa: PTH116
    except (OSError, ValueError):
        return "absent"


def files_read(paths: Iterable[str]) -> tuple[FileRead, ...] | None:
    """Return the files that a child says it read, None if hashing them all would take too long."""
    found = []
    left = _HASHED_IN_ALL
    for path in paths:
        left -= _size(path)
        if left < 0:
            return None
        digest = file_digest(path)
        if digest:
            found.append(FileRead(path, digest))
    return tuple(found)


def _size(path: str) -> int:
    try:
        size = os.stat(path).st_size  # noqa: PTH116 - any text may be a path here
    except (OSError, ValueError):
        return 0
    return size if size <= _HASHED_WHOLE else 0
