"""A note that got another name while its blocks ran: found again by what it holds."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vault_runner.model import Note
from vault_runner.pipeline.reading import other_notes
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.desk import BOM

STARTED = time.time()
"""A file that was renamed since has been changed since, as its folder's system sees it; an older copy has not."""


def name_by_now(vault: Vault, note: Note) -> str:
    """Return the name under which a note that is gone lies in the vault now, empty if that can't be told.

    It is told if one note alone holds the same bytes and came to its name after this program was started: an old copy
    of the note is another note.
    """
    if (vault.root / note.path).exists():
        return ""
    found = list(_holding(vault, note))
    return found[0] if len(found) == 1 else ""


def _holding(vault: Vault, note: Note) -> Iterator[str]:
    size = len(note.text.encode()) + (len(BOM) if note.bom else 0)
    for name in other_notes(vault):
        path = vault.root / name
        with suppress(OSError):
            status = path.stat()
            if status.st_size == size and status.st_ctime >= STARTED and _digest(path) == note.digest:
                yield name


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
