"""Which kinds of statements are checked: the words of `check`, in a block, in a note's front matter, in the vault."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Final

from vault_runner.model.claim import ClaimKind

CLASSES: Final[Mapping[str, frozenset[ClaimKind]]] = {
    "shapes": frozenset({"shape", "dtype", "device"}),
    "outputs": frozenset({"output", "raises"}),
    "equations": frozenset({"equation", "recurrence"}),
    "complexity": frozenset({"complexity"}),
}
"""What may be switched, and which claims belong to it."""
EVERYTHING: Final = frozenset[ClaimKind]().union(*CLASSES.values())
ALLOWED: Final = (
    "`all`, `none`, or a list of " + ", ".join(f"`{name}`" for name in CLASSES) + "; `no-shapes` leaves out"
)


class UnknownClassError(ValueError):
    """A word of `check` that names no kind of statements."""

    def __init__(self, word: str) -> None:
        """Keep the word, and the nearest that there is."""
        near = difflib.get_close_matches(word.removeprefix("no-"), CLASSES, n=1)
        self.word = word
        self.near = near[0] if near else ""
        super().__init__(word)


def checked_kinds(check: str) -> frozenset[ClaimKind]:
    """Return the kinds of claims that `check` leaves on; nothing said means all of them.

    Raises:
        UnknownClassError: if a word names no kind of statements.
    """
    words = [word for word in re.split(r"[,;\s]+", check.lower()) if word]
    left: frozenset[ClaimKind] = EVERYTHING if not words or words[0].startswith("no-") else frozenset()
    for word in words:
        if word in {"all", "none"}:
            left = EVERYTHING if word == "all" else frozenset()
        elif word.startswith("no-"):
            left -= _kinds(word)
        else:
            left |= _kinds(word)
    return left


def class_of(kind: ClaimKind) -> str:
    """Return the word by which claims of a kind are switched."""
    return next(name for name, kinds in CLASSES.items() if kind in kinds)


def _kinds(word: str) -> frozenset[ClaimKind]:
    name = word.removeprefix("no-")
    for known in (name, f"{name}s"):
        if known in CLASSES:
            return CLASSES[known]
    raise UnknownClassError(word)
