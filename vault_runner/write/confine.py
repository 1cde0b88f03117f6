"""Keep every write inside the vault, whatever links and names say."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from vault_runner.errors import WriteError

FOREIGN = frozenset({".obsidian", ".git", ".trash"})
"""Folders of a vault that belong to other programs."""


def resolve_inside(vault: Path, path: Path) -> Path:
    """Return the file that `path` really is, links followed.

    Raises:
        WriteError: if that lies outside the vault, or can't be told.
    """
    try:
        target = Path(os.path.realpath(path))
        root = Path(os.path.realpath(vault))
    except OSError as error:
        raise WriteError(f"can't be followed: {error.strerror}", path=str(path)) from None
    if not target.is_relative_to(root):
        raise WriteError(f"leads out of the vault, to {target}", path=str(path), remedy="nothing was written there")
    return target


def resolve_file(vault: Path, name: str) -> Path:
    """Return where the vault's file `name` is to be written; its folder may not exist yet.

    Raises:
        WriteError: if the name leaves the vault, or lies where notes' files must not.
    """
    pure = PurePosixPath(name)
    if not name or pure.is_absolute() or ".." in pure.parts or "\0" in name:
        raise WriteError("is no name of a file in the vault", path=name)
    if FOREIGN.intersection(part.lower() for part in pure.parts):
        raise WriteError("lies in a folder that belongs to another program", path=name)
    folder = resolve_inside(vault, vault / pure.parent)
    target = folder / pure.name
    if target.is_symlink():
        raise WriteError("is a link, which a figure or log never is", path=name, remedy="remove the link")
    return target
