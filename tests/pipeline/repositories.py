"""Small repositories for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

KEPT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
NOBODY = {**KEPT, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody in particular."""
    who = ("-c", "user.email=a@b.c", "-c", "user.name=a", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, env=NOBODY, capture_output=True, text=True, check=True)
    return done.stdout


def repository(folder: Path, files: dict[str, str]) -> Path:
    """Make a repository whose branch `main` holds `files`, and go on in a branch `work`."""
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    write(folder, files)
    commit(folder)
    git(folder, "checkout", "-q", "-b", "work")
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def commit(folder: Path) -> None:
    """Commit all that is there."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "change")
