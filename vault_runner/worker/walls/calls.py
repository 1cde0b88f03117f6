"""System calls that Python has no function for, each an exception if it fails."""

from __future__ import annotations

import ctypes
import os
import struct

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
_CAPABILITY_VERSION = 0x20080522
_LAST_CAPABILITY = 40
_SET_NO_NEW_PRIVS, _CAPBSET_DROP, _CAP_AMBIENT, _AMBIENT_CLEAR_ALL = 38, 24, 47, 4
DAC_READ_SEARCH, SETPCAP = 2, 8
"""The right to read whatever the permissions say, and the right to give up rights for good."""


def checked(outcome: int, what: str) -> int:
    """Return `outcome`, or raise what the kernel says against it."""
    if outcome < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return outcome


def syscall(number: int, *arguments: int | bytes | None, what: str) -> int:
    """Make a system call; numbers are passed in full width, bytes by their address."""
    converted = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in arguments]
    return checked(_libc.syscall(ctypes.c_long(number), *converted), what)


def prctl(option: int, *values: int) -> None:
    """Set one attribute of this process."""
    whole = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    checked(_libc.prctl(option, *whole), f"prctl {option}")


def gain_nothing() -> None:
    """Forbid this process and all below it to gain rights by running a program."""
    prctl(_SET_NO_NEW_PRIVS, 1)


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name for new ones."""
    checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount something."""
    outcome = _libc.mount(source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), data.encode())
    checked(outcome, f"mount {target}")


def capable(number: int) -> bool:
    """Tell whether this process has a capability in effect."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123 - the worker's way
        effective = next(int(line.split()[1], 16) for line in status if line.startswith("CapEff:"))
    return bool(effective >> number & 1)


def drop_capabilities(kept: int = 0) -> None:
    """Give up every capability for good, except those in the mask `kept`, which no program run later inherits."""
    prctl(_CAP_AMBIENT, _AMBIENT_CLEAR_ALL)
    if capable(SETPCAP):
        for number in range(_LAST_CAPABILITY + 1):
            prctl(_CAPBSET_DROP, number)
    head = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    low, high = kept & 0xFFFFFFFF, kept >> 32
    checked(_libc.capset(head, struct.pack("=6I", low, low, 0, high, high, 0)), "capset")
