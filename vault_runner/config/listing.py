"""Which files of a vault are notes: one walk, in a fixed order, that survives whatever the disk holds.

Links are followed only inside the vault, and only to what the walk would not meet anyway.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pathspec import GitIgnoreSpec

from vault_runner.config.exclusions import is_hidden, is_note, patterns
from vault_runner.config.schema import Config

OnProblem: TypeAlias = Callable[[Path, str], None]

NAMED_ENDINGS = frozenset({".md", ".markdown", ".txt"})
"""A file that the user names counts as a note with any of these."""


def list_notes(
    vault: Path, config: Config, under: Sequence[Path] = (), *, on_problem: OnProblem = lambda _path, _problem: None
) -> Iterator[Path]:
    """Yield the notes of `vault`, sorted by their path in it, each below `vault` as it was given.

    Args:
        vault: The vault's folder.
        config: Its settings; `exclude` adds to what is always left out.
        under: Notes and folders to stay within, empty for all. A note that is named is listed even if a
            pattern leaves it out.
        on_problem: Told of each path that can't be followed, and why.

    Raises:
        ConfigError: if a pattern of `exclude` can't be understood.
    """
    walk = _Walk(absolute(vault), _real(vault), patterns(config), on_problem)
    for start in under or (vault,):
        walk.start(absolute(start))
    walk.follow_links()
    for name in sorted(walk.notes):
        yield vault / name


def absolute(path: Path) -> Path:
    """Return `path` without `..`, but through the links that its name goes through, unlike `resolve`."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - pathlib has no call that does this


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises on links that lead in a circle


@dataclass(slots=True)
class _Walk:
    """One walk over a vault; names are strings relative to it, since a `Path` an entry would double the time."""

    root: Path
    real_root: Path
    excluded: GitIgnoreSpec | None
    on_problem: OnProblem
    notes: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)

    def start(self, path: Path) -> None:
        """List `path`, a note or a folder that was asked for."""
        name = self._name(path)
        if name is None:
            self.on_problem(path, "lies outside the vault")
        elif path.is_dir():
            self._walk(name)
        elif not path.exists():
            self.on_problem(path, "does not exist")
        elif path.suffix.lower() not in NAMED_ENDINGS:
            self.on_problem(path, "is no note: notes end in .md")
        else:
            self._add(name)

    def follow_links(self) -> None:
        """Follow the links met on the way, as far as they stay inside and lead to something new."""
        seen: set[tuple[int, int] | str] = set()
        counted: set[str] = set()
        while self.links:
            if len(counted) != len(self.folders) + len(self.notes):
                new = {*self.folders, *self.notes} - counted
                seen |= {self._identity(name) for name in new}
                counted |= new
            name = min(self.links)
            self.links.remove(name)
            if self._identity(name) not in seen:
                self._follow(name)

    def _follow(self, name: str) -> None:
        path = self.root / name
        wanted = path.is_dir() or is_note(path.name)
        if not path.exists():
            if wanted:
                self.on_problem(path, "is a link to something that isn't there")
        elif wanted and not _real(path).is_relative_to(self.real_root):
            self.on_problem(path, "is a link that leaves the vault, so it is not followed")
        elif path.is_dir():
            self._walk(name)
        elif wanted:
            self._add(name)

    def _walk(self, start: str) -> None:
        """List the folder `start` and all below it."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            self.folders.append(folder)
            try:
                with os.scandir(f"{self.root}/{folder}") as entries:
                    for entry in entries:
                        if not is_hidden(entry.name):
                            self._meet(entry, f"{folder}/{entry.name}" if folder else entry.name, waiting)
            except OSError as error:
                self.on_problem(self.root / folder, f"can't be opened: {error.strerror}")

    def _meet(self, entry: os.DirEntry[str], name: str, waiting: list[str]) -> None:
        if entry.is_symlink():
            if not self._excluded(name):
                self.links.append(name)
        elif entry.is_dir(follow_symlinks=False):
            if not self._excluded(f"{name}/"):
                waiting.append(name)
        elif is_note(entry.name) and not self._excluded(name):
            self._add(name)

    def _add(self, name: str) -> None:
        try:
            name.encode()
        except UnicodeEncodeError:
            self.on_problem(self.root / name, "has a name that is not UTF-8")
        else:
            self.notes.add(name)

    def _excluded(self, name: str) -> bool:
        return self.excluded is not None and self.excluded.match_file(name)

    def _name(self, path: Path) -> str | None:
        """Return the name in the vault of an absolute path; None if it lies outside once links are resolved."""
        if not _real(path).is_relative_to(self.real_root):
            return None
        if not path.is_relative_to(self.root):
            path = self.root / _real(path).relative_to(self.real_root)
        name = path.relative_to(self.root).as_posix()
        return "" if name == "." else name

    def _identity(self, name: str) -> tuple[int, int] | str:
        """Return what tells two names of one file apart from two files."""
        try:
            found = (self.root / name).stat()
        except OSError:
            return name
        return found.st_dev, found.st_ino
