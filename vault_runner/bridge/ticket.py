"""The ticket of one start: where the server listens and the token that opens it, in a file for the user alone.

The file is locked as long as its server lives, so that one that was left behind by a crash is known for what it is.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from vault_runner.errors import ConfigError

TOKEN_BYTES: Final = 32
UNFINISHED: Final = ".new-"
UNFINISHED_SECONDS: Final = 60.0


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@contextmanager
def ticket(folder: Path, vault: Path, address: str, token: str) -> Iterator[Path]:
    """Keep a ticket in `folder` while the server runs, and yield its file.

    Raises:
        ConfigError: if the folder is no place for a secret.
    """
    _prepare(folder, vault)
    sweep(folder)
    told = {"address": address, "token": token, "vault": str(vault), "process": os.getpid()}
    draft = folder / f"{UNFINISHED}{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    file = folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.write(descriptor, json.dumps(told).encode() + b"\n")
        draft.rename(file)
        yield file
    finally:
        for each in (draft, file):
            each.unlink(missing_ok=True)
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove the tickets of servers that are gone."""
    for file in sorted(folder.iterdir()):
        is_draft = file.name.startswith(UNFINISHED)
        if file.suffix != ".json" and not is_draft:
            continue
        with suppress(OSError):  # somebody holds it, or swept it first
            descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not is_draft or time.time() - os.fstat(descriptor).st_mtime > UNFINISHED_SECONDS:
                    file.unlink()
            finally:
                os.close(descriptor)


def _prepare(folder: Path, vault: Path) -> None:
    """Make the folder, for its owner alone and outside the vault, which may be shared or synced."""
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(vault)):
        raise ConfigError(
            "the folder for the state of vault-run lies inside the vault, where a token would be shared with it",
            remedy="let XDG_STATE_HOME name a folder outside the vault",
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise ConfigError(
            f"{folder} belongs to somebody else, so no token is put there", remedy="remove it, then start again"
        )
    folder.chmod(0o700)
