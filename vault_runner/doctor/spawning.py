"""What it costs that sessions are spawned here, and not forked; measured with the notes' own interpreter."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from vault_runner.doctor.answer import Answer
from vault_runner.execute.spawned import spawns

_SECONDS = 60.0
_IMPORT = """
import importlib
for name in ("numpy", "torch"):
    try:
        importlib.import_module(name)
    except Exception:
        pass
"""


def examine_sessions(python: Path) -> Iterator[Answer]:
    """Yield what a session costs if each needs an interpreter of its own; nothing where they are forked."""
    if not spawns():
        return
    started = time.monotonic()
    try:
        subprocess.run([str(python), "-c", _IMPORT], capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - the user's choice
    except (OSError, subprocess.SubprocessError):
        return  # the answer about python says what is wrong with it
    seconds = time.monotonic() - started
    yield Answer(
        "sessions",
        "ok",
        f"each session starts an interpreter of its own, since forking isn't safe on this system: {seconds:.1f} s with "
        "numpy and torch, where Linux takes some hundredths; one is kept ready, and there are no live snapshots",
    )
