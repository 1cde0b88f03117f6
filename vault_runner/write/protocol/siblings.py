"""When not to write into a note: a sync program or git left a conflict there that a person has to settle."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from functools import cache
from pathlib import Path

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.write.protocol.quiet import LATER

CONFLICT = re.compile(
    r"""(?xi)
      \.sync-conflict-\d              # Syncthing: note.sync-conflict-20260102-030405-ABCDEFG.md
    | \ \([^()]*conflict(?:ed)?\ copy # Dropbox, Nextcloud, Obsidian Sync: note (Ada's conflicted copy 2026-01-02).md
    """
)
MERGE = re.compile(rb"^<{7} .*?^={7}\r?$.*?^>{7} ", re.MULTILINE | re.DOTALL)
LOCK_PATIENCE = 3.0
SECONDS = 10


class Siblings:
    """What lies beside notes; every folder is listed once a command."""

    def __init__(self) -> None:
        """Look at nothing yet."""
        self._copies = cache(_conflict_copies)

    def refuse_conflict(self, note: Path) -> None:
        """Refuse a note beside which a conflict copy lies.

        Raises:
            WriteError: that names the copy.
        """
        copy = self._copies(note.parent).get(note.stem)
        if copy is not None:
            raise WriteError(
                f"has a conflict copy beside it, {copy}, so nothing was written", remedy="settle the conflict first"
            )


def refuse_merge(note: Path, content: bytes) -> None:
    """Refuse a note in which an unfinished merge stands.

    Marks of a merge may stand in a note on git, too; so git is asked, where there is one.

    Raises:
        WriteError: that says so.
    """
    if MERGE.search(content) and _is_unmerged(note):
        raise WriteError("holds an unfinished merge, so nothing was written", remedy="finish the merge first")


def wait_for_git(note: Path, patience: float = LOCK_PATIENCE) -> None:
    """Wait a little while git works in the folder of a note.

    Raises:
        BusyNoteError: if it doesn't end, or died and left its lock.
    """
    lock = _index_lock(note.parent)
    end = time.monotonic() + patience
    while lock is not None and lock.exists():
        if time.monotonic() >= end:
            raise BusyNoteError(f"git is at work here, says {lock}", remedy=f"{LATER}; if no git runs, remove the lock")
        time.sleep(0.05)


def _conflict_copies(folder: Path) -> dict[str, str]:
    copies = {}
    for path in folder.iterdir():
        found = CONFLICT.search(path.name)
        if found is not None:
            copies[path.name[: found.start()]] = path.name
    return copies


def _is_unmerged(note: Path) -> bool:
    if _git_folder(note.parent) is None or shutil.which("git") is None:
        return True
    quiet = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    command = ["git", *quiet, "ls-files", "--unmerged", "-z", "--", note.name]
    try:
        done = subprocess.run(command, cwd=note.parent, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return True
    return done.returncode != 0 or bool(done.stdout)


def _index_lock(folder: Path) -> Path | None:
    git = _git_folder(folder)
    return git / "index.lock" if git is not None else None


@cache
def _git_folder(folder: Path) -> Path | None:
    """Return where git keeps what belongs to the work tree around `folder`."""
    for parent in (folder, *folder.parents):
        git = parent / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            pointer = git.read_text(encoding="utf-8", errors="surrogateescape").strip()
            return parent / pointer.removeprefix("gitdir: ")
    return None
