"""What a result depends on beside the notes: the interpreter, its packages, the machine, and our own version."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import subprocess
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from vault_runner import __version__
from vault_runner.config import Config
from vault_runner.errors import ExecutionError
from vault_runner.execute.calibrated import costs_of

_FORMAT = 3
"""Counts up when the worker changes what it reports."""
_SECONDS = 60.0
_CUDA = Path("/dev/nvidiactl")
_QUESTION = """
import json, platform, site, sys, sysconfig
folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()]
folders.append(site.getusersitepackages())
print(json.dumps({"version": sys.version, "kind": platform.python_implementation(), "folders": folders}))
"""


class _Interpreter(msgspec.Struct, frozen=True):
    """What an interpreter says of itself."""

    version: str
    kind: str
    folders: tuple[str, ...]


def environment(python: Path, *, config: Config | None = None, folder: Path | None = None) -> str:
    """Return a hash over everything outside the notes that results depend on; no package is imported for it.

    Args:
        python: The interpreter of the notes.
        config: The vault's settings, of which figures and threads count.
        folder: Where answers of interpreters are kept; by default in the user's cache.

    Raises:
        ExecutionError: if the interpreter does not answer.
    """
    answer = _answer(python, folder or user_cache_path("vault-runner") / "interpreters")
    settings = msgspec.json.encode((config.figures, config.threads, config.warning)).decode() if config else ""
    parts = (
        str(_FORMAT),
        __version__,
        os.path.realpath(python),
        answer.version,
        answer.kind,
        *_packages(answer.folders),
        platform.platform(),
        "cuda" if _CUDA.exists() else "cpu",
        costs_of(python),
        settings,
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def package_folders(python: Path) -> tuple[str, ...]:
    """Return the folders in which an interpreter finds its packages.

    Raises:
        ExecutionError: if it does not answer.
    """
    return _answer(python, user_cache_path("vault-runner") / "interpreters").folders


def _answer(python: Path, folder: Path) -> _Interpreter:
    """Ask an interpreter what it is, or recall what it said while its file was the same."""
    kept = folder / f"{_identity(python)}.json"
    try:
        return msgspec.json.decode(kept.read_bytes(), type=_Interpreter)
    except (OSError, msgspec.MsgspecError):
        answer = _ask(python)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(msgspec.json.encode(answer))
        fresh.replace(kept)
    return answer


def _identity(python: Path) -> str:
    """Return a hash over where an interpreter is and when it was last changed."""
    parts = [str(python.absolute())]
    for part in (python, python.parent.parent / "pyvenv.cfg"):
        with contextlib.suppress(OSError):
            status = part.stat()
            parts.append(f"{status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _ask(python: Path) -> _Interpreter:
    command = [str(python), "-I", "-c", _QUESTION]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - as chosen
        return msgspec.json.decode(answer.stdout, type=_Interpreter)
    except (OSError, subprocess.SubprocessError, msgspec.MsgspecError) as error:
        raise ExecutionError(f"{python} does not answer as a python would", remedy="try it by hand") from error


def _packages(folders: tuple[str, ...]) -> list[str]:
    """Return name and version of every installed package, as the names of their metadata folders say."""
    found: set[str] = set()
    for folder in folders:
        with contextlib.suppress(OSError):
            found.update(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208
    return sorted(found)
