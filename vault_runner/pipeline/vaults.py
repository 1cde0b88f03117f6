"""Find the vault that is meant, and its settings; no note is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from vault_runner.config import find_vault, load_config, obsidian_settings
from vault_runner.errors import ConfigError
from vault_runner.model import Finding, Span

if TYPE_CHECKING:
    from vault_runner.config import Config, ObsidianSettings
    from vault_runner.model import Severity


class Vault(Struct, frozen=True):
    """A vault on the disk, its settings, and the part of it that was asked for."""

    root: Path
    config: Config
    settings: ObsidianSettings
    under: tuple[Path, ...]
    """Absolute paths of the notes and folders asked for; empty for all."""

    def relative(self, path: Path) -> str:
        """Return the name by which notes, reports and keys know a file of the vault."""
        return path.relative_to(self.root).as_posix()


def open_vault(paths: Sequence[Path]) -> Vault:
    """Return the vault that holds `paths`, or the one around the current folder if there are none.

    Raises:
        ConfigError: if a path does not exist, or no vault can be told from what was given.
    """
    under = tuple(_existing(path) for path in paths)
    if under:
        root = find_vault(under[0]) or _common_folder(under)
        outside = next((path for path in under if not path.is_relative_to(root)), None)
        if outside is not None:
            raise ConfigError(
                f"{outside} does not lie in the vault {root}", remedy="check the notes of one vault at a time"
            )
    else:
        found = find_vault(Path.cwd())
        if found is None:
            raise ConfigError(
                f"no vault around {Path.cwd()}: no folder above it holds `.obsidian` or `vault-run.yaml`",
                remedy="name a note or a folder, or make this folder a vault with `vault-run init`",
            )
        root = found
    return Vault(root, load_config(root), obsidian_settings(root), under)


def unreadable(name: str, problem: str) -> Finding:
    """Return the finding for a file or folder that can't be read or decoded."""
    # A link out of the vault is passed over on purpose; what can't be read was meant to be read.
    severity: Severity = "warning" if "link" in problem else "error"
    return Finding(name, Span(0, 0), "VRP000", severity, problem, "nothing in it was checked, and nothing was changed")


def _existing(path: Path) -> Path:
    try:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would leave the vault through a link
        absolute.stat()
    except OSError as error:
        raise ConfigError(f"{path} can't be opened: {error.strerror}", remedy="name a note or a folder") from None
    if absolute.is_file() and absolute.suffix.lower() not in {".md", ".markdown", ".txt"}:
        raise ConfigError(f"{path} is no note: notes end in .md", remedy="name a note or a folder")
    return absolute


def _common_folder(paths: Sequence[Path]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in paths]
    return Path(os.path.commonpath(folders))
