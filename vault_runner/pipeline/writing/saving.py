"""Write what was proposed; a note that can't be written costs itself alone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vault_runner.errors import BusyNoteError, StaleNoteError, VaultRunnerError, WriteError
from vault_runner.model import Edit, Finding, Note, Proposal
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.reading import Vault, parsed, read_vault
from vault_runner.pipeline.writing.desk import (
    BOM,
    Desk,
    Tell,
    kept_in_editor,
    opened,
    park,
    parking_place,
    refuse_read_only,
    sweep_beside,
    told,
    undo_log,
    unheard,
    unwritten,
)
from vault_runner.pipeline.writing.proposing import harm
from vault_runner.pipeline.writing.renamed import name_by_now
from vault_runner.write import apply, propose_clean, rebase, resolve_inside, save_files, save_merged
from vault_runner.write.protocol.parked import Parked
from vault_runner.write.save import admit

AGAIN = "run it again"
TAKE_BACK_THERE = "nothing was taken back: undo it in that editor, or close the vault there and run this again"
EDITOR_SECONDS = 60.0
"""How long a command waits for an editor that neither takes what was parked for it, nor refuses it, nor ends."""
LOOKS_SECONDS = 0.05
ALIVE_SECONDS = 1.0
"""How often it looks whether that editor is still there."""


@dataclass(slots=True)
class Saved:
    """What a writing command did."""

    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What could not be written, and why; each note named here stands as it stood."""


def save_all(
    vault: Vault, outcomes: Iterable[NoteOutcome], *, only_existing: bool = False, tell: Tell = unheard
) -> Saved:
    """Write every proposal, and what earlier commands had to park.

    Args:
        vault: The vault.
        outcomes: What `judge` found.
        only_existing: Bring the regions that stand up to date, and add none.
        tell: Called with a sentence when somebody has to be waited for.
    """
    proposals = [(outcome.note, outcome.proposal) for outcome in outcomes]
    if only_existing:
        proposals = [(note, _existing_only(proposal)) for note, proposal in proposals]
    return _save(vault, proposals, tell, deliver=not only_existing)


def save_proposals(vault: Vault, proposals: Sequence[tuple[Note, Proposal]]) -> Saved:
    """Write these proposals, each for its note."""
    return _save(vault, proposals)


def save_beside(desk: Desk, proposal: Proposal) -> Saved:
    """Write the files of a proposal and none of its edits, for who keeps the vault for an editor."""
    saved = Saved()
    desk = replace(desk, log=undo_log(desk.vault))
    try:
        _save_files(desk, proposal, saved)
    except VaultRunnerError as error:
        saved.findings.append(unwritten(proposal.path, error.message, error.remedy))
    return saved


def clean(vault: Vault, *, overwrite_edited: bool = False) -> Saved:
    """Remove the regions of every note that was asked for; what a person edited stays unless told."""
    notes = read_vault(vault).notes
    for note in notes:
        parking_place(vault).forget(note.path)
    shown = [note for note in notes if note.regions]
    proposals = [(note, propose_clean(note, overwrite_edited=overwrite_edited)) for note in shown]
    saved = _save(vault, proposals)
    saved.findings[:0] = [finding for _note, proposal in proposals for finding in proposal.findings]
    return saved


def undo_last(vault: Vault, tell: Tell = unheard) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Take the last write-back of this vault back; return what was restored and what was refused."""
    try:
        with opened(vault, tell) as desk:
            restored, refused = undo_log(vault).undo(desk.writer)
    except BusyNoteError as error:
        remedy = TAKE_BACK_THERE if kept_in_editor(vault) else error.remedy
        return (), (unwritten(error.path, error.message, remedy),)
    except WriteError as error:
        return (), (unwritten(error.path, error.message, error.remedy),)
    return restored, (*(unwritten(path, sentence) for path, sentence in refused), *told(desk))


def _existing_only(proposal: Proposal) -> Proposal:
    """Leave out new regions, and the files that only they would show."""
    edits = tuple(edit for edit in proposal.edits if edit.expected)
    added = "".join(edit.replacement for edit in proposal.edits if not edit.expected)
    files = tuple(file for file in proposal.files if Path(file.path).name not in added)
    return replace(proposal, edits=edits, files=files)


def _save(
    vault: Vault, proposals: Sequence[tuple[Note, Proposal]], tell: Tell = unheard, *, deliver: bool = False
) -> Saved:
    """Write proposals, one command at a time; what can't be written now is parked."""
    saved = Saved()
    proposals = [(note, proposal) for note, proposal in proposals if proposal.edits or proposal.files]
    parking = parking_place(vault)
    if not proposals and not (deliver and any(parking.waiting())):
        return saved
    try:
        refuse_read_only(vault.root)
        with opened(vault, tell) as desk:
            for note, proposal in proposals:
                _save_one(desk, note, proposal, saved)
        saved.findings.extend(told(desk))
        if deliver:
            _deliver(vault, {note.path for note, _proposal in proposals}, saved)
    except BusyNoteError as error:
        _park_all(vault, proposals, error, saved, tell)
    except WriteError as error:
        saved.findings.append(unwritten(error.path, error.message, error.remedy))
    return saved


def _save_one(desk: Desk, note: Note, proposal: Proposal, saved: Saved) -> None:
    """Write the files of a note, then the note; what fails costs this note alone."""
    try:
        desk.parking.forget(note.path)
        if name := name_by_now(desk.vault, note):
            note = replace(note, path=name)
        target = resolve_inside(desk.vault.root, desk.vault.root / note.path)
        if proposal.edits:
            if proposal.files:  # they come before the note, which is waited for once more when it is written
                admit(target, writer=desk.writer, expected_digest=note.digest)
            sweep_beside(desk, target)
        _save_files(desk, proposal, saved)
        if proposal.edits:
            _save_note(desk, target, note, proposal.edits, saved)
    except BusyNoteError as error:
        saved.findings.append(park(desk.parking, note, proposal, error))
    except StaleNoteError as error:
        saved.findings.append(unwritten(note.path, error.message, error.remedy))
    except VaultRunnerError as error:
        name = desk.vault.relative(Path(error.path)) if error.path.startswith(str(desk.vault.root)) else error.path
        saved.findings.append(unwritten(name or note.path, error.message, error.remedy))


def _save_files(desk: Desk, proposal: Proposal, saved: Saved) -> None:
    for file in proposal.files:
        standing = desk.vault.root / file.path
        desk.log.record(file.path, standing.read_bytes() if standing.is_file() else None, file.content)
        save_files(desk.vault.root, [file])
        saved.files.append(file.path)


def _save_note(desk: Desk, target: Path, note: Note, edits: Sequence[Edit], saved: Saved) -> None:
    """Write one note, whose blocks are found again in whatever it holds by then."""
    refused: tuple[Finding, ...] = ()

    def make(raw: bytes) -> bytes:
        nonlocal refused
        current, moved, refused = _moved(raw, note, edits)
        return _bytes(current, apply(current.text, moved))

    def record(before: bytes, after: bytes) -> Callable[[], None]:
        return desk.log.record(note.path, before, after)

    try:
        if save_merged(target, make, writer=desk.writer, record=record, expected_digest=note.digest):
            saved.notes.append(note.path)
    finally:
        saved.findings.extend(refused)


def _moved(raw: bytes, note: Note, edits: Sequence[Edit]) -> tuple[Note, Sequence[Edit], tuple[Finding, ...]]:
    """Carry edits of `note` over to what the note holds now.

    Raises:
        StaleNoteError: if it is no note any more, or would read differently.
    """
    if hashlib.sha256(raw).hexdigest() == note.digest:
        return note, edits, ()
    current = parsed(raw, note.path)
    if isinstance(current, Finding):
        raise StaleNoteError(f"changed while its blocks ran: {current.message}", remedy=AGAIN)
    moved, refused = rebase(current, note, edits)
    problem = harm(current, moved)
    if problem is not None:
        raise StaleNoteError(f"changed while its blocks ran, and now {problem}", remedy=AGAIN)
    return current, moved, refused


def _deliver(vault: Vault, tried: set[str], saved: Saved) -> None:
    """Write what other commands had to park, until nothing new is there; what was just tried is not tried again.

    Who parks looks once more for the lock afterwards, and so do we for what is parked after giving it back:
    between the two nothing is forgotten.
    """
    parking = parking_place(vault)
    while waiting := [parked for parked in parking.waiting() if parked.note not in tried]:
        tried |= {parked.note for parked in waiting}
        try:
            with opened(vault, patience=0) as desk:
                for parked in waiting:
                    _deliver_one(desk, parked, saved)
        except BusyNoteError:
            return  # whoever holds the vault now delivers
        saved.findings.extend(told(desk))


def _deliver_one(desk: Desk, parked: Parked, saved: Saved) -> None:
    base = parsed(parked.base, parked.note)
    if isinstance(base, Note):
        _save_one(desk, base, Proposal(base.path, base.digest, parked.edits, parked.files, ()), saved)
    else:
        desk.parking.forget(parked.note)


def _park_all(
    vault: Vault, proposals: Sequence[tuple[Note, Proposal]], error: BusyNoteError, saved: Saved, tell: Tell
) -> None:
    """Keep everything for the command that holds the vault; if it has gone meanwhile, write it after all."""
    parking = parking_place(vault)
    findings = [park(parking, note, proposal, error) for note, proposal in proposals]
    _deliver(vault, set(), saved)
    if kept_in_editor(vault):
        _hand_over(vault, [note.path for note, _proposal in proposals], saved, tell)
    left = {parked.note for parked in parking.waiting()}
    saved.findings.extend(finding for finding in findings if finding.path in left)


def _hand_over(vault: Vault, paths: Sequence[str], saved: Saved, tell: Tell) -> None:
    """Wait until the editor that keeps the vault has taken what was parked, or has refused it, or is gone.

    How long that takes is its own affair, so the clock only ends a wait for one that does nothing at all.
    """
    parking, begun = parking_place(vault), time.monotonic()
    look = begun + ALIVE_SECONDS
    while any(parked.note in paths and not parking.is_refused(parked) for parked in parking.waiting()):
        time.sleep(LOOKS_SECONDS)
        if (now := time.monotonic()) >= begun + EDITOR_SECONDS:
            break
        if now >= look:
            if look == begun + ALIVE_SECONDS:
                tell(f"waiting for {kept_in_editor(vault) or 'the editor'}")
            _deliver(vault, set(), saved)  # an editor that is gone writes nothing any more
            look = now + ALIVE_SECONDS
    left = {parked.note for parked in parking.waiting()}
    saved.notes.extend(path for path in paths if path not in left and path not in saved.notes)


def _bytes(note: Note, text: str) -> bytes:
    return (BOM if note.bom else b"") + text.encode()
