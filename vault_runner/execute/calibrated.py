"""What `vault-run doctor --calibrate` measured on this machine, for the notes' interpreter."""

from __future__ import annotations

import hashlib
import os
import platform
from pathlib import Path

from platformdirs import user_cache_path

_MOST_BYTES = 16 * 1024
_PLAIN = '"cuda:|"xpu:|"mps'


def costs_file(python: Path, folder: Path | None = None) -> Path:
    """Return where the figures of an interpreter on this machine are kept.

    Args:
        python: The interpreter of the notes.
        folder: The folder for it; by default in the user's cache.
    """
    who = f"{os.path.realpath(python)}\0{platform.node()}\0{platform.machine()}"
    name = hashlib.sha256(who.encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return (folder or user_cache_path("vault-runner") / "costs") / f"{name}.json"


def costs_of(python: Path, folder: Path | None = None) -> str:
    """Return the figures as text; empty where nothing was measured, or nothing but a processor is there."""
    try:
        text = costs_file(python, folder).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    accelerated = any(mark in text for mark in _PLAIN.split("|"))
    return text.strip() if accelerated and len(text) <= _MOST_BYTES else ""
