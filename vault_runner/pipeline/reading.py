"""Find the vault and read its notes: the only place where notes come off the disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vault_runner.config import (
    Config,
    ObsidianSettings,
    find_vault,
    is_template,
    list_notes,
    load_config,
    obsidian_settings,
)
from vault_runner.errors import ConfigError, NoteError
from vault_runner.model import Finding, Note, Severity, Span
from vault_runner.parse import decode, is_plain, parse


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault on the disk, its settings, and the part of it that was asked for."""

    root: Path
    config: Config
    settings: ObsidianSettings
    under: tuple[Path, ...]
    """Absolute paths of the notes and folders asked for; empty for all."""

    def relative(self, path: Path) -> str:
        """Return the name by which notes, reports and keys know a file of the vault."""
        return path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class Reading:
    """The notes of a vault that have something to check, and what could not be read."""

    notes: tuple[Note, ...]
    plain: int
    findings: tuple[Finding, ...]


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


def read_vault(vault: Vault) -> Reading:
    """Read and parse every note that was asked for; what can't be read becomes a finding."""
    notes: list[Note] = []
    findings: list[Finding] = []
    plain = 0

    def report(path: Path, problem: str) -> None:
        findings.append(unreadable(vault.relative(path) if path.is_relative_to(vault.root) else str(path), problem))

    for path in list_notes(vault.root, vault.config, vault.under, on_problem=report):
        try:
            raw = path.read_bytes()
        except OSError as error:
            report(path, f"can't be read: {error.strerror}")
            continue
        if is_plain(raw) or (is_template(raw) and path not in vault.under):
            plain += 1
            continue
        note = _parse(raw, vault.relative(path))
        if isinstance(note, Note):
            notes.append(note)
        else:
            findings.append(note)
    return Reading(tuple(notes), plain, tuple(findings))


def read_note(vault: Vault, name: str) -> Note:
    """Read one note of the vault.

    Raises:
        NoteError: if it is gone or can't be read or decoded.
    """
    try:
        raw = (vault.root / name).read_bytes()
    except OSError as error:
        raise NoteError(f"can't be read: {error.strerror}", path=name) from None
    note = _parse(raw, name)
    if isinstance(note, Finding):
        raise NoteError(note.message, path=name, remedy=note.remedy)
    return note


def other_notes(vault: Vault) -> Iterator[str]:
    """List the names of all notes of the vault, so that links to them can be resolved."""
    for path in list_notes(vault.root, vault.config, (), on_problem=lambda _path, _problem: None):
        yield vault.relative(path)


def unreadable(name: str, problem: str) -> Finding:
    """Return the finding for a file or folder that can't be read or decoded."""
    # A link out of the vault is passed over on purpose; what can't be read was meant to be read.
    severity: Severity = "warning" if "link" in problem else "error"
    return Finding(name, Span(0, 0), "VRP000", severity, problem, "nothing in it was checked, and nothing was changed")


def _parse(raw: bytes, name: str) -> Note | Finding:
    decoded = decode(raw)
    if decoded.problem is not None:
        return unreadable(name, decoded.problem)
    return parse(decoded.text, name, digest=hashlib.sha256(raw).hexdigest(), bom=decoded.bom)


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
