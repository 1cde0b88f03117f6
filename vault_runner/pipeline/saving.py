"""Write what was proposed; a note that can't be written costs itself alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from platformdirs import user_state_path

from vault_runner.errors import NoteError, StaleNoteError, VaultRunnerError
from vault_runner.model import Edit, Finding, Note, Proposal, Span
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.proposing import harm
from vault_runner.pipeline.reading import Vault, read_note, read_vault
from vault_runner.write import UndoLog, apply, propose_clean, rebase, resolve_inside, save, save_files

BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Saved:
    """What a writing command did."""

    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What could not be written, and why; each note named here stands as it stood."""


def undo_log(vault: Vault) -> UndoLog:
    """Return the log of this vault's write-backs, kept outside the vault."""
    return UndoLog(user_state_path("vault-runner") / "undo", vault.root)


def save_all(vault: Vault, outcomes: Iterable[NoteOutcome], *, only_existing: bool = False) -> Saved:
    """Write every proposal.

    Args:
        vault: The vault.
        outcomes: What `judge` found.
        only_existing: Bring the regions that stand up to date, and add none.
    """
    proposals = [(outcome.note, outcome.proposal) for outcome in outcomes]
    if only_existing:
        proposals = [(note, _existing_only(proposal)) for note, proposal in proposals]
    return _save(vault, proposals)


def clean(vault: Vault, *, overwrite_edited: bool = False) -> Saved:
    """Remove the regions of every note that was asked for; what a person edited stays unless told."""
    notes = [note for note in read_vault(vault).notes if note.regions]
    proposals = [(note, propose_clean(note, overwrite_edited=overwrite_edited)) for note in notes]
    saved = _save(vault, proposals)
    saved.findings[:0] = [finding for _note, proposal in proposals for finding in proposal.findings]
    return saved


def undo_last(vault: Vault) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Take the last write-back of this vault back; return what was restored and what was refused."""
    restored, refused = undo_log(vault).undo()
    return restored, tuple(_unwritten(path, sentence) for path, sentence in refused)


def _existing_only(proposal: Proposal) -> Proposal:
    """Leave out new regions, and the files that only they would show."""
    edits = tuple(edit for edit in proposal.edits if edit.expected)
    added = "".join(edit.replacement for edit in proposal.edits if not edit.expected)
    files = tuple(file for file in proposal.files if Path(file.path).name not in added)
    return replace(proposal, edits=edits, files=files)


def _save(vault: Vault, proposals: Sequence[tuple[Note, Proposal]]) -> Saved:
    saved = Saved()
    log = undo_log(vault)
    for note, proposal in proposals:
        if not proposal.edits and not proposal.files:
            continue
        try:
            _save_files(vault, proposal, log, saved)
            _save_note(vault, note, proposal.edits, log, saved)
        except (StaleNoteError, NoteError) as error:
            saved.findings.append(_unwritten(note.path, error.message, error.remedy))
        except VaultRunnerError as error:
            saved.findings.append(_unwritten(error.path or note.path, error.message, error.remedy))
    return saved


def _save_files(vault: Vault, proposal: Proposal, log: UndoLog, saved: Saved) -> None:
    for file in proposal.files:
        standing = vault.root / file.path
        log.record(file.path, standing.read_bytes() if standing.is_file() else None, file.content)
        save_files(vault.root, [file])
        saved.files.append(file.path)


def _save_note(vault: Vault, note: Note, edits: Sequence[Edit], log: UndoLog, saved: Saved) -> None:
    """Write one note, found again on the disk if somebody changed it while its blocks ran."""
    resolve_inside(vault.root, vault.root / note.path)
    current = read_note(vault, note.path)
    if current.digest != note.digest:
        edits, refused = rebase(current, note, edits)
        saved.findings.extend(refused)
        problem = harm(current, edits)
        if problem is not None:
            raise StaleNoteError(f"changed while its blocks ran, and now {problem}", remedy="run it again")
    if not edits:
        return
    before, after = _bytes(current, current.text), _bytes(current, apply(current.text, edits))
    log.record(note.path, before, after)
    save(vault.root / note.path, after, expected_digest=current.digest)
    saved.notes.append(note.path)


def _bytes(note: Note, text: str) -> bytes:
    return (BOM if note.bom else b"") + text.encode()


def _unwritten(path: str, message: str, remedy: str = "") -> Finding:
    return Finding(path, Span(0, 0), "VRW000", "error", message, remedy)
