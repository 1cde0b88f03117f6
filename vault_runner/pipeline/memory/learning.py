"""Read and judge the notes of which nothing is known, a batch at a time, and keep what was found.

No more than one batch of notes is held at any time, however large the vault. Each batch is kept in one transaction:
broken off at any point, what was kept stays and is right.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault_runner.config import is_template
from vault_runner.execute import package_folders
from vault_runner.model import Finding, Note
from vault_runner.parse import is_plain
from vault_runner.pipeline.judged import Judged
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.memory.detail import detail_to
from vault_runner.pipeline.memory.staleness import names_digest
from vault_runner.pipeline.places import cache_folder
from vault_runner.pipeline.reading import parsed, read_note
from vault_runner.pipeline.vaults import Vault, unreadable
from vault_runner.recall import (
    Entry,
    Kind,
    Need,
    Told,
    content_digest,
    findings_to,
    interpreter_stamp,
    is_settled,
    lines_to,
    prune,
    sign,
    sign_path,
)

if TYPE_CHECKING:
    from vault_runner.pipeline.memory.known import Memory
    from vault_runner.pipeline.memory.witness import Witness
    from vault_runner.pipeline.outcome import NoteOutcome, Tally
    from vault_runner.pipeline.request import Request

NOTES = 400
CHARACTERS = 4_000_000
"""What a batch may hold; the first note beyond either ends it."""


def learn(memory: Memory) -> bool:
    """Judge what is missing; return whether that was interrupted."""
    learner = Learner(memory)
    with Judging(memory.vault, memory.request, frozenset(memory.walked) if memory.is_whole else None) as judging:
        for batch in learner.batches():
            learner.keep(batch, judging.judge([seen.note for seen in batch]), judging)
            if judging.interrupted:
                return True
    prune(cache_folder())
    return False


def judged_anew(vault: Vault, request: Request, path: str) -> Judged:
    """Judge one note again, for whoever wants more of it than is kept."""
    with Judging(vault, request) as judging:
        (outcome,) = judging.judge([read_note(vault, path)])
    if not isinstance(outcome.ground, Judged):
        raise TypeError(outcome.ground)
    return outcome.ground


@dataclass(frozen=True, slots=True)
class Seen:
    """A note, and its signature when it was read, empty if it was too young to be told by it."""

    note: Note
    signature: bytes
    lasting: bool
    """Whether its outcome may answer for other commands: a template was only judged because it was named."""


@dataclass(slots=True)
class Learner:
    """Turns notes into entries of the index."""

    memory: Memory
    light: list[Entry] = field(default_factory=list)
    """Entries of notes that need no judging, not kept yet."""
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Signature and digest of each file that outcomes depend on."""
    tallies: dict[str, Tally] = field(default_factory=dict)
    """Every tally by the text of it: most notes share one of a few."""

    def batches(self) -> Iterator[list[Seen]]:
        """Yield the notes that have something to check."""
        batch: list[Seen] = []
        size = 0
        for name in self.memory.missing:
            seen = self._see(name)
            if seen is not None:
                batch.append(seen)
                size += len(seen.note.text)
            if len(batch) >= NOTES or size > CHARACTERS or len(self.light) >= 10 * NOTES:
                yield batch
                batch, size = [], 0
        yield batch

    def keep(self, batch: Iterable[Seen], outcomes: Iterable[NoteOutcome], judging: Judging) -> None:
        """Keep what was found of one batch, and of the notes before it that need no judging."""
        memory = self.memory
        seen = {one.note.path: one for one in batch}
        steady = self._same_names(judging)
        entries = [
            self._entry(seen[outcome.path], outcome, judging.witnesses[outcome.path], steady=steady)
            for outcome in outcomes
        ]
        if not memory.witness and judging.python is not None:
            memory.witness = _witness(str(judging.python), package_folders(judging.python))
        memory.context = memory.index.make_context(memory.key, memory.witness, memory.names)
        memory.index.put(memory.context, [*self.light, *entries])
        self.light.clear()

    def _same_names(self, judging: Judging) -> bool:
        """Tell whether all questions to the names of the vault's notes, of earlier commands too, see the same names."""
        memory = self.memory
        if any(witness.slugs or witness.links for witness in judging.witnesses.values()):
            digest = names_digest(judging.names)
            memory.names = memory.names or digest
            return memory.names == digest
        return True

    def _see(self, name: str) -> Seen | None:
        """Read one note; one that has nothing to check is entered at once."""
        memory = self.memory
        read_at = time.time_ns()
        try:
            with (memory.vault.root / name).open("rb") as file:
                signature = sign(os.fstat(file.fileno()))
                raw = file.read()
        except OSError as error:
            memory.unreadable[name] = unreadable(name, f"can't be read: {error.strerror}")
            return None
        signature = signature if is_settled(signature, read_at) else b""
        template = is_template(raw)
        if is_plain(raw) or (template and name not in memory.named):
            kind = Kind.PLAIN if is_plain(raw) else Kind.TEMPLATE
            self.light.append(Entry(name, signature, kind, hashlib.sha256(raw).hexdigest()))
            memory.plain += 1
            return None
        note = parsed(raw, name)
        if isinstance(note, Finding):
            memory.unreadable[name] = note
            told = Told(name, findings_to([note]), "[]", b"")
            self.light.append(Entry(name, signature, Kind.BROKEN, hashlib.sha256(raw).hexdigest(), told=told))
            return None
        return Seen(note, signature, not template)

    def _entry(self, seen: Seen, outcome: NoteOutcome, witness: Witness, *, steady: bool) -> Entry:
        """Return the entry of a note that was judged, and put what reports need of it on the shelf."""
        path, shelf = outcome.path, self.memory.shelf
        lines = lines_to(outcome.lines)
        told = None
        if outcome.findings or outcome.remarks:
            told = Told(path, findings_to(outcome.findings), findings_to(outcome.remarks), lines)
            shelf.told[path] = told
        tally = json.dumps(outcome.tally, sort_keys=True)
        shelf.tallies[path] = self.tallies.setdefault(tally, outcome.tally)
        needs = tuple(self._needs(path, witness))
        lasting = steady and seen.lasting and witness.sure
        return Entry(
            path,
            seen.signature if lasting else b"",
            Kind.JUDGED,
            seen.note.digest if lasting else "",
            tally,
            told,
            needs if lasting else (),
            lines,
            detail_to(outcome),
        )

    def _needs(self, path: str, witness: Witness) -> Iterator[Need]:
        for name, digest in witness.files.items():
            signature, now = self._file(name)
            witness.sure &= now == digest
            yield Need(path, "file", name, signature, digest)
        for slug, owner in witness.slugs.items():
            yield Need(path, "slug", slug, b"", owner)
        for link, leads_to in witness.links.items():
            yield Need(path, "link", link, b"", leads_to)
        for note, standing in witness.approvals.items():
            yield Need(path, "approval", note, b"", standing)

    def _file(self, name: str) -> tuple[bytes, str]:
        """Return signature and digest of a file; the signature is empty if the file is too young."""
        if name not in self.files:
            read_at, signature = time.time_ns(), sign_path(name)
            digest = content_digest(name)
            self.files[name] = (signature if is_settled(signature, read_at) else b"", digest)
        return self.files[name]


def _witness(python: str, folders: Iterable[str]) -> str:
    folders = list(folders)
    return json.dumps({"python": python, "folders": folders, "stamp": interpreter_stamp(python, folders)})
