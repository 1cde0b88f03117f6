"""The state of a whole vault vouches for all of its notes, and for nothing once one of them was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from vault_runner.recall import Entry, Index, Kind

SEEN = {"a.md": b"one", "part/b.md": b"two", "c.md": b"three"}
PLAIN, JUDGED = (Kind.PLAIN | 1 << 2, 2), (Kind.JUDGED | 1 << 2, 1)


def entry(path: str, signature: bytes, kind: Kind = Kind.PLAIN) -> Entry:
    return Entry(path, signature, kind, "digest")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def filled(place: Path) -> tuple[Index, int]:
    index = Index(place)
    context = index.make_context("key", "", "")
    index.put(context, [entry(path, signature) for path, signature in SEEN.items() if path != "c.md"])
    index.put(context, [entry("c.md", SEEN["c.md"], Kind.JUDGED)])
    return index, context


def states(place: Path) -> int:
    with sqlite3.connect(place) as base:
        (count,) = base.execute("select count(*) from wholes").fetchone()
    base.close()
    return int(count)


def test_all_notes_are_known_by_rows_and_then_by_their_state(place: Path) -> None:
    index, context = filled(place)
    assert states(place) == 0
    assert index.marks(context, SEEN) == [PLAIN, JUDGED]
    assert states(place) == 1
    index.close()
    again = Index(place)
    with sqlite3.connect(place) as base:
        base.execute("update notes set mark = 0")  # no row is read any more
    base.close()
    assert again.marks(context, SEEN) == [PLAIN, JUDGED]


@pytest.mark.parametrize(
    "walked",
    [
        {**SEEN, "a.md": b"other"},
        {**SEEN, "d.md": b"four"},
        {path: signature for path, signature in SEEN.items() if path != "c.md"},
        {**SEEN, "a.md": b""},
        {"a.md": b"two", "part/b.md": b"one", "c.md": b"three"},
        {},
    ],
)
def test_another_state_is_not_vouched_for(place: Path, walked: dict[str, bytes]) -> None:
    index, context = filled(place)
    assert index.marks(context, walked) is None
    assert index.marks(context, SEEN) is not None
    assert index.marks(context, walked) is None


def test_another_order_of_the_walk_is_the_same_state(place: Path) -> None:
    index, context = filled(place)
    assert index.marks(context, SEEN) == index.marks(context, dict(reversed(SEEN.items()))) == [PLAIN, JUDGED]


@pytest.mark.parametrize(
    "change",
    [
        lambda index, context: index.put(context, [entry("a.md", b"one", Kind.BROKEN)]),
        lambda index, context: index.forget(context, ["a.md"]),
        lambda index, context: index.clear(context),
        lambda index, context: index.sign(context, {"a.md": b"new"}),
    ],
)
def test_whoever_writes_a_note_drops_the_state(place: Path, change: Callable[[Index, int], None]) -> None:
    index, context = filled(place)
    before = index.marks(context, SEEN)
    change(index, context)
    assert states(place) == 0
    assert index.marks(context, SEEN) != before


def test_a_note_that_nothing_vouches_for_is_not_known(place: Path) -> None:
    index, context = filled(place)
    index.put(context, [entry("a.md", b"")])
    assert index.marks(context, {**SEEN, "a.md": b""}) is None


def test_contexts_have_states_of_their_own(place: Path) -> None:
    index, context = filled(place)
    assert index.marks(context, SEEN)
    other = index.make_context("other", "", "")
    index.put(other, [entry("a.md", b"one")])
    assert index.marks(other, SEEN) is None
    assert index.marks(other, {"a.md": b"one"}) == [(PLAIN[0], 1)]
    assert index.marks(context, SEEN) == [PLAIN, JUDGED]


def test_where_nothing_can_be_written_the_notes_are_compared_each_time(place: Path) -> None:
    index, context = filled(place)
    index._base.execute("pragma query_only = on")
    assert index.marks(context, SEEN) == index.marks(context, SEEN) == [PLAIN, JUDGED]
    assert states(place) == 0
