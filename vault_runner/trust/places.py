"""One name for one file: links, letter case and the two spellings of accents must not make two notes of one."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path


def true_vault(root: Path, known: Iterable[str] = ()) -> str:
    """Return the full path of a vault without links, spelt as in `known` if that is the same folder."""
    real = os.path.realpath(root)
    for other in known:
        if other != real and _alike(other) == _alike(real) and _same(other, real):
            return other
    return real


def true_name(root: Path, name: str) -> str:
    """Return the name of a note in its vault as the disk spells it, where the disk takes other spellings as well."""
    folder, parts = str(root), []
    for part in name.split("/"):
        spelt = _spelt(folder, part)
        parts.append(spelt)
        folder = os.path.join(folder, spelt)  # noqa: PTH118 - strings throughout
    return "/".join(parts)


def lies_in(path: Path, root: Path) -> bool:
    """Tell whether a file lies in a folder once every link is followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _spelt(folder: str, part: str) -> str:
    try:
        entries = os.listdir(folder)  # noqa: PTH208 - strings throughout
    except OSError:
        return part
    if part in entries:
        return part
    wanted = os.path.join(folder, part)  # noqa: PTH118
    alike = (entry for entry in entries if _alike(entry) == _alike(part))
    return next((entry for entry in alike if _same(os.path.join(folder, entry), wanted)), part)  # noqa: PTH118


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except OSError:
        return False
