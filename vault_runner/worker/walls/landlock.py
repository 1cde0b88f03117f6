"""Landlock: which files a process and all below it may read and write, enforced by the kernel and never lifted.

It knows nothing of permissions, times and attributes of files, of sockets other than TCP, nor of who may look whether
a file exists; `seccomp` closes what matters of that.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from vault_runner.worker.walls import calls

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, _REMOVE_FILE, _MAKE_CHAR, _MAKE_DIR, _MAKE_REG, _MAKE_SOCK, _MAKE_FIFO, _MAKE_BLOCK, _MAKE_SYM = (
    1 << bit for bit in range(4, 13)
)
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEVICE
READING = EXECUTE | READ_FILE | READ_DIR
CHANGING = (
    WRITE_FILE
    | _REMOVE_DIR
    | _REMOVE_FILE
    | _MAKE_CHAR
    | _MAKE_DIR
    | _MAKE_REG
    | _MAKE_SOCK
    | _MAKE_FIFO
    | _MAKE_BLOCK
    | _MAKE_SYM
    | _REFER
    | _TRUNCATE
)
DEVICES = _IOCTL_DEVICE
EVERYTHING = READING | CHANGING | DEVICES
_SINCE = {2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEVICE}
_NETWORK_SINCE, _SCOPES_SINCE = 4, 6
_TCP = 0b11
ABSTRACT_SOCKETS, SIGNALS = 1, 2
TRUNCATION_SINCE = 3


def version() -> int:
    """Return the version of Landlock that this kernel has, 0 if it has none or doesn't let us use it."""
    try:
        return calls.syscall(_CREATE, None, 0, _ASK_VERSION, what="landlock")
    except OSError:
        return 0


class Ruleset:
    """Rights that are taken away, and the files for which they are given back."""

    def __init__(self, handled: int, *, tcp: bool = False, scopes: int = 0) -> None:
        """Take the rights `handled` away everywhere, as far as this kernel knows them.

        Args:
            handled: Rights over files.
            tcp: Take away TCP as well.
            scopes: What may not reach over the wall: `SIGNALS`, `ABSTRACT_SOCKETS`.
        """
        known = version()
        self._handled = handled
        for since, right in _SINCE.items():
            self._handled &= ~right if known < since else -1
        whole = struct.pack("=QQQ", self._handled, _TCP if tcp else 0, scopes)
        size = 24 if known >= _SCOPES_SINCE else 16 if known >= _NETWORK_SINCE else 8
        self._descriptor = calls.syscall(_CREATE, whole[:size], size, 0, what="landlock_create_ruleset")

    def __enter__(self) -> Self:
        """Return the rule set."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; what was enforced stays."""
        os.close(self._descriptor)

    def allow(self, paths: Iterable[str], rights: int, *, through_links: bool = True) -> None:
        """Give rights back for everything at and below `paths`; those that don't exist are passed over.

        Without `through_links` a symbolic link gives nothing: who shares a vault chooses where its links lead.
        """
        flags = os.O_PATH | os.O_CLOEXEC | (0 if through_links else os.O_NOFOLLOW)
        for path in paths:
            try:
                descriptor = os.open(path, flags)
            except OSError:
                continue
            try:
                self._give(descriptor, rights)
            finally:
                os.close(descriptor)

    def _give(self, descriptor: int, rights: int) -> None:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISLNK(mode):
            return
        given = rights & self._handled & (-1 if stat.S_ISDIR(mode) else _OF_FILES)
        if given:
            rule = struct.pack("=Qi", given, descriptor)
            calls.syscall(_ADD, self._descriptor, _PATH_BENEATH, rule, 0, what="landlock_add_rule")

    def enforce(self) -> None:
        """Put the wall up around this process."""
        calls.gain_nothing()
        calls.syscall(_RESTRICT, self._descriptor, 0, what="landlock_restrict_self")
