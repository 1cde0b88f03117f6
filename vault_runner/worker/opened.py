"""The files that code holds open: a copy of a process shares their positions, until it opens them anew."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Collection
from typing import NamedTuple

_FLAGS = os.O_NONBLOCK | getattr(os, "O_NOATIME", 0) | getattr(os, "O_DIRECT", 0)


class Held(NamedTuple):
    """An open file."""

    descriptor: int
    place: tuple[int, int]
    """Device and number of the file: descriptors of one file may share one position."""
    position: int
    flags: int
    inheritable: bool
    reopens: bool
    """Whether it is a file that is only read."""


def held(ours: Collection[int]) -> list[Held]:
    """Return what is open beside `ours`."""
    found = []
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - runs at every block
        descriptor = int(name)
        if descriptor in ours:
            continue
        try:
            found.append(_look_at(descriptor))
        except OSError:
            continue  # the listing's own
    return found


def _look_at(descriptor: int) -> Held:
    status = os.fstat(descriptor)
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    reopens = stat.S_ISREG(status.st_mode) and flags & os.O_ACCMODE == os.O_RDONLY
    position = os.lseek(descriptor, 0, os.SEEK_CUR) if reopens else 0
    place = (status.st_dev, status.st_ino)
    return Held(descriptor, place, position, flags & _FLAGS, os.get_inheritable(descriptor), reopens)


def can_be_reopened(files: list[Held]) -> bool:
    """Tell whether each of them is only read, and has a position of its own."""
    return all(file.reopens and not _moves_another(file, files) for file in files)


def _moves_another(file: Held, files: list[Held]) -> bool:
    """Tell whether another descriptor shares the position of `file`, by moving that for a moment."""
    others = [other for other in files if other.place == file.place and other != file]
    if not others:
        return False
    os.lseek(file.descriptor, file.position + 1, os.SEEK_SET)
    moved = any(os.lseek(other.descriptor, 0, os.SEEK_CUR) != other.position for other in others)
    os.lseek(file.descriptor, file.position, os.SEEK_SET)
    return moved


def reopen(files: list[Held]) -> bool:
    """Open every file anew, at the position where it stood; False if one can't be."""
    try:
        for file in files:
            fresh = os.open(f"/proc/self/fd/{file.descriptor}", os.O_RDONLY | os.O_CLOEXEC | file.flags)
            os.dup2(fresh, file.descriptor, inheritable=file.inheritable)
            os.close(fresh)
            os.lseek(file.descriptor, file.position, os.SEEK_SET)
    except OSError:
        return False
    return True
