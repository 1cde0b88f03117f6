"""Which files of a vault are notes: one walk, in a fixed order, that survives whatever the disk holds.

Links are followed only inside the vault, and only to what the walk would not meet anyway. A check in which nothing has
changed is little more than this walk, so what it does for each entry is kept small.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from vault_runner.config.exclusions import excluder, is_hidden, is_note, is_surely_note

if TYPE_CHECKING:
    from vault_runner.config.schema import Config

OnProblem: TypeAlias = Callable[[Path, str], None]
Excludes: TypeAlias = Callable[[str], bool]
"""Tells whether the vault's own patterns leave a name out; folders end in a slash."""
Sign: TypeAlias = Callable[[os.stat_result], bytes]
UNSIGNED = b""
"""The signature of a file that nobody asked about, or whose status can't be read."""

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
    for name in sorted(walk_notes(vault, excluder(config), under, on_problem=on_problem)):
        yield vault / name


def walk_notes(
    vault: Path,
    excludes: Excludes | None,
    under: Sequence[Path] = (),
    *,
    on_problem: OnProblem,
    sign: Sign | None = None,
) -> dict[str, bytes]:
    """Return the notes of `vault` by their path in it, in the order in which they were met.

    Args:
        vault: The vault's folder.
        excludes: What the vault's own patterns leave out; None if it has none.
        under: Notes and folders to stay within, empty for all.
        on_problem: Told of each path that can't be followed, and why.
        sign: Makes of a file's status the signature that is returned with it.
    """
    walk = _Walk(absolute(vault), _real(vault), excludes, on_problem, sign)
    for start in under or (vault,):
        walk.start(absolute(start))
    walk.follow_links()
    return walk.notes


def absolute(path: Path) -> Path:
    """Return `path` without `..`, but through the links that its name goes through, unlike `resolve`."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - pathlib has no call that does this


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises on links that lead in a circle


class _Walk(Struct):
    """One walk over a vault; names are strings relative to it, since a `Path` an entry would double the time."""

    root: Path
    real_root: Path
    excludes: Excludes | None
    on_problem: OnProblem
    sign: Sign | None
    notes: dict[str, bytes] = field(default_factory=dict)
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
            self._add_named(name)

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
        elif wanted and path.is_file():
            self._add_named(name)

    def _walk(self, start: str) -> None:
        """List the folder `start` and all below it."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            self.folders.append(folder)
            try:
                with os.scandir(f"{self.root}/{folder}") as entries:
                    self._meet_all(entries, f"{folder}/" if folder else "", waiting)
            except OSError as error:
                self.on_problem(self.root / folder, f"can't be opened: {error.strerror}")

    def _meet_all(self, entries: Iterator[os.DirEntry[str]], folder: str, waiting: list[str]) -> None:
        """Take the entries of one folder; the commonest, a note that is a file, comes first and costs least."""
        excludes, sign, notes = self.excludes, self.sign, self.notes
        for entry in entries:
            name = entry.name
            whole = folder + name
            if not entry.is_file(follow_symlinks=False):
                if not is_hidden(name):
                    self._meet(entry, whole, waiting)
            elif (
                (is_surely_note(name) or is_note(name))
                and not (excludes and excludes(whole))
                and (name.isascii() or self._is_utf8(whole))
            ):
                try:
                    notes[whole] = sign(entry.stat(follow_symlinks=False)) if sign else UNSIGNED
                except OSError:
                    notes[whole] = UNSIGNED

    def _meet(self, entry: os.DirEntry[str], name: str, waiting: list[str]) -> None:
        """Take what is no plain file; a pipe or a device named like a note is passed over."""
        if entry.is_symlink():
            if not self._excluded(name):
                self.links.append(name)
        elif entry.is_dir(follow_symlinks=False) and not self._excluded(f"{name}/"):
            waiting.append(name)

    def _add_named(self, name: str) -> None:
        """Add a note that was named, or that a link leads to."""
        if not self._is_utf8(name):
            return
        try:
            self.notes[name] = self.sign((self.root / name).stat()) if self.sign else UNSIGNED
        except OSError:
            self.notes[name] = UNSIGNED

    def _is_utf8(self, name: str) -> bool:
        try:
            name.encode()
        except UnicodeEncodeError:
            self.on_problem(self.root / name, "has a name that is not UTF-8")
            return False
        return True

    def _excluded(self, name: str) -> bool:
        return self.excludes is not None and self.excludes(name)

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
