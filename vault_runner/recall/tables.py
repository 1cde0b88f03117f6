"""The file of an index: its tables, how it is opened and made, and how one that is damaged is removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vault_runner.recall.wholes import TABLE as WHOLES

FORMAT = 2
"""The version of the tables below; a file of another is made anew."""
_WAIT = 5.0
"""Seconds for which a command waits while another one writes."""
_TABLES = f"""
create table contexts(id integer primary key, key text unique not null, witness text not null, names text not null,
    used real not null);
create table notes(context integer, path text, signature blob, mark integer, digest text,
    primary key(context, path)) without rowid;
create table tellings(context integer, path text, findings text, remarks text, lines blob,
    primary key(context, path)) without rowid;
create table needs(context integer, path text, kind text, name text, signature blob, answer text);
create index needs_of on needs(context, path);
create table details(context integer, path text, lines blob, detail blob, primary key(context, path));
create table tallies(id integer primary key, tally text unique not null);
{WHOLES};
"""


def connect(place: Path | None) -> sqlite3.Connection:
    """Open the file at `place`, or one that lasts as long as this command, and make its tables if it has none.

    Raises:
        sqlite3.DatabaseError: if the file is no database, or holds tables of another version.
    """
    base = sqlite3.connect(place or "", timeout=_WAIT, isolation_level=None)
    try:
        base.execute("pragma synchronous = normal")
        if _version(base) != FORMAT:
            _make(base)
    except BaseException:
        base.close()
        raise
    return base


def _version(base: sqlite3.Connection) -> int:
    (version,) = base.execute("pragma user_version").fetchone()
    return int(version)


def _make(base: sqlite3.Connection) -> None:
    """Make the tables, unless another process has done so meanwhile."""
    base.execute("pragma journal_mode = wal")
    with base:
        base.execute("begin immediate")
        if _version(base) == FORMAT:
            return
        if base.execute("select 1 from sqlite_master").fetchone():
            raise sqlite3.DatabaseError("tables of another version")
        for statement in _TABLES.split(";"):
            base.execute(statement)
        base.execute(f"pragma user_version = {FORMAT}")


def remove(place: Path) -> None:
    """Remove a file and what belongs to it."""
    for ending in ("-wal", "-shm", ""):  # a journal must not outlive its file: it would be played into the next one
        place.with_name(place.name + ending).unlink(missing_ok=True)
