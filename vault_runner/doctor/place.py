"""The vault itself: whether there is one, whether its settings can be used, whether figures can be written."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vault_runner.config import CONFIG_NAME, Config, find_vault, load_config, obsidian_settings
from vault_runner.config.device_local import device_file, load_device
from vault_runner.doctor.answer import Answer
from vault_runner.errors import VaultRunnerError


@dataclass(frozen=True, slots=True)
class Place:
    """Where the doctor was called."""

    root: Path
    """The vault; the folder itself if it lies in none."""
    config: Config
    """The settings, the defaults if those of the vault can't be used."""
    answers: tuple[Answer, ...]


def examine_place(start: Path) -> Place:
    """Return the vault around a folder, and the answers about it."""
    try:
        found = find_vault(start)
    except OSError as error:
        found, trouble = None, f": {error.strerror}"
    else:
        trouble = ""
    root = found or (start if start.is_dir() else start.parent)
    answers = [*_vault(found, start, trouble)]
    try:
        config = load_config(root)
        answers += _settings(root)
    except VaultRunnerError as error:
        config = Config()
        answers.append(
            Answer("settings", "fail", _told(error), error.remedy or f"edit {shlex.quote(str(root / CONFIG_NAME))}")
        )
    answers += _switches()
    answers += _attachments(root, config)
    return Place(root, config, tuple(answers))


def _vault(found: Path | None, start: Path, trouble: str) -> Iterator[Answer]:
    if not start.exists():
        yield Answer("vault", "fail", f"{start} doesn't exist{trouble}")
    elif found is None:
        says = f"no vault around {start}: no folder above it holds `.obsidian` or `{CONFIG_NAME}`{trouble}"
        yield Answer("vault", "warn", says, f"vault-run init {shlex.quote(str(start))}")
    elif not os.access(found, os.R_OK | os.X_OK):
        yield Answer("vault", "fail", f"{found} can't be read", f"chmod -R u+rX {shlex.quote(str(found))}")
    elif not os.access(found, os.W_OK):
        says = f"{found} can be read and not written: notes can be checked, outputs can't be kept"
        yield Answer("vault", "warn", says, f"chmod -R u+w {shlex.quote(str(found))}")
    else:
        yield Answer("vault", "ok", str(found))


def _settings(root: Path) -> Iterator[Answer]:
    there = (root / CONFIG_NAME).is_file()
    yield Answer(
        "settings", "ok", f"{root / CONFIG_NAME} can be used" if there else f"no {CONFIG_NAME}; the defaults hold"
    )


def _switches() -> Iterator[Answer]:
    """Yield what is set on this device alone."""
    try:
        device = load_device()
    except VaultRunnerError as error:
        yield Answer("settings", "fail", _told(error), error.remedy or f"edit {shlex.quote(str(device_file()))}")
        return
    on = [name for name in ("network", "shell") if getattr(device, name)]
    if on:
        yield Answer("settings", "ok", f"approved notes may use {' and '.join(on)} on this device ({device_file()})")


def _attachments(root: Path, config: Config) -> Iterator[Answer]:
    """Yield whether the folder of the figures can be written; one that isn't there yet is made when it is needed."""
    wanted = config.figures.folder or obsidian_settings(root).attachment_folder
    beside = wanted.startswith("./")
    folder = root / wanted.removeprefix("./").lstrip("/") if not beside else root
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), root)
    named = "beside the notes" if beside else f"in {folder}"
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        yield Answer("figures", "ok", f"figures are kept {named}")
    elif nearest.is_dir():
        command = f"chmod u+rwx {shlex.quote(str(nearest))}"
        yield Answer("figures", "fail", f"figures can't be kept {named}: {nearest} can't be written", command)
    else:
        command = f"mv {shlex.quote(str(nearest))} {shlex.quote(f'{nearest}.old')}"
        yield Answer("figures", "fail", f"figures can't be kept {named}: {nearest} is no folder", command)


def _told(error: VaultRunnerError) -> str:
    place = f"{error.path}:{error.line}: " if error.line else f"{error.path}: " if error.path else ""
    return f"{place}{error.message}"
