"""The few calls to Linux that Python has no function for."""

from __future__ import annotations

import ctypes
import os
import signal

_SET_DEATH_SIGNAL = 1
_SET_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """Set one attribute of this process."""
    if _libc.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def become_subreaper() -> None:
    """Become the parent of every orphan below this process, so that none of them gets away."""
    prctl(_SET_SUBREAPER, 1)


def die_with(parent: int) -> None:
    """Let the kernel kill this process as soon as `parent` ends; exit now if it has ended already."""
    prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def flush_c_streams() -> None:
    """Write out what C code of this process has printed and libc still holds."""
    _libc.fflush(None)
