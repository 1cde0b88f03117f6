"""Outcomes that an earlier command found, or an earlier batch of this one: made one by one as they are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from msgspec import Struct, field

from vault_runner.pipeline.outcome import NoteOutcome, Tally
from vault_runner.recall import findings_from, lines_from, remarks_from

if TYPE_CHECKING:
    from vault_runner.model import LineTable, Note, NotePlan, Proposal, Remark, SessionRun, Verdict
    from vault_runner.pipeline.judged import Judged
    from vault_runner.pipeline.memory.detail import Detail
    from vault_runner.pipeline.outcome import BlockOutcome
    from vault_runner.recall import Told


class Shelf(Struct):
    """What is known of the notes of one command, without their texts."""

    known: dict[str, Tally] = field(default_factory=dict)
    """The counts of every note that has something to check; see `load`."""
    counted: list[tuple[Tally, int]] = field(default_factory=list)
    """How many notes have which counts, of notes that are not in `known` yet."""
    load: Callable[[], dict[str, Tally]] | None = None
    """Returns the counts of those, note by note."""
    told: dict[str, Told] = field(default_factory=dict)
    """The findings and remarks of those that have any."""
    recalled: Collection[str] = ()
    """The notes that an earlier command judged."""
    detail: Callable[[str], tuple[bytes, bytes]] = field(default=lambda _path: (b"", b""))
    """Returns lines and details of a note as they are kept, empty if they are no longer there."""
    anew: Callable[[str], Judged] | None = None

    @property
    def tallies(self) -> dict[str, Tally]:
        """The counts of every note that has something to check."""
        if self.load is not None:
            self.known = {**self.load(), **self.known}
            self.load = None
            self.counted.clear()
        return self.known

    def __len__(self) -> int:
        """Return how many notes there are."""
        return len(self.known) + sum(times for _, times in self.counted)

    def total(self) -> Counter[str]:
        """Return the counts of all notes together; most notes have one of a few tallies."""
        distinct = {id(tally): tally for tally in self.known.values()}
        same = Counter(map(id, self.known.values()))
        total: Counter[str] = Counter()
        for tally, times in (*self.counted, *((distinct[one], times) for one, times in same.items())):
            for name, count in tally.items():
                total[name] += count * times
        return total

    """Judges one note anew."""


class RememberedNotes(Sequence[NoteOutcome]):
    """The outcomes of a command's notes, in the order of their paths."""

    def __init__(self, shelf: Shelf) -> None:
        """Look everything up on `shelf`."""
        self._shelf = shelf

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the notes."""
        return sorted(self._shelf.tallies)

    @cached_property
    def telling(self) -> list[NoteOutcome]:
        """The notes that have findings or remarks."""
        return [self._outcome(path) for path in sorted(self._shelf.told)]

    @cached_property
    def tally(self) -> Tally:
        """The counts of all notes together."""
        return self._shelf.total()

    def __len__(self) -> int:
        """Return how many notes there are."""
        return len(self._shelf)

    @overload
    def __getitem__(self, at: int) -> NoteOutcome: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[NoteOutcome]: ...

    def __getitem__(self, at: int | slice) -> NoteOutcome | Sequence[NoteOutcome]:
        """Return the outcome of one note, or of several."""
        if isinstance(at, slice):
            return [self._outcome(path) for path in self.paths[at]]
        return self._outcome(self.paths[at])

    def _outcome(self, path: str) -> NoteOutcome:
        told = self._shelf.told.get(path)
        return NoteOutcome(path, findings_from(told.findings) if told else (), Remembered(path, self._shelf))


class Remembered:
    """The ground of a remembered outcome; asked for more than reports need, it judges its note anew."""

    def __init__(self, path: str, shelf: Shelf) -> None:
        """Look everything up on `shelf`."""
        self._path = path
        self._shelf = shelf

    @property
    def tally(self) -> Tally:
        """The counts of this note."""
        return self._shelf.tallies[self._path]

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What the author says about findings."""
        told = self._shelf.told.get(self._path)
        return remarks_from(told.remarks) if told else ()

    @cached_property
    def lines(self) -> LineTable:
        """Where its lines start."""
        told = self._shelf.told.get(self._path)
        raw = told.lines if told else self._kept[0]
        return lines_from(raw) if raw else self._anew.lines

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each claim of the note, in the order of the claims."""
        return self._detail.verdicts if self._detail else self._anew.verdicts

    @property
    def blocks(self) -> tuple[BlockOutcome, ...]:
        """What became of its python blocks, in the order of their lines."""
        return self._detail.blocks if self._detail else self._anew.blocks

    @property
    def note(self) -> Note:
        """The note."""
        return self._anew.note

    @property
    def plan(self) -> NotePlan:
        """What was to run of it."""
        return self._anew.plan

    @property
    def runs(self) -> tuple[SessionRun, ...]:
        """The runs of its sessions."""
        return self._anew.runs

    @property
    def proposal(self) -> Proposal:
        """What would be written."""
        return self._anew.proposal

    @cached_property
    def _kept(self) -> tuple[bytes, bytes]:
        return self._shelf.detail(self._path)

    @cached_property
    def _detail(self) -> Detail | None:
        from vault_runner.pipeline.memory.detail import detail_from  # noqa: PLC0415 - few reports name every block

        return detail_from(self._kept[1], recalled=self._path in self._shelf.recalled)

    @cached_property
    def _anew(self) -> Judged:
        if self._shelf.anew is None:
            raise KeyError(self._path)
        return self._shelf.anew(self._path)


def recalled_tally(kept: dict[str, Any]) -> Tally:
    """Return the counts of a note that an earlier command judged: nothing ran just now, all is from the cache."""
    cached = kept.get("cached", 0) + kept.get("fresh", 0)
    rest = {name: count for name, count in kept.items() if name not in {"ran", "fresh", "cached"}}
    return {**rest, **({"cached": cached} if cached else {})}
