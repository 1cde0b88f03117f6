"""The baseline: findings that were there before, so that a check can begin to guard a vault that is not clean.

A file names each by its note, its rule and a fingerprint of the text that it speaks of. Moved lines and
renamed notes change nothing; an edited line does, since whoever edits it can mend it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from vault_runner.errors import ConfigError
from vault_runner.model import Finding
from vault_runner.model.rules import RULES
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.rulings.fingerprints import fingerprint
from vault_runner.pipeline.rulings.overlay import Overlay
from vault_runner.pipeline.rulings.silencing import Silenced

VERSION = 1
MAX_BYTES = 32 * 1024 * 1024
REMEDY = "write it with `--update-baseline`"
Key: TypeAlias = tuple[str, str, str]
"""A note's path, a rule, a fingerprint."""
Asked: TypeAlias = Callable[[str], bool]


def every_note(_path: str) -> bool:
    """Tell that every note was to be judged."""
    return True


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, order=True):
    """One finding that is known, or several equal ones."""

    path: str
    rule: str
    fingerprint: str
    count: int = 1
    message: str = ""
    """For people who read the file; two entries that differ in it alone are the same."""

    @property
    def key(self) -> Key:
        """What the entry is found by."""
        return self.path, self.rule, self.fingerprint


class BaselineFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    version: int
    findings: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline, and the file that they stand in."""

    path: Path
    entries: tuple[Entry, ...] = ()


def read_baseline(path: Path) -> Baseline:
    """Return the baseline of a file.

    Raises:
        ConfigError: if there is none, or it can't be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError("there is no such baseline", path=str(path), remedy=REMEDY) from None
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror}", path=str(path)) from None
    return Baseline(path, parse_baseline(raw, str(path)))


def parse_baseline(raw: bytes, path: str) -> tuple[Entry, ...]:
    """Return the entries of a baseline's bytes.

    Raises:
        ConfigError: if it is no baseline of this version.
    """
    try:
        stated = msgspec.json.decode(raw[:MAX_BYTES], type=BaselineFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        remedy = f"restore it, or {REMEDY}"
        raise ConfigError(f"is no baseline: {error}", path=path, remedy=remedy) from None
    if stated.version != VERSION:
        message = f"is a baseline of version {stated.version}, and this is version {VERSION}"
        raise ConfigError(message, path=path, remedy=REMEDY)
    return stated.findings


@dataclass(frozen=True, slots=True)
class Compared:
    """An outcome without what the baseline holds, and the entries that nothing corresponds to any more."""

    outcome: Outcome
    gone: tuple[Entry, ...]


def compare(outcome: Outcome, baseline: Baseline, asked: Asked = every_note) -> Compared:
    """Take what the baseline holds out of an outcome.

    Args:
        outcome: What was found.
        baseline: What was found before.
        asked: Tells whether the note of a path was to be judged.
    """
    left: Counter[Key] = Counter()
    for entry in baseline.entries:
        left[entry.key] += entry.count
    silenced: list[Silenced] = []
    stray = _of_missing_notes(baseline.entries, outcome.vault)
    changed: dict[str, NoteOutcome] = {}
    for note in outcome.telling:
        told = tuple(found for found in note.findings if not _known(found, note, left, stray, silenced))
        if told != note.findings:
            changed[note.path] = msgspec.structs.replace(note, findings=told)
    findings = tuple(found for found in outcome.findings if not _known(found, None, left, stray, silenced))
    gone = tuple(_gone(baseline.entries, left, asked, outcome.vault))
    notes = Overlay(outcome.notes, changed) if changed else outcome.notes
    outcome = msgspec.structs.replace(outcome, notes=notes, findings=findings, silenced=(*outcome.silenced, *silenced))
    return Compared(outcome, gone)


def entries_of(outcome: Outcome) -> tuple[Entry, ...]:
    """Return the entries for all that is wrong or doubted in an outcome."""
    counted: Counter[Key] = Counter()
    messages: dict[Key, str] = {}
    for note in (*outcome.telling, None):
        for finding in note.findings if note else outcome.findings:
            if _may_be_known(finding):
                key = (finding.path, finding.rule, fingerprint(finding, note.note if note else None))
                counted[key] += 1
                messages.setdefault(key, finding.message)
    return tuple(
        Entry(path=path, rule=rule, fingerprint=print_, count=count, message=messages[path, rule, print_])
        for (path, rule, print_), count in sorted(counted.items())
    )


def updated(baseline: Baseline, outcome: Outcome, asked: Asked = every_note) -> tuple[Entry, ...]:
    """Return the entries of `outcome`, and those of `baseline` for notes that were not judged and still exist."""
    kept = (
        entry
        for entry in baseline.entries
        if entry.path and not asked(entry.path) and (outcome.vault / entry.path).is_file()
    )
    return tuple(sorted((*kept, *entries_of(outcome))))


def write_baseline(path: Path, entries: Sequence[Entry]) -> None:
    """Write a baseline, one entry a line, so that version control shows each by itself.

    Raises:
        ConfigError: if the file can't be written.
    """
    lines = ",".join(f"\n  {msgspec.json.encode(entry).decode()}" for entry in entries)
    body = f'{{"version": {VERSION}, "findings": [{lines}{chr(10) if lines else ""}]}}\n'
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(body, encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        raise ConfigError(f"can't be written: {error.strerror}", path=str(path)) from None


def _may_be_known(finding: Finding) -> bool:
    """Tell whether a baseline may hold a finding: not what was not judged, nor what a change takes away."""
    always = finding.rule in RULES and RULES[finding.rule].always
    return finding.severity != "info" and not always and not finding.rule.startswith("VRT1")


def _known(
    finding: Finding,
    note: NoteOutcome | None,
    left: Counter[Key],
    stray: Mapping[tuple[str, str], Sequence[str]],
    silenced: list[Silenced],
) -> bool:
    """Tell whether the baseline holds a finding, and take it off the entry that holds it."""
    if not left or not _may_be_known(finding):
        return False
    print_ = fingerprint(finding, note.note if note else None)
    for path in (finding.path, *stray.get((finding.rule, print_), ())):
        if left[path, finding.rule, print_] > 0:
            left[path, finding.rule, print_] -= 1
            silenced.append(Silenced(finding, "baseline", "it was there when the baseline was written"))
            return True
    return False


def _of_missing_notes(entries: Iterable[Entry], vault: Path) -> dict[tuple[str, str], list[str]]:
    """Return the entries of notes that are no longer there; they may have been renamed."""
    stray: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        if entry.path and not (vault / entry.path).is_file():
            stray.setdefault((entry.rule, entry.fingerprint), []).append(entry.path)
    return stray


def _gone(entries: Iterable[Entry], left: Counter[Key], asked: Asked, vault: Path) -> Iterator[Entry]:
    """Yield the entries that were not found again, of notes that were judged or are gone."""
    for entry in entries:
        looked_at = not entry.path or asked(entry.path) or not (vault / entry.path).is_file()
        if looked_at and left[entry.key] > 0:
            count = min(left[entry.key], entry.count)
            left[entry.key] -= count
            yield msgspec.structs.replace(entry, count=count)
