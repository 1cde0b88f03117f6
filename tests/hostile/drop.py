"""Becomes a user who owns nothing and runs a program, in a view of the disk in which python can be reached.

Started by root. A python in root's own home can't be reached by others; here, and for this process alone, everything
else in such a folder is gone and the python is there. Arguments: the user's number, then the program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from vault_runner.worker.walls import calls

NEW_MOUNTS, PRIVATE, RECURSIVE, BIND = 0x00020000, 1 << 18, 1 << 14, 1 << 12
NEEDED = (sys.base_prefix, sys.prefix, str(Path(__file__).parents[2]))


def closed_above(path: Path) -> Path | None:
    """Return the topmost folder on the way to `path` that others may not pass."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)


def open_ways(paths: tuple[str, ...]) -> None:
    """Lay an empty folder over each one that bars the way, with what is needed below it."""
    barred = [(path, folder) for path in map(Path, paths) if (folder := closed_above(path))]
    held = {path: os.open(path, os.O_PATH) for path, _ in barred}
    for folder in {folder for _, folder in barred}:
        calls.mount("none", str(folder), "tmpfs", 0, "mode=755")
    for path, _ in barred:
        path.mkdir(parents=True, exist_ok=True)
        calls.mount(f"/proc/self/fd/{held[path]}", str(path), "", BIND | RECURSIVE)
        os.close(held[path])


def main() -> None:
    """Do it."""
    user, program = int(sys.argv[1]), sys.argv[2:]
    calls.unshare(NEW_MOUNTS)
    calls.mount("none", "/", "", RECURSIVE | PRIVATE)
    open_ways(NEEDED)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.execv(program[0], program)  # noqa: S606 - what the test asks for


if __name__ == "__main__":
    main()
