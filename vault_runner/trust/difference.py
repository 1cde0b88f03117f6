"""What changed of a note since it was approved, as lines for people."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from vault_runner.trust.substance import Piece

_CONTEXT = 2


def changes(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[str]:
    """Yield what is new, gone and changed, piece by piece."""
    old = {(piece.kind, piece.name): piece for piece in before}
    new = {(piece.kind, piece.name): piece for piece in after}
    for key in sorted(old.keys() | new.keys(), key=lambda one: (one[1], one[0])):
        yield from _piece(key[1], old.get(key), new.get(key))


def _piece(name: str, old: Piece | None, new: Piece | None) -> Iterator[str]:
    if old and new and old.digest == new.digest:
        return
    what = "new" if old is None else "gone" if new is None else "changed"
    yield f"{what}: {name}"
    before, after = (piece.text.splitlines() if piece else [] for piece in (old, new))
    lines = list(difflib.unified_diff(before, after, lineterm="", n=_CONTEXT))[2:]
    yield from (f"    {line}" for line in lines if not line.startswith("@@"))
    if old and new and not lines:
        yield "    (its bytes changed; what it held is not kept)"
