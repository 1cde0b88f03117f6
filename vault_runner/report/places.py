"""Where files lie for those who read a report: from the repository's top, else from here, else in the vault."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def report_root(vault: Path) -> Path:
    """Return the folder from which reports name files.

    Build servers check a repository out and run commands in some folder of it; code hosts count from its top.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if workspace and vault.is_relative_to(workspace):
        return Path(workspace)
    for folder in (vault, *vault.parents):
        if (folder / ".git").exists():
            return folder
    here = Path.cwd()
    return here if vault.is_relative_to(here) else vault


def file_name(path: str, vault: Path, root: Path) -> str:
    """Return the name of a note, given by its path in the vault; of the vault itself if that is empty."""
    whole = vault / path
    if not whole.is_relative_to(root):
        return path  # something outside that a link led to
    name = whole.relative_to(root).as_posix()
    return name if name != "." else ""


def file_uri(name: str) -> str:
    """Return a relative URI for a file's name."""
    return quote(name.encode("utf-8", "surrogateescape"), safe="/")
