"""The notes of an outcome with other findings laid over some of them; the rest is not even looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from vault_runner.pipeline.outcome import NoteOutcome, Tally


@dataclass(frozen=True)
class Overlay(Sequence[NoteOutcome]):
    """A sequence of notes of which some, known by their path, are replaced."""

    notes: Sequence[NoteOutcome]
    changed: Mapping[str, NoteOutcome]

    def __len__(self) -> int:
        """Return how many notes there are."""
        return len(self.notes)

    @overload
    def __getitem__(self, at: int) -> NoteOutcome: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[NoteOutcome]: ...

    def __getitem__(self, at: int | slice) -> NoteOutcome | Sequence[NoteOutcome]:
        """Return one note, or several."""
        if isinstance(at, slice):
            return [self._laid(note) for note in self.notes[at]]
        return self._laid(self.notes[at])

    def _laid(self, note: NoteOutcome) -> NoteOutcome:
        return self.changed.get(note.path, note)

    @property
    def telling(self) -> Sequence[NoteOutcome]:
        """The notes that have findings or remarks."""
        telling: Sequence[NoteOutcome] = getattr(self.notes, "telling", self.notes)
        told = {note.path: note for note in telling} | dict(self.changed)
        return [told[path] for path in sorted(told)]

    @property
    def tally(self) -> Tally | None:
        """The counts of all notes, if they were made already; findings don't enter them."""
        tally: Tally | None = getattr(self.notes, "tally", None)
        return tally
