"""Which files the author's code reads, so that a cached result can be checked against them."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Collection, Sequence

_SYSTEM = ("/proc", "/sys", "/dev", "/usr", "/etc", "/lib", "/lib64", "/bin", "/opt", "/run")
_CACHES = ("~/.cache", "~/.config/matplotlib", "~/.matplotlib", "~/.local/lib")
_LIMIT = 2000
_KERNEL = "/proc/"
"""What lies here is made when it is read; we look into it ourselves at every block."""
_IMPORTS = "importlib._bootstrap_external"
LOOKS = frozenset(("os.listdir", "os.scandir", "glob.glob", "glob.glob/2"))
"""Audit events of code that looks into a folder."""
TALKS = frozenset(
    (
        "subprocess.Popen",
        "os.system",
        "os.posix_spawn",
        "os.exec",
        "sqlite3.connect",
        "socket.connect",
        "urllib.Request",
    )
)
"""Audit events of code that asks something else than a file."""


class Reads:
    """Notes every file opened for reading, unless the code itself wrote it before."""

    def __init__(self, vault: str, scratch: str) -> None:
        """Leave out what belongs to the interpreter, to the system and to the session's own scratch folder."""
        self._vault = vault
        folders = {folder.rstrip("/") + "/" for folder in _places(scratch)}
        self._outside = tuple(folder for folder in folders if not f"{vault}/".startswith(folder))
        self._read: dict[str, None] = {}
        self._modules_before = set(sys.modules)
        self._written: set[str] = set()
        self._modules = 0
        """How many modules there were at the last look; 0 if a file was opened since."""
        self.untraced = False
        """Whether something was looked at that a list of files can't tell."""

    def look(self, arguments: Sequence[object]) -> None:
        """Take the arguments of an event that lists a folder; the import system's own looks do not count."""
        frame = sys._getframe(2)  # noqa: SLF001 - the hook's caller is who lists
        if frame.f_globals.get("__name__") == _IMPORTS:
            return
        try:
            folder = os.path.abspath(os.fsdecode(arguments[0] or "."))  # type: ignore[arg-type]  # noqa: PTH100
        except (TypeError, ValueError, OSError, IndexError):
            folder = self._vault
        if self._counts(folder + "/"):
            self.untraced = True

    def note(self, arguments: Sequence[object]) -> None:
        """Take the arguments of an `open` event: path, mode or None, flags."""
        path, mode, flags = arguments
        if isinstance(path, int) or path is None:
            return
        try:
            whole = os.path.abspath(os.fsdecode(path))  # type: ignore[arg-type]  # noqa: PTH100 - keeps symlinks
        except (TypeError, ValueError, OSError):
            return
        if not whole.startswith(_KERNEL):
            self._modules = 0
        if _writes(mode, flags):
            if whole not in self._read:
                self._written.add(whole)
        elif len(self._read) < _LIMIT and whole not in self._written and self._counts(whole):
            self._read[whole] = None

    def paths(self) -> list[str]:
        """Return the files read, and the source of every module that came from the vault."""
        if self._modules != len(sys.modules):
            self._note_modules()
            self._modules = len(sys.modules)
        return list(self._read)

    def _note_modules(self) -> None:
        """Look for modules from the vault: no more often than needed, in a copy each name is a page to be copied."""
        for name in sys.modules.keys() - self._modules_before:
            path = getattr(sys.modules[name], "__file__", None)
            if isinstance(path, str) and path.startswith(self._vault + "/") and self._counts(path):
                self._read[path] = None

    def _counts(self, path: str) -> bool:
        return not path.startswith(self._outside) and "/__pycache__/" not in path


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) != 0


def _places(scratch: str) -> Collection[str]:
    """Return the folders whose files say nothing about the vault."""
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values(), *site.getsitepackages()}
    caches = {os.path.expanduser(folder) for folder in _CACHES}  # noqa: PTH111 - strings throughout
    ours = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - strings throughout
    return {*_SYSTEM, *python, *caches, scratch, ours} - {"/", ""}
