"""The state of a whole vault as one value: a check in which nothing has changed compares that, and no notes.

It holds the names and signatures of all notes in the order of the walk, which is the same as long as no folder
changes. It is made from the rows of the notes, in one transaction with a look at them, and goes with the first of
them that is written; where it is missing or differs, the notes are compared one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress

TABLE = "create table wholes(context integer primary key, state blob not null, marks text not null)"
Marks = list[tuple[int, int]]
"""How many notes have each mark."""


def recalled(base: sqlite3.Connection, context: int, signatures: Mapping[str, bytes]) -> Marks | None:
    """Return the marks of all notes if `signatures` are those that are known, and can vouch for them; else None.

    Raises:
        sqlite3.Error: if the database can't be read.
    """
    if b"" in signatures.values():
        return None
    state = _state(signatures)
    for known, marks in base.execute("select state, marks from wholes where context = ?", (context,)):
        if known == state:
            return [(int(mark), int(count)) for mark, _, count in (pair.partition(":") for pair in marks.split())]
    return _made(base, context, signatures, state)


def forget(base: sqlite3.Connection, context: int) -> None:
    """Drop the state of a vault of which a note's row is about to change, in the same transaction."""
    base.execute("delete from wholes where context = ?", (context,))


def _made(base: sqlite3.Connection, context: int, signatures: Mapping[str, bytes], state: bytes) -> Marks | None:
    """Compare note by note, and keep the state if it is that of all notes."""
    if not _are_all(base, context, signatures):
        return None
    marks = base.execute("select mark, count(*) from notes where context = ? group by mark", (context,)).fetchall()
    # Where nothing can be written, the next command compares note by note as well.
    with suppress(sqlite3.OperationalError), base:
        base.execute("begin immediate")
        if _are_all(base, context, signatures):  # another command may have written since
            told = " ".join(f"{mark}:{count}" for mark, count in marks)
            base.execute("insert or replace into wholes values(?, ?, ?)", (context, state, told))
    return marks


def _are_all(base: sqlite3.Connection, context: int, signatures: Mapping[str, bytes]) -> bool:
    return dict(base.execute("select path, signature from notes where context = ?", (context,))) == signatures


def _state(signatures: Mapping[str, bytes]) -> bytes:
    names = "\0".join(signatures)
    return b"".join((f"{len(signatures)}\0{names}\0".encode(), *signatures.values()))
