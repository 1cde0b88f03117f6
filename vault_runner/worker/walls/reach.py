"""Which files a note's code needs to see and to write, by what it is approved for."""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Iterator
from functools import cache

SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin", "/nix/store", "/gnu/store",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ld.so.preload", "/etc/localtime", "/etc/timezone",
    "/etc/fonts", "/etc/mime.types", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/alternatives",
    "/etc/os-release", "/etc/debian_version", "/etc/matplotlibrc", "/etc/ssl/certs", "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/certs", "/etc/ca-certificates", "/etc/OpenCL", "/var/cache/fontconfig",
)  # fmt: skip
"""Libraries, locales, fonts and the handful of settings that libraries read; nothing here is anybody's own."""
KERNEL = (
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/loadavg", "/proc/uptime", "/proc/version",
    "/proc/filesystems", "/proc/sys", "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/fs/cgroup",
    "/sys/kernel/mm",
)  # fmt: skip
OWN = ("~/.fonts", "~/.local/share/fonts", "~/.fontconfig")
"""What of the user's own folder is no secret."""
STREAMS = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
DEVICES = (
    *STREAMS, "/dev/tty", "/dev/ptmx", "/dev/pts", "/dev/shm",  # noqa: S108 - semaphores live there
    "/dev/dri", "/dev/kfd", "/dev/accel", "/proc/self",
)  # fmt: skip
_ACCELERATORS = "nvidia"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120


def libraries() -> Iterator[str]:
    """Yield where this interpreter finds its modules; a folder that holds somebody's home counts as none of them."""
    folders = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, _PACKAGE, *sys.path]
    if site.ENABLE_USER_SITE:
        folders.append(site.getusersitepackages())
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111 - strings throughout
    for folder in dict.fromkeys(folders):
        whole = os.path.realpath(folder) if folder else ""
        if whole and not f"{home}/".startswith(whole.rstrip("/") + "/"):
            yield folder


@cache
def readable() -> tuple[str, ...]:
    """Return everything outside the vault that code nobody approved may read; a guardian asks once for its children."""
    return (*SYSTEM, *KERNEL, *map(os.path.expanduser, OWN), *libraries())


def of_vault(vault: str, folder: str) -> Iterator[str]:
    """Yield what of the vault may be read: everything but what begins with a dot at its top.

    That holds the keys of plugins and the passwords of repositories, and nothing that a note computes with; unless
    the note itself lies there.
    """
    with os.scandir(vault) as entries:
        for entry in entries:
            if not entry.name.startswith(".") or f"{folder}/".startswith(f"{entry.path}/"):
                yield entry.path


def devices() -> list[str]:
    """Return the devices that approved code may write to."""
    found = [f"/dev/{name}" for name in os.listdir("/dev") if name.startswith(_ACCELERATORS)]  # noqa: PTH208
    return [*DEVICES, *found]
