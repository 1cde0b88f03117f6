"""What an outcome depends on beside the vault: this program, the notes' interpreter, the machine.

Each is told by looking at files' names and times, and nothing is imported for it. A stamp is only ever compared with
one made the same way; an earlier outcome under another stamp is not known.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from vault_runner import __version__

_CUDA = "/dev/nvidiactl"
_WALLS = (
    "/sys/kernel/security/lsm",
    "/proc/self/attr/current",
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    "/proc/sys/kernel/unprivileged_userns_clone",
    "/proc/sys/user/max_user_namespaces",
)
_RIGHTS = ("CapEff", "CapBnd", "Seccomp", "NoNewPrivs")
_METADATA = (".dist-info", ".egg-info")


def tool_stamp() -> str:
    """Return a stamp of this program: its version, its source files, its interpreter and the packages beside it."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - strings throughout
    sources = sorted(_sources(here, ""))
    beside = [folder for folder in sys.path if folder.endswith("site-packages")]
    return repr((__version__, sys.version, sources, _packages(beside)))


def interpreter_stamp(python: str, folders: Iterable[str]) -> str:
    """Return a stamp of the interpreter at `python`, whose packages lie in `folders`."""
    settings = os.path.join(os.path.dirname(os.path.dirname(python)), "pyvenv.cfg")  # noqa: PTH118, PTH120
    return repr((os.path.realpath(python), _status(python), _status(settings), _packages(folders)))


def device_stamp() -> str:
    """Return a stamp of the machine: its system, its C library, its accelerator, and what decides about walls."""
    library = os.confstr("CS_GNU_LIBC_VERSION") if "CS_GNU_LIBC_VERSION" in os.confstr_names else ""
    walls = [_text(path) for path in _WALLS]
    rights = [line for line in _text("/proc/self/status").splitlines() if line.startswith(_RIGHTS)]
    return repr((tuple(os.uname()), library, os.path.exists(_CUDA), os.getuid(), walls, rights))  # noqa: PTH110


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - strings throughout
            return file.read()
    except OSError:
        return ""


def _sources(root: str, below: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, time and size of every source file; a developer's edit is a new program."""
    with os.scandir(f"{root}/{below}") as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield below + entry.name, status.st_mtime_ns, status.st_size
            elif entry.name[0] not in "._" and entry.is_dir():
                yield from _sources(root, f"{below}{entry.name}/")


def _packages(folders: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return name and version of every package installed, as the names of their metadata folders say."""
    return [(folder, sorted(name for name in _names(folder) if name.endswith(_METADATA))) for folder in folders]


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - strings throughout
    except OSError:
        return []


def _status(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - strings throughout
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
