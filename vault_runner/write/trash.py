"""Move files to the trash of the vault: out of sight, but not gone."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath

from vault_runner.errors import WriteError
from vault_runner.write.confine import resolve_file, resolve_inside

TRASH = ".trash"


def to_trash(vault: Path, name: str) -> str:
    """Move a file to `.trash`, Obsidian's own folder for it, under its path; return the new path in the vault.

    A folder that the file leaves empty is removed.

    Raises:
        WriteError: if it can't be moved; then it still is where it was.
    """
    source = resolve_file(vault, name)
    try:
        folder = resolve_inside(vault, vault / TRASH / PurePosixPath(name).parent)
        folder.mkdir(parents=True, exist_ok=True)
        target = _moved(source, folder)
    except OSError as error:
        raise WriteError(f"can't be moved to the trash: {error.strerror}", path=name) from error
    with suppress(OSError):
        source.parent.rmdir()
    return f"{TRASH}/{PurePosixPath(name).parent / target.name}"


def _moved(source: Path, folder: Path) -> Path:
    """Link a file under the first free name of a folder, then take the old name away: nothing is ever overwritten."""
    for number in count(1):
        target = folder / (source.name if number == 1 else f"{source.stem} {number}{source.suffix}")
        try:
            os.link(source, target, follow_symlinks=False)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV}:
                raise
            if target.exists():
                continue
            source.rename(target)
            return target
        source.unlink()
        return target
    raise AssertionError
