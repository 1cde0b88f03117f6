"""Read the notes of a vault: the only place where notes come off the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vault_runner.config import is_template, list_notes
from vault_runner.errors import NoteError
from vault_runner.model import Finding, Note
from vault_runner.parse import decode, is_plain, parse
from vault_runner.pipeline.vaults import Vault, open_vault, unreadable

__all__ = [
    "Reading",
    "Vault",
    "open_vault",
    "other_notes",
    "parsed",
    "read_note",
    "read_vault",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """The notes of a vault that have something to check, and what could not be read."""

    notes: tuple[Note, ...]
    plain: int
    findings: tuple[Finding, ...]


def read_vault(vault: Vault) -> Reading:
    """Read and parse every note that was asked for; what can't be read becomes a finding."""
    notes: list[Note] = []
    findings: list[Finding] = []
    plain = 0

    def report(path: Path, problem: str) -> None:
        findings.append(unreadable(vault.relative(path) if path.is_relative_to(vault.root) else str(path), problem))

    for path in list_notes(vault.root, vault.config, vault.under, on_problem=report):
        try:
            raw = path.read_bytes()
        except OSError as error:
            report(path, f"can't be read: {error.strerror}")
            continue
        if is_plain(raw) or (is_template(raw) and path not in vault.under):
            plain += 1
            continue
        note = parsed(raw, vault.relative(path))
        if isinstance(note, Note):
            notes.append(note)
        else:
            findings.append(note)
    return Reading(tuple(notes), plain, tuple(findings))


def read_note(vault: Vault, name: str) -> Note:
    """Read one note of the vault.

    Raises:
        NoteError: if it is gone or can't be read or decoded.
    """
    try:
        raw = (vault.root / name).read_bytes()
    except OSError as error:
        raise NoteError(f"can't be read: {error.strerror}", path=name) from None
    note = parsed(raw, name)
    if isinstance(note, Finding):
        raise NoteError(note.message, path=name, remedy=note.remedy)
    return note


def other_notes(vault: Vault) -> Iterator[str]:
    """List the names of all notes of the vault, so that links to them can be resolved."""
    for path in list_notes(vault.root, vault.config, (), on_problem=lambda _path, _problem: None):
        yield vault.relative(path)


@lru_cache(maxsize=4)
def parsed(raw: bytes, name: str) -> Note | Finding:
    """Return the note that the bytes hold, or the finding that says why there is none.

    The latest few are kept: while a note is edited, the same bytes are met when they come, and when they are judged.
    """
    decoded = decode(raw)
    if decoded.problem is not None:
        return unreadable(name, decoded.problem)
    return parse(decoded.text, name, digest=hashlib.sha256(raw).hexdigest(), bom=decoded.bom)
