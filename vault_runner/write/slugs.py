"""Names for folders and files that are safe on every system and still say what they are."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

LONGEST = 60
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:-|$)")
KEPT_CATEGORIES = ("L", "N", "M")


def slug(text: str) -> str:
    """Return `text` as a file name: letters and digits of any script, everything else a hyphen.

    Lower case, since a file system may not tell `Loss` from `loss`. What would be empty, too long, or a name
    that Windows keeps for itself is made unlike any other by a digest of the whole.
    """
    composed = unicodedata.normalize("NFC", text).lower()
    kept = "".join(char if _is_kept(char) else "-" for char in composed)
    name = re.sub("-{2,}", "-", kept).strip("-_")
    if name and len(name) <= LONGEST and not RESERVED.match(name):
        return name
    return f"{name[:LONGEST]}-{digest(text)}".lstrip("-") if name else f"note-{digest(text)}"


def slug_owners(paths: Iterable[str]) -> dict[str, str]:
    """Return for each slug of the vault the note that may use it plain: the first in the order of their paths."""
    owners: dict[str, str] = {}
    for path in sorted(paths):
        owners.setdefault(slug(PurePosixPath(path).stem), path)
    return owners


def note_slug(path: str, taken: Mapping[str, str]) -> str:
    """Return the slug of a note; one whose plain slug another note uses gets a digest of its path."""
    plain = slug(PurePosixPath(path).stem)
    return plain if taken.get(plain, path) == path else f"{plain}-{digest(path)}"


def digest(text: str) -> str:
    """Return six digits that tell `text` from others."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _is_kept(char: str) -> bool:
    return char == "_" or unicodedata.category(char).startswith(KEPT_CATEGORIES)
