"""What tells, without reading a file, whether it is still what it was; and its digest for when that is not sure.

A signature is a file's time of change, size, inode and time of status change. Two saves within one tick of the clock
that leave size and inode alone can't be told apart by it, so a file that was young when it was read is not trusted
until it has been read again (the rule by which git trusts its index).
"""

from __future__ import annotations

import os
import stat
from struct import Struct

YOUNG = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use, that of FAT, ticks every two seconds."""
ABSENT = "absent"
_HASHED_WHOLE = 256 << 20
_FIELDS = Struct("<qqqq")
_pack = _FIELDS.pack
_INT64 = 0x7FFF_FFFF_FFFF_FFFF


def sign(status: os.stat_result) -> bytes:
    """Return the signature of a file of this status."""
    return _pack(status.st_mtime_ns, status.st_size, status.st_ino & _INT64, status.st_ctime_ns)


def sign_path(path: str) -> bytes:
    """Return the signature of the file at `path`, that of nothing if there is none."""
    try:
        return sign(os.stat(path))  # noqa: PTH116 - strings throughout, this is called for thousands of files
    except (OSError, ValueError):
        return ABSENT.encode()


def is_settled(signature: bytes, read_at: int) -> bool:
    """Tell whether a file that was read at `read_at`, in nanoseconds, can't have changed since unseen."""
    if len(signature) != _FIELDS.size:
        return signature == ABSENT.encode()
    modified, _, _, changed = _FIELDS.unpack(signature)
    return bool(max(modified, changed) < read_at - YOUNG)


def content_digest(path: str) -> str:
    """Return what stands for a file's content: its hash, `absent`, or size and time of a very large one.

    Empty for a folder, a pipe or a device, which have no content to compare.
    """
    import hashlib  # noqa: PLC0415 - a check in which nothing has changed needs no hash

    try:
        status = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(status.st_mode):
            return ""
        if status.st_size > _HASHED_WHOLE:
            return f"{status.st_size} bytes at {status.st_mtime_ns}"
        with open(path, "rb") as content:  # noqa: PTH123
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ABSENT
    except ValueError:
        return ""
