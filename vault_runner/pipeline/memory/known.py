"""What is remembered of a vault, held against the vault as it stands: which notes need not be read again.

A note is known if its signature is that under which it was judged, or its bytes are; and if everything that its outcome
depends on beside its text still is as it was: files by signature or content, questions to the names of all notes by
their answers, and all else by the context.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from vault_runner.config.exclusions import excluder
from vault_runner.config.listing import walk_notes
from vault_runner.pipeline.approving import Approving
from vault_runner.pipeline.memory.context import context_key
from vault_runner.pipeline.memory.remembered import RememberedNotes, Shelf, recalled_tally
from vault_runner.pipeline.memory.staleness import stale_notes
from vault_runner.pipeline.places import cache_folder
from vault_runner.pipeline.vaults import unreadable
from vault_runner.recall import (
    Index,
    Kind,
    content_digest,
    findings_from,
    interpreter_stamp,
    is_settled,
    sign,
)

if TYPE_CHECKING:
    from vault_runner.model import Finding
    from vault_runner.pipeline.judged import Judged
    from vault_runner.pipeline.outcome import Tally
    from vault_runner.pipeline.request import Request
    from vault_runner.pipeline.vaults import Vault
    from vault_runner.recall import Marks, Row

_KIND = 3
"""The bits of a mark that hold the kind of a note; above them stands the number of its tally."""


class Memory:
    """What is remembered of one vault under one request."""

    def __init__(self, vault: Vault, request: Request) -> None:
        """Open the index of the vault."""
        self.vault = vault
        self.request = request
        self.approving = Approving(vault, request)
        self.key = context_key(vault, request)
        self.index = Index(_place(vault.root))
        self.context, self.witness, self.names = self.index.context(self.key)
        if self.context and not holds(self.witness):
            self.index.clear(self.context)
            self.witness = ""
        self.shelf = Shelf()
        self.plain = 0
        self.unreadable: dict[str, Finding] = {}
        self.problems: list[Finding] = []
        """What the walk could not follow."""
        self.walked: dict[str, bytes] = {}
        self.missing: list[str] = []
        """The notes to be read and judged, in the order of their paths."""

    def __enter__(self) -> Self:
        """Return the memory."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self.index.close()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found of no note that could be parsed, in the order of the paths."""
        return (*self.problems, *(self.unreadable[path] for path in sorted(self.unreadable)))

    @property
    def named(self) -> frozenset[str]:
        """The notes and folders that the user named."""
        return frozenset(map(self.vault.relative, self.vault.under))

    @property
    def is_whole(self) -> bool:
        """Whether the whole vault is asked for."""
        return not self.vault.under or self.vault.root in self.vault.under

    def outcomes(self) -> RememberedNotes:
        """Return the outcome of every note that has something to check."""
        self.shelf.detail = partial(self.index.detail, self.context)
        self.shelf.anew = partial(_judged_anew, self.vault, self.request)
        return RememberedNotes(self.shelf)

    def all_names(self) -> Collection[str]:
        """Return the names of all notes of the vault, whatever part of it was asked for."""
        if self.is_whole:
            return self.walked.keys()
        return walk_notes(self.vault.root, excluder(self.vault.config), on_problem=lambda _path, _problem: None)

    def look(self) -> None:
        """Walk the vault, and find out what is known of its notes and what is not."""
        vault = self.vault
        self.walked = walk_notes(vault.root, excluder(vault.config), vault.under, on_problem=self._report, sign=sign)
        same: dict[str, int] = {}
        if self.context and self.request.cache:
            marks = self._marks_of_all()
            if marks is not None:
                self._take_all(marks)
                return
            known = self.index.rows(self.context)
            same = self._unchanged(known)
            for path in set(stale_notes(self, same.keys())):
                same.pop(path, None)
            if self.is_whole and len(known) > len(self.walked):
                self.index.forget(self.context, {row[0] for row in known} - self.walked.keys())
            self._take(same)
        self.missing = sorted(self.walked.keys() - same.keys())

    def _report(self, path: Path, problem: str) -> None:
        name = self.vault.relative(path) if path.is_relative_to(self.vault.root) else str(path)
        self.problems.append(unreadable(name, problem))

    def _marks_of_all(self) -> Marks | None:
        """Return how many notes have each mark if every note and all that any depends on is as it was, else None."""
        # What is named is judged even if it is a template.
        if self.request.verify_content or not self.named.isdisjoint(self.walked):
            return None
        marks = self.index.marks(self.context, self.walked)
        return None if marks is None or any(stale_notes(self, self.walked.keys())) else marks

    def _unchanged(self, known: Iterable[Row]) -> dict[str, int]:
        """Return the marks of the notes that hold what they held; those that only may are read."""
        marks = {path: mark for path, _, mark in known}
        signatures = {path: signature for path, signature, _ in known}
        same = self._compared(signatures, marks)
        for path in self.named & same.keys():
            if same[path] & _KIND == Kind.TEMPLATE:
                del same[path]
        return same

    def _compared(self, signatures: Mapping[str, bytes], marks: Mapping[str, int]) -> dict[str, int]:
        """Compare note by note, and read those that their signatures can't vouch for."""
        vouching = not self.request.verify_content
        same: dict[str, int] = {}
        fresh: dict[str, bytes] = {}
        for path, signature in self.walked.items():
            before = signatures.get(path)
            if before is None:
                continue
            if vouching and before == signature and signature:
                same[path] = marks[path]
                continue
            read_at, digest = time.time_ns(), self.index.digest(self.context, path)
            if digest and content_digest(f"{self.vault.root}/{path}") == digest:
                same[path] = marks[path]
                if signature != before and is_settled(signature, read_at):
                    fresh[path] = signature
        if fresh:
            self.index.sign(self.context, fresh)
        return same

    def _take_all(self, marks: Marks) -> None:
        """Put on the shelf that all is known; which note has which counts is only looked up if somebody asks."""
        tallies = _tallies(self.index)
        for mark, times in marks:
            if mark & _KIND == Kind.JUDGED:
                self.shelf.counted.append((tallies[mark >> 2], times))
            elif mark & _KIND != Kind.BROKEN:
                self.plain += times
        for told in self.index.told(self.context):
            if told.lines:
                self.shelf.told[told.path] = told
            else:
                self.unreadable.update((told.path, finding) for finding in findings_from(told.findings))
        self.shelf.recalled = self.walked.keys()
        self.shelf.load = partial(_load, self.index, self.context)

    def _take(self, same: Mapping[str, int]) -> None:
        """Put what is known on the shelf."""
        tallies = _tallies(self.index)
        told = {told.path: told for told in self.index.told(self.context)}
        shelf = self.shelf
        for path, mark in same.items():
            kind = mark & _KIND
            if kind == Kind.JUDGED:
                shelf.tallies[path] = tallies[mark >> 2]
            elif kind == Kind.BROKEN:
                self.unreadable.update((path, finding) for finding in findings_from(told[path].findings))
            else:
                self.plain += 1
        shelf.told = {path: one for path, one in told.items() if path in shelf.tallies}
        shelf.recalled = set(shelf.tallies)


def _judged_anew(vault: Vault, request: Request, path: str) -> Judged:
    from vault_runner.pipeline.memory.learning import judged_anew  # noqa: PLC0415 - reports never ask for this

    return judged_anew(vault, request, path)


def _tallies(index: Index) -> dict[int, Tally]:
    return {number: recalled_tally(msgspec.json.decode(tally)) for number, tally in index.tallies().items()}


def _load(index: Index, context: int) -> dict[str, Tally]:
    tallies = _tallies(index)
    rows = index.rows(context)
    return {path: tallies[mark >> 2] for path, _, mark in rows if mark & _KIND == Kind.JUDGED}


def holds(witness: str) -> bool:
    """Tell whether the interpreter that ran the notes is still the same."""
    if not witness:
        return True
    seen = msgspec.json.decode(witness)
    return bool(interpreter_stamp(seen["python"], seen["folders"]) == seen["stamp"])


def _place(root: Path) -> Path:
    """Return where the index of a vault lies; should two share one, they only forget each other."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", root.name)[:40]
    return cache_folder() / "index" / f"{name}-{zlib.crc32(str(root).encode()):08x}.sqlite"
