"""Which python runs the notes, and what it is made of."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from vault_runner.config import Config
from vault_runner.errors import ConfigError

_REMEDY = "name a python that exists with `--python` or with `python:` in vault-run.yaml"


def find_python(config: Config, vault: Path, explicit: str = "", surroundings: Mapping[str, str] = os.environ) -> Path:
    """Return the interpreter of the notes.

    That is the one named by the caller, else by the vault's settings, else the active environment's, else the one
    that runs this program. One inside the vault is used only if the caller names it, since whoever shares the vault
    could have put it there.

    Raises:
        ConfigError: if the one that was named can't be run, or the settings name one inside the vault.
    """
    if explicit:
        return _usable(explicit, Path.cwd(), "--python")
    if config.python:
        found = _usable(config.python, vault, "python in vault-run.yaml")
        if _inside(found, vault):
            remedy = "name it with `--python` if you trust it"
            raise ConfigError(
                f"python in vault-run.yaml is {config.python}, which lies inside the vault", remedy=remedy
            )
        return found
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        active = Path(surroundings.get(name) or "/nonexistent") / "bin" / "python"
        if _runs(active) and not _inside(active, vault):
            return active
    return Path(sys.executable)


def _usable(named: str, base: Path, origin: str) -> Path:
    """Return the path of an interpreter given as a path, relative or not, or as a command's name."""
    if os.sep not in named:
        command = shutil.which(named)
        if command is None:
            raise ConfigError(f"{origin} is {named}, and there is no such command", remedy=_REMEDY)
        return Path(command)
    path = base / Path(named).expanduser()
    if not path.exists():
        raise ConfigError(f"{origin} is {named}, which doesn't exist", remedy=_REMEDY)
    if not _runs(path):
        raise ConfigError(f"{origin} is {named}, which can't be run", remedy=_REMEDY)
    # A link in a virtual environment must stay a link: its own place is what makes it that environment's.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _inside(path: Path, vault: Path) -> bool:
    return path.absolute().is_relative_to(vault.absolute()) or path.parent.resolve().is_relative_to(vault.resolve())
