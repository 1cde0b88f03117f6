"""Start the real command line, with caches and state of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDERS = Path(tempfile.gettempdir()) / f"vault-runner-tests-{os.getpid()}"
PR_CAPBSET_DROP = 24
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
LIBC = ctypes.CDLL(None)


def environment(**extra: str) -> dict[str, str]:
    """Return the environment in which tests run the program: nothing of the user's own state."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "NO_COLOR", "FORCE_COLOR"))}
    folders = {"XDG_CACHE_HOME": str(FOLDERS / "cache"), "XDG_STATE_HOME": str(FOLDERS / "state")}
    return {**kept, **folders, **extra}


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
