"""The index of a vault: for each note what it looked like when it was judged, and what was found; one SQLite file.

Rows belong to a context: everything that an outcome depends on beside the note itself (see `pipeline.memory`). A row
that stands is whole, since rows are written in transactions; a file that is damaged is removed and made anew, and
where none can be kept, everything is kept for this command alone.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any, NamedTuple

from vault_runner.recall import wholes
from vault_runner.recall.pruning import keep_in_use
from vault_runner.recall.tables import connect, remove
from vault_runner.recall.wholes import Marks

CONTEXTS = 4
"""Contexts that are kept of one vault: those of the commands that were used last."""
_BY_NOTE = ("notes", "tellings", "needs", "details")
_OF_CONTEXT = (*_BY_NOTE, "wholes")


class Kind(IntEnum):
    """What a note is to a check."""

    PLAIN = 0
    """It holds nothing to check."""
    TEMPLATE = 1
    """It is passed over unless it is named."""
    JUDGED = 2
    BROKEN = 3
    """Its bytes are no text; what is told of it is its finding."""


class Row(NamedTuple):
    """What is known of a note at first sight."""

    path: str
    signature: bytes
    mark: int
    """Its kind, and above the lowest two bits the number of its tally."""


class Told(NamedTuple):
    """The findings and remarks of a note that has any, as they are kept."""

    path: str
    findings: str
    remarks: str
    lines: bytes


class Need(NamedTuple):
    """Something that a note's outcome depends on beside its own text."""

    path: str
    """The note."""
    kind: str
    """`file`: a file, by its full path; `slug` or `link`: a question to the names of all notes; `approval`: how a
    note stands in the user's store of approvals."""
    name: str
    signature: bytes
    answer: str
    """The file's digest, the answer to the question, or what tells one standing from another."""


class Entry(NamedTuple):
    """All that is kept of one note."""

    path: str
    signature: bytes
    kind: Kind
    digest: str
    """SHA-256 of its bytes, empty if its outcome holds for this command alone."""
    tally: str = "{}"
    told: Told | None = None
    needs: tuple[Need, ...] = ()
    lines: bytes = b""
    detail: bytes = b""


class Index:
    """The index of one vault; errors of the database are errors of nobody."""

    def __init__(self, place: Path) -> None:
        """Open the index at `place`, or make it."""
        self._place = place
        self._base = self._open()

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    def __del__(self) -> None:
        """Close the file when nobody can ask any more."""
        self.close()

    # Contexts

    def context(self, key: str) -> tuple[int, str, str]:
        """Return number, witness and names of the context of this key; 0 if there is none."""
        rows = self._rows("select id, witness, names from contexts where key = ?", (key,))
        return rows[0] if rows else (0, "", "")

    def make_context(self, key: str, witness: str, names: str) -> int:
        """Make or change a context; of too many, those that were not used for longest go. Return its number."""
        with contextlib.suppress(sqlite3.Error), self._transaction() as base:
            base.execute(
                "insert into contexts(key, witness, names, used) values(?, ?, ?, ?) "
                "on conflict(key) do update set "
                "witness = excluded.witness, names = excluded.names, used = excluded.used",
                (key, witness, names, time.time()),
            )
            old = "select id from contexts order by used desc limit -1 offset ?"
            for (number,) in base.execute(old, (CONTEXTS,)).fetchall():
                for table in _OF_CONTEXT:
                    base.execute(f"delete from {table} where context = ?", (number,))  # noqa: S608 - our own names
                base.execute("delete from contexts where id = ?", (number,))
        return self.context(key)[0]

    # Reading

    def rows(self, context: int) -> list[Row]:
        """Return what is known of every note at first sight."""
        return self._rows("select path, signature, mark from notes where context = ?", (context,))

    def marks(self, context: int, signatures: Mapping[str, bytes]) -> Marks | None:
        """Return how many notes have each mark, if `signatures` are those of all notes that are known.

        None if they are not, or if one of them can't vouch for its note.
        """
        try:
            return wholes.recalled(self._base, context, signatures)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._start_anew()
            return None

    def told(self, context: int) -> list[Told]:
        """Return what is told of the notes that have findings or remarks."""
        return list(
            map(
                Told._make,
                self._rows("select path, findings, remarks, lines from tellings where context = ?", (context,)),
            )
        )

    def needs(self, context: int, *, standing: str | None = None) -> list[Need]:
        """Return everything that any note depends on, but for approvals that stand as `standing` says."""
        query = "select path, kind, name, signature, answer from needs where context = ?"
        if standing is not None:
            query += " and not (kind = 'approval' and answer = ?)"
        return list(map(Need._make, self._rows(query, (context, *((standing,) if standing is not None else ())))))

    def tallies(self) -> dict[int, str]:
        """Return every tally by its number."""
        return dict(self._rows("select id, tally from tallies", ()))

    def digest(self, context: int, path: str) -> str:
        """Return the digest of a note when it was judged, empty if it was not."""
        rows = self._rows("select digest from notes where context = ? and path = ?", (context, path))
        return rows[0][0] if rows else ""

    def detail(self, context: int, path: str) -> tuple[bytes, bytes]:
        """Return lines and details of one note, empty if they are not there."""
        rows = self._rows("select lines, detail from details where context = ? and path = ?", (context, path))
        return rows[0] if rows else (b"", b"")

    # Writing

    def put(self, context: int, entries: Iterable[Entry]) -> None:
        """Keep what was found of some notes, all of them or none."""
        if not context:
            return
        with contextlib.suppress(sqlite3.Error), self._transaction() as base:
            wholes.forget(base, context)
            for entry in entries:
                _forget(base, context, entry.path)
                mark = entry.kind | _tally(base, entry.tally) << 2
                base.execute(
                    "insert into notes values(?, ?, ?, ?, ?)",
                    (context, entry.path, entry.signature, mark, entry.digest),
                )
                if entry.told:
                    base.execute("insert into tellings values(?, ?, ?, ?, ?)", (context, *entry.told))
                base.executemany(
                    "insert into needs values(?, ?, ?, ?, ?, ?)", ((context, *need) for need in entry.needs)
                )
                if entry.kind is Kind.JUDGED:
                    base.execute(
                        "insert into details values(?, ?, ?, ?)",
                        (context, entry.path, entry.lines, entry.detail),
                    )

    def forget(self, context: int, paths: Iterable[str]) -> None:
        """Drop what is known of some notes."""
        with contextlib.suppress(sqlite3.Error), self._transaction() as base:
            wholes.forget(base, context)
            for path in paths:
                _forget(base, context, path)

    def clear(self, context: int) -> None:
        """Drop what is known of all notes."""
        with contextlib.suppress(sqlite3.Error), self._transaction() as base:
            for table in _OF_CONTEXT:
                base.execute(f"delete from {table} where context = ?", (context,))  # noqa: S608 - our own names

    def sign_file(self, context: int, name: str, digest: str, signature: bytes) -> None:
        """Change the signature of a file that was read and found to be the same."""
        with contextlib.suppress(sqlite3.Error), self._transaction() as base:
            base.execute(
                "update needs set signature = ? where context = ? and kind = 'file' and name = ? and answer = ?",
                (signature, context, name, digest),
            )

    def sign(self, context: int, signatures: Mapping[str, bytes]) -> None:
        """Change the signatures of notes whose bytes were read and found to be the same."""
        with contextlib.suppress(sqlite3.Error), self._transaction() as base:
            wholes.forget(base, context)
            base.executemany(
                "update notes set signature = ? where context = ? and path = ?",
                ((signature, context, path) for path, signature in signatures.items()),
            )

    # The database

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._base.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.DatabaseError:
            self._start_anew()
            return []

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction; where that fails nothing is kept, and the next command judges anew."""
        with self._base:
            self._base.execute("begin immediate")
            yield self._base

    def _open(self) -> sqlite3.Connection:
        with contextlib.suppress(OSError, sqlite3.Error):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            try:
                keep_in_use(self._place)
                return connect(self._place)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                remove(self._place)
                return connect(self._place)
        return connect(None)

    def _start_anew(self) -> None:
        """Go on without a file that is found damaged while it is read."""
        self.close()
        with contextlib.suppress(OSError):
            remove(self._place)
        self._base = connect(None)


def _forget(base: sqlite3.Connection, context: int, path: str) -> None:
    for table in _BY_NOTE:
        base.execute(f"delete from {table} where context = ? and path = ?", (context, path))  # noqa: S608 - our names


def _tally(base: sqlite3.Connection, tally: str) -> int:
    base.execute("insert or ignore into tallies(tally) values(?)", (tally,))
    (number,) = base.execute("select id from tallies where tally = ?", (tally,)).fetchone()
    return int(number)
