"""The few questions that are asked of git; its answers are bytes with NULs between them, so that any name holds.

Nothing that a repository's settings name is run: no hooks, no external diff, no file system monitor.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vault_runner.errors import ConfigError

QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false")
DIFF = ("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--name-status", "--relative", "-z", "-M")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Moved:
    """One file that differs: its path now and then, empty where there is none; both relative to the folder."""

    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder of a git repository, and the commit that it is compared with."""

    folder: Path
    ref: str
    """As the user wrote it."""
    base: str
    """The commit from which `ref` and the work here went apart."""

    @classmethod
    def of(cls, folder: Path, ref: str) -> Repository:
        """Find the commit to compare with.

        Raises:
            ConfigError: if git or the repository is missing, or no such commit can be found.
        """
        if shutil.which("git") is None:
            raise ConfigError("git is not installed, so nothing can be compared", remedy="install git")
        inside = _git(folder, "rev-parse", "--is-inside-work-tree")
        if inside.returncode or inside.stdout.strip() != b"true":
            raise _no_repository(folder, inside.stderr)
        return cls(folder, ref, _merge_base(folder, _commit(folder, ref), ref))

    def differing(self) -> Iterator[Moved]:
        """Yield the files that differ from the base, those that git doesn't know yet included."""
        parts = _checked(self.folder, *DIFF, self.base, "--", ".").split(b"\0")
        at = 0
        while at < len(parts) - 1:
            status = parts[at][:1]
            if status in (b"R", b"C"):
                then = "" if status == b"C" else _name(parts[at + 1])
                yield Moved(_name(parts[at + 2]), then)
                at += 3
            else:
                name = _name(parts[at + 1])
                yield Moved("" if status == b"D" else name, "" if status == b"A" else name)
                at += 2
        for new in _checked(self.folder, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
            if new:
                yield Moved(_name(new), "")

    def content(self, path: str) -> bytes | None:
        """Return what a file of the folder held at the base, None if there was none."""
        found = _git(self.folder, "show", "--no-textconv", f"{self.base}:./{path}")
        return None if found.returncode else found.stdout


def _commit(folder: Path, ref: str) -> str:
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if _is_shallow(folder):
        raise ConfigError(f"there is no commit `{ref}` in this shallow clone", remedy=_deepen(ref))
    name = ref.removeprefix("origin/")
    raise ConfigError(f"there is no commit `{ref}` here", remedy=f"correct it, or fetch it: `git fetch origin {name}`")


def _merge_base(folder: Path, commit: str, ref: str) -> str:
    if _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        raise ConfigError("this repository has no commit yet, so nothing can be compared", remedy="commit first")
    found = _git(folder, "merge-base", commit, "HEAD")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if _is_shallow(folder):
        message = f"this shallow clone doesn't reach back to where `{ref}` and the work here went apart"
        raise ConfigError(message, remedy=_deepen(ref))
    raise ConfigError(f"`{ref}` and the work here have no commit in common", remedy="name the branch it was made from")


def _deepen(ref: str) -> str:
    name = ref.removeprefix("origin/")
    return f"fetch the history: `git fetch --unshallow origin {name}`, or `fetch-depth: 0` of actions/checkout"


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _no_repository(folder: Path, said: bytes) -> ConfigError:
    if b"dubious ownership" in said:
        remedy = f"git config --global --add safe.directory {folder}"
        return ConfigError(f"git doesn't trust {folder}, which belongs to somebody else", remedy=f"say `{remedy}`")
    return ConfigError(
        f"{folder} is not in a git repository", remedy="leave `--changed-since` out, or clone it with git"
    )


def _checked(folder: Path, *arguments: str) -> bytes:
    done = _git(folder, *arguments)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"git {arguments[0]} failed: {said[0] if said else done.returncode}")
    return done.stdout


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what users say stands behind `--end-of-options`
            ["git", *QUIET, "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**kept, **quiet},
        )
    except subprocess.TimeoutExpired:
        raise ConfigError(f"git {arguments[0]} took longer than {SECONDS} seconds") from None


def _name(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
