"""Copies of what somebody saved and we could not put where it belongs: outside the vault, named to the user."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from vault_runner.write.replace import CLOSE, NO_FOLLOW, flush_folder, write_all


def keep_copy(folder: Path, name: str, content: bytes) -> Path:
    """Keep `content` of the note `name` safely on the disk, and return where."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = name.replace("/", " - ").removesuffix(".md")[-80:].lstrip(".")
    path = folder / f"{stem} {time.strftime('%Y-%m-%d %H.%M.%S')} {secrets.token_hex(3)}.md"
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | CLOSE, 0o600)
    try:
        write_all(file, content)
        os.fsync(file)
    finally:
        os.close(file)
    flush_folder(folder)
    return path
