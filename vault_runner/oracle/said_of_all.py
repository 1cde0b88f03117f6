"""Undeclared names that a statement uses on both sides, and of which no word speaks: they stand for anything.

A false identity of such names is a doubt. A condition has them on one side alone, `w^T x + b = 0`; and where the
prose says something of them, or something that was not understood, it may say what they are. Functions and random
variables have too much to be told of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from vault_runner.oracle.scope import Scope
from vault_runner.oracle.told import Read


def said_of_all(read: Read, scope: Scope, names: Iterable[str]) -> bool:
    """Tell whether undeclared names stand for anything, as far as the words say."""
    sides = [{part.text for part in side.walk()} for side in (read.relation.left, read.relation.right)]
    shared, guessed = sides[0] & sides[1], read.el.guessed
    told = any(scope.named & {name, *_parts(name)} for name in guessed) or any(
        name in word for word in scope.unread for name in guessed
    )
    plain = all(ty.kind != "fun" and f"random {name}" not in read.el.flags for name, ty in guessed.items())
    said = bool(scope.doubts or scope.phrases) or told
    return plain and not said and all(name in guessed and name in shared for name in names)


def _parts(name: str) -> tuple[str, ...]:
    """Return the letter of a name with an index."""
    return (name.partition("_")[0],) if "_" in name else ()
