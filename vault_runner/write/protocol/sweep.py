"""Clear up what a command left that was killed: whose bytes a temporary file holds is known from its journal."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from vault_runner.errors import WriteError
from vault_runner.write.confine import resolve_inside
from vault_runner.write.protocol.draft import digest, read_file
from vault_runner.write.protocol.exchange import exchange
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.journal import Entry, abandoned
from vault_runner.write.protocol.lease import CollisionError, take_lease
from vault_runner.write.replace import CLOSE, NO_FOLLOW, flush_folder

TEMPORARY = re.compile(r"\.vr-\d+-[0-9a-f]{8}\.tmp")
STRAY_AGE = 3600
"""Seconds after which a temporary file that no journal knows is nobody's: it may be another computer's, synced."""
DIED = "a vault-run died while it wrote this note, and somebody saved it at the same moment"
STRAY = "a temporary file of vault-run lay beside the notes, and nothing told whose bytes it holds"


def sweep(ground: Ground) -> None:
    """Bring every write to an end that a dead command began; call it while holding the vault's lock."""
    for journal, entries in abandoned(ground.folder / "journal"):
        with suppress(OSError, WriteError):
            left = [entry for entry in entries if not _clear_up(ground, entry)]
            if not left:
                journal.unlink(missing_ok=True)


def sweep_strays(ground: Ground, folder: Path) -> None:
    """Move old temporary files that no journal knows out of a folder of the vault."""
    for stray in folder.iterdir():
        with suppress(OSError):
            # The time of the last renaming; the time of change is that of the note that it may have been.
            if TEMPORARY.fullmatch(stray.name) and time.time() - stray.lstat().st_ctime > STRAY_AGE:
                content = stray.read_bytes()
                if content:
                    ground.recover(stray, content, STRAY)
                stray.unlink()


def _clear_up(ground: Ground, entry: Entry) -> bool:
    """End one write; return False if somebody still writes into the temporary file."""
    note = resolve_inside(ground.vault, ground.vault / entry.note)
    temp = note.with_name(entry.temp)
    if not TEMPORARY.fullmatch(entry.temp):
        return True
    try:
        content = _read(temp)
    except FileNotFoundError:
        return True
    except CollisionError:
        return False
    if _is_somebodys(content, note, entry):
        _give_back(ground, note, temp, entry)
    else:
        temp.unlink()
    return True


def _is_somebodys(content: bytes, note: Path, entry: Entry) -> bool:
    """Tell whether the temporary file holds what somebody saved, and neither old bytes nor ours."""
    if not content or digest(content) in {entry.before, entry.after}:
        return False
    try:
        swapped = note.stat().st_ino != entry.inode
    except FileNotFoundError:
        swapped = True
    return entry.ready or swapped


def _give_back(ground: Ground, note: Path, temp: Path, entry: Entry) -> None:
    """Put what somebody saved in the note's place if our bytes still stand there, else keep it as a copy."""
    copy = ground.recover(note, temp.read_bytes(), DIED)
    with suppress(OSError, WriteError):
        if digest(note.read_bytes()) == entry.after and exchange(temp, note):
            if digest(temp.read_bytes()) == entry.after:
                flush_folder(note.parent)
                ground.forget_copy(copy)
            else:
                exchange(temp, note)
    temp.unlink()


def _read(temp: Path) -> bytes:
    file = os.open(temp, os.O_RDONLY | NO_FOLLOW | CLOSE)
    try:
        with take_lease(file):
            return read_file(file)
    finally:
        os.close(file)
