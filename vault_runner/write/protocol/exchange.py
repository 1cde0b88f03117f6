"""Let two files swap their names in one step: whatever stood at a name is handed back, never overwritten.

The path for macOS is written after its manual and has not been tried.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What systems and file systems answer that can't do it; EPERM and EACCES are true refusals."""


def exchange(left: Path, right: Path) -> bool:
    """Swap the names of two files of one folder; return False, with nothing done, if the system can't.

    Raises:
        FileNotFoundError: if one of them is gone.
        OSError: if the system refuses; nothing was done then.
    """
    library = _library()
    if library is None:
        return False
    names = os.fsencode(left), os.fsencode(right)
    if sys.platform == "darwin":
        failed = library.renamex_np(*names, RENAME_SWAP)
    else:
        failed = library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(right))


@cache
def _library() -> ctypes.CDLL | None:
    """Return the system's library if it has the call."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    return library if hasattr(library, "renamex_np" if sys.platform == "darwin" else "renameat2") else None
