"""What is to be done about a batch of changes: which notes, on what grounds, and what is merely our own echo."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vault_runner.watch.causes import EDITED, Causes, Chain
from vault_runner.watch.census import Census, Difference
from vault_runner.watch.changes import Batch
from vault_runner.watch.reach import Reach
from vault_runner.watch.saver import Saver, Written

REMEMBERED = 4
"""Digests of our own writes that are kept of each note."""


@dataclass(slots=True)
class Work:
    """Notes to be judged again."""

    notes: dict[str, Chain] = field(default_factory=dict)
    """What led to each."""
    by: dict[str, set[str]] = field(default_factory=dict)
    """The files by which each was reached."""
    edited: set[str] = field(default_factory=set)
    """Those that were themselves changed."""
    fresh: bool = False
    """Whether what is kept of their runs may be of before a change."""
    echoed: set[str] = field(default_factory=set)
    """Those that only what we wrote ourselves reached: most often nothing comes of it."""
    gone: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)

    def add(self, note: str, chain: Chain, by: str) -> None:
        """Take a note in; of several grounds, what a person did counts."""
        known = self.notes.get(note)
        self.notes[note] = chain if known is None else min(known, chain, key=len)
        self.by.setdefault(note, set()).add(by)


class Sorting:
    """Tells what reaches which note, and whose doing it was."""

    def __init__(self, root: Path, census: Census, reach: Reach, causes: Causes, saver: Saver) -> None:
        """Sort by what is known of the vault."""
        self._root = f"{root}/"
        self._census, self._reach, self._causes, self._saver = census, reach, causes, saver
        self._mine: dict[str, list[str]] = {}
        self.echoes: set[str] = set()
        """Notes that hold what vault-run wrote into them, and were not judged as they are now."""

    def written(self, written: Written) -> None:
        """Take note of our own writes."""
        for note, digest in written.digests.items():
            known = [known for known in self._mine.get(note, []) if known != digest]
            self._mine[note] = [*known, digest][-REMEMBERED:]

    def forget(self, note: str) -> None:
        """Forget a note that is gone."""
        self._mine.pop(note, None)
        self.echoes.discard(note)

    def sort(self, batch: Batch, difference: Difference, moved: Mapping[str, str]) -> Work:
        """Return what is to be done about a batch, and about how the notes differ since the one before."""
        work = Work(gone=set(difference.gone) - set(moved.values()), moved=set(moved))
        for name, digest in difference.changed.items():
            if self._is_echo(name, digest):
                self.echoes.add(name)
            else:
                self.echoes.discard(name)
                work.add(name, self._causes.of(self._heard(batch, name)), name)
                work.edited.add(name)
        paths = [*batch.heard, *(self._root + name for name in (*difference.changed, *difference.gone))]
        self.reached(set(paths) | set(self._reach.files() if batch.whole else ()), work, batch)
        self._overtaken(batch, work)
        if difference.new or difference.gone:
            self.asked_anew(work)
        return work

    def reached(self, paths: Iterable[str], work: Work, batch: Batch | None = None) -> None:
        """Add the notes that stand on files which hold something else now."""
        for note, path in self._reach.touched(paths):
            name = self._name(path)
            echo = self._causes.of_write(name) if name in self.echoes else EDITED
            chain = echo or (self._causes.of(batch.heard[path]) if batch and path in batch.heard else EDITED)
            if name in self.echoes and note not in work.notes:
                work.echoed.add(note)
            elif name not in self.echoes:
                work.echoed.discard(note)
            work.add(note, chain, name)

    def asked_anew(self, work: Work) -> None:
        """Add the notes for which it matters that notes came or went."""
        for note in self._reach.renamed(self._census.notes.keys()):
            work.add(note, EDITED, "the names of the notes")

    def _overtaken(self, batch: Batch, work: Work) -> None:
        """Add the notes that were running when a file changed which they read: nobody knows what they saw of it."""
        for path, heard in batch.heard.items():
            name = self._name(path)
            for note in self._reach.readers(path) if name not in self.echoes else ():
                if self._causes.ran_at(note, heard):
                    work.add(note, self._causes.of(heard), name)
                    work.fresh = True

    def _is_echo(self, name: str, digest: str) -> bool:
        """Tell whether a note holds what we wrote last, or what another command of vault-run wrote.

        What we wrote longer ago is somebody's doing: the note was taken back to an older state.
        """
        mine = self._mine.get(name, [])
        return digest in mine[-1:] or (digest not in mine and self._saver.is_ours(name, digest))

    def _heard(self, batch: Batch, name: str) -> float:
        return batch.heard.get(self._root + name, 0.0)

    def _name(self, path: str) -> str:
        return path.removeprefix(self._root)


def names_in(root: Path, paths: Collection[str]) -> list[str]:
    """Return the names in the vault of paths in it."""
    return [os.path.relpath(path, root) for path in paths if path.startswith(f"{root}/")]
