"""Which files pytest collects as notes.

In a project that holds a vault among other things, nobody who says `pytest` or `pytest tests` asked for the notes.
So a vault has to be named, itself or a part of it. Where the whole project lies in a vault, naming one of its folders
says nothing about notes, and only a note that is named is collected. `vault_run = true` collects all that are met.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from vault_runner.config import find_vault, list_notes
from vault_runner.pipeline import Vault

ENDINGS = frozenset((".md", ".markdown"))


def named_paths(arguments: Iterable[str], here: Path) -> tuple[Path, ...]:
    """Return the files and folders that pytest was given, as absolute paths."""
    return tuple(Path(os.path.abspath(here / argument.split("::")[0])) for argument in arguments)  # noqa: PTH100


class Choice:
    """Decides file by file."""

    def __init__(self, mode: str, named: tuple[Path, ...], project: Path | None) -> None:
        """Remember what was asked.

        Args:
            mode: `auto` or `true`.
            named: What pytest was given.
            project: The folder of the project's configuration, None if it has none.
        """
        self._everywhere = mode == "true"
        self._named = named
        self._project = project
        self._roots: dict[Path, Path | None] = {}

    def vault_of(self, path: Path) -> Path | None:
        """Return the vault in which a file is a note that was asked for; None if it is none.

        Where notes are collected everywhere, one outside every vault counts as a vault of its own folder.
        """
        if path.suffix.lower() not in ENDINGS:
            return None
        root = self._root(path.parent)
        if path in self._named:
            return root or (path.parent if self._everywhere else None)
        if path.name.startswith(".") or path.suffix.lower() != ".md":
            return None
        if self._everywhere:
            return root or path.parent
        return root if root is not None and self._is_named(root) else None

    def _is_named(self, root: Path) -> bool:
        around = self._project is not None and self._project.is_relative_to(root)
        return not around and any(named.is_relative_to(root) for named in self._named)

    def _root(self, folder: Path) -> Path | None:
        if folder not in self._roots:
            self._roots[folder] = find_vault(folder)
        return self._roots[folder]


def members(vault: Vault) -> frozenset[Path]:
    """Return the notes of a vault, those that its settings leave out excepted."""
    return frozenset(list_notes(vault.root, vault.config))
