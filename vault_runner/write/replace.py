"""Put new bytes in a file's place in one step: a reader, or a power cut, meets the old bytes or the new ones."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from vault_runner.errors import WriteError

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
CLOSE = getattr(os, "O_CLOEXEC", 0)
KEPT_ATTRIBUTES = ("user.", "system.posix_acl_access")
"""Extended attributes that must survive; those of the system's own are set by the system."""


def replace_file(target: Path, content: bytes, *, like: int | None, ready: Callable[[], None]) -> None:
    """Write `content` to a temporary file beside `target`, then rename it over `target`.

    Args:
        target: The file, links followed; it need not exist.
        content: Its new bytes.
        like: An open file whose owner, mode and extended attributes the new one gets.
        ready: Called once the new bytes are safely on the disk, right before the rename; whatever it raises
            leaves `target` as it is.

    Raises:
        WriteError: if the owner can't be kept, or the folder can't be flushed after the rename.
        OSError: if the system refuses; nothing was changed then.
    """
    temporary = temporary_beside(target)
    try:
        write_new(temporary, content, like)
        ready()
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(target.parent)


def temporary_beside(target: Path) -> Path:
    """Return a name beside `target` that nobody uses, and that Obsidian and we ourselves pass over."""
    return target.with_name(f".vr-{os.getpid()}-{secrets.token_hex(4)}.tmp")


def write_new(path: Path, content: bytes, like: int | None) -> None:
    """Make a file that holds `content` safely on the disk, with owner, mode and attributes of the open file `like`.

    Raises:
        WriteError: if the owner can't be kept.
        OSError: if the system refuses; an incomplete file may stand there then.
    """
    # A copy of a note starts private; a file that is new gets the mode that the user's umask leaves.
    mode = 0o666 if like is None else 0o600
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | CLOSE, mode)
    try:
        write_all(file, content)
        if like is not None:
            _copy_attributes(like, file)
        os.fsync(file)
    finally:
        os.close(file)


def write_all(file: int, content: bytes) -> None:
    """Write all of `content`, however often the system takes only a part."""
    left = memoryview(content)
    while left:
        left = left[os.write(file, left) :]


def _copy_attributes(source: int, target: int) -> None:
    wanted, made = os.fstat(source), os.fstat(target)
    if (wanted.st_uid, wanted.st_gid) != (made.st_uid, made.st_gid):
        try:
            os.fchown(target, wanted.st_uid, wanted.st_gid)
        except PermissionError:
            raise WriteError("belongs to another user or group, who would lose it") from None
    os.fchmod(target, stat.S_IMODE(wanted.st_mode))
    if sys.platform == "linux":
        _copy_extended(source, target)


def _copy_extended(source: int, target: int) -> None:
    try:
        names = os.listxattr(source)
    except OSError:
        return
    for name in names:
        try:
            os.setxattr(target, name, os.getxattr(source, name))
        except OSError:
            if name.startswith(KEPT_ATTRIBUTES):
                raise


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last; a system that can't flush folders says EINVAL.

    Raises:
        WriteError: if they may not last; an error here is told, never tried again.
    """
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | CLOSE)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise WriteError(f"was written, but may not last: {error.strerror}") from None
    finally:
        os.close(handle)
