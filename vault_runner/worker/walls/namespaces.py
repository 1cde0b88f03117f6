"""A network without a way out, a memory for messages and a view of the disk that belong to one session alone.

Many systems don't allow it to ordinary users, so that nothing rests on it alone: it is the second lock on the door.
What only it can give is a scratch folder with a real quota.
"""

from __future__ import annotations

import os
import struct

from vault_runner.worker.walls import calls

_NEW_MOUNTS, _NEW_MESSAGES, _NEW_USERS, _NEW_NETWORK = 0x00020000, 0x08000000, 0x10000000, 0x40000000
_PRIVATE, _RECURSIVE, _BIND = 1 << 18, 1 << 14, 1 << 12
_NO_SUID, _NO_DEVICES = 2, 4
_SET_ATTRIBUTES, _HERE, _ATTRIBUTES_RECURSIVE = 442, -100, 0x8000
_READ_ONLY, _NO_SUID_ATTRIBUTE = 1, 2
_CAP_SYS_ADMIN = 21
SHARED = "/dev/shm"  # noqa: S108 - the system's own place for semaphores


def leave() -> None:
    """Leave the network and the messages of this machine; for a guardian, so that its sessions need not each.

    Who may administer the machine does it directly. Everybody else becomes the owner of a world of users first, in
    which there is nobody else.
    """
    if calls.capable(_CAP_SYS_ADMIN):
        calls.unshare(_NEW_NETWORK | _NEW_MESSAGES)
        return
    user, group = os.getuid(), os.getgid()
    calls.unshare(_NEW_USERS | _NEW_NETWORK | _NEW_MESSAGES)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as table:  # noqa: PTH123 - the worker's way
            table.write(text)


def narrow(scratch: str, size: int, entries: int) -> None:
    """Make the whole disk read-only to this process, with a scratch folder of its own in memory.

    Args:
        scratch: The folder; what it holds is gone with the last process that sees it.
        size: Bytes that it takes.
        entries: Files and folders that it takes.
    """
    calls.unshare(_NEW_MOUNTS)
    calls.mount("none", "/", "", _RECURSIVE | _PRIVATE)
    attributes = struct.pack("=QQQQ", _READ_ONLY | _NO_SUID_ATTRIBUTE, 0, 0, 0)
    what = "mount_setattr"
    calls.syscall(_SET_ATTRIBUTES, _HERE, b"/", _ATTRIBUTES_RECURSIVE, attributes, len(attributes), what=what)
    data = f"size={size},nr_inodes={entries},mode=700"
    calls.mount("tmpfs", scratch, "tmpfs", _NO_SUID | _NO_DEVICES, data)
    if os.path.isdir(SHARED):  # noqa: PTH112 - strings throughout
        os.mkdir(f"{scratch}/.shm", 0o700)  # noqa: PTH102 - strings throughout
        calls.mount(f"{scratch}/.shm", SHARED, "", _BIND)
