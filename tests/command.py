"""Start the real command line, with caches and state of its own."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDERS = Path(tempfile.gettempdir()) / f"vault-runner-tests-{os.getpid()}"
MACHINE = ("interpreters", "walls")
"""What a cache holds of this machine and of no vault."""
PR_CAPBSET_DROP = 24
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
LIBC = ctypes.CDLL(None)


def environment(**extra: str) -> dict[str, str]:
    """Return the environment in which tests run the program: nothing of the user's own state."""
    if "XDG_CACHE_HOME" in extra:
        share(Path(extra["XDG_CACHE_HOME"]))
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "NO_COLOR", "FORCE_COLOR"))}
    folders = {"XDG_CACHE_HOME": str(FOLDERS / "cache"), "XDG_STATE_HOME": str(FOLDERS / "state")}
    return {**kept, **folders, **extra}


def share(cache: Path, names: Sequence[str] = MACHINE) -> None:
    """Let the cache that a test has of its own hold what others found out: to find it out anew takes half a second."""
    for name in names:
        known, place = FOLDERS / "cache" / "vault-runner" / name, cache / "vault-runner" / name
        with contextlib.suppress(OSError):  # some tests have a cache that can't be written
            known.mkdir(parents=True, exist_ok=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(known)


def _obey_permissions() -> None:
    """Take from root the right to pass over permissions; others never had it."""
    for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
        LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def vault_run(
    *arguments: str | Path,
    cwd: Path | None = None,
    timeout: float = 100,
    obey_permissions: bool = False,
    **extra: str,
) -> subprocess.CompletedProcess[str]:
    """Run `vault-run` with `arguments` and return what it printed and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "vault_runner", *map(str, arguments)],
        cwd=cwd,
        env=environment(**extra),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        preexec_fn=_obey_permissions if obey_permissions else None,
    )


def numbered(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Write texts as notes that are named by their number, and return their files."""
    (folder / "vault-run.yaml").touch()
    notes = [folder / f"{number:02}.md" for number in range(len(texts))]
    for note, text in zip(notes, texts, strict=True):
        note.write_bytes(text.encode())
    return notes


def checked(folder: Path, texts: Sequence[str], *options: str) -> list[dict[str, Any]]:
    """Check many notes with one command, approved as a note is that is named, and return what is told of each."""
    notes = numbered(folder, texts)
    done = vault_run("check", folder, "--format", "json", "--trust", *options)
    assert done.stdout, done.stderr
    told = {note["path"]: note for note in json.loads(done.stdout)["notes"]}
    return [told[note.name] for note in notes]
