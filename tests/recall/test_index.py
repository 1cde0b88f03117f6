"""The index gives back whole what was put in, to whoever opens it, and nothing of what was broken off."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault_runner.recall import Entry, Index, Kind, Need, Told
from vault_runner.recall.index import CONTEXTS
from vault_runner.recall.tables import FORMAT

TOLD = Told("a.md", "[]", "[]", b"lines")


def note(
    path: str,
    *,
    tally: str = "{}",
    told: Told | None = None,
    needs: tuple[Need, ...] = (),
    lines: bytes = b"",
    detail: bytes = b"",
) -> Entry:
    return Entry(path, b"signed", Kind.JUDGED, "digest", tally, told, needs, lines, detail)


def test_what_is_put_in_comes_back(tmp_path: Path) -> None:
    place = tmp_path / "index.sqlite"
    index = Index(place)
    context = index.make_context("key", "witness", "names")
    need = Need("a.md", "file", "/data.csv", b"signed", "digest")
    index.put(context, [note("a.md", tally='{"x": 1}', told=TOLD, needs=(need,), lines=b"l", detail=b"d")])
    index.put(context, [Entry("b.md", b"", Kind.PLAIN, "other")])
    index.close()
    again = Index(place)
    assert again.context("key") == (context, "witness", "names")
    rows = again.rows(context)
    tallies = again.tallies()
    assert [(path, signature, mark & 3, tallies[mark >> 2]) for path, signature, mark in rows] == [
        ("a.md", b"signed", Kind.JUDGED, '{"x": 1}'),
        ("b.md", b"", Kind.PLAIN, "{}"),
    ]
    assert again.told(context) == [TOLD]
    assert again.needs(context) == [need]
    assert again.detail(context, "a.md") == (b"l", b"d")
    assert (again.digest(context, "a.md"), again.digest(context, "c.md")) == ("digest", "")


def test_what_is_put_in_again_replaces_what_was_there(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    context = index.make_context("key", "", "")
    need = Need("a.md", "file", "/data.csv", b"signed", "digest")
    index.put(context, [note("a.md", told=TOLD, needs=(need,), detail=b"d")])
    index.put(context, [note("a.md")])
    assert (index.told(context), index.needs(context), index.detail(context, "a.md")) == ([], [], (b"", b""))
    index.forget(context, ["a.md"])
    assert index.rows(context) == []


def test_contexts_do_not_share_notes_and_the_oldest_go(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    for number in range(CONTEXTS + 1):
        index.put(index.make_context(f"key {number}", "", ""), [note(f"{number}.md")])
    assert index.context("key 0") == (0, "", "")
    for number in range(1, CONTEXTS + 1):
        assert [row[0] for row in index.rows(index.context(f"key {number}")[0])] == [f"{number}.md"]
    with sqlite3.connect(tmp_path / "index.sqlite") as base:
        assert base.execute("select count(*) from notes").fetchone() == (CONTEXTS,)


def test_a_batch_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    context = index.make_context("key", "", "")

    def entries() -> Iterator[Entry]:
        yield note("a.md")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.put(context, entries())
    assert index.rows(context) == []
    index.put(context, [note("b.md")])
    assert len(index.rows(context)) == 1


def test_tables_of_another_version_are_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "index.sqlite"
    index = Index(place)
    index.put(index.make_context("key", "", ""), [note("a.md")])
    index.close()
    with sqlite3.connect(place) as base:
        base.execute(f"pragma user_version = {FORMAT + 1}")
    base.close()
    assert Index(place).context("key") == (0, "", "")


def test_an_index_that_is_locked_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault_runner.recall.tables._WAIT", 0.05)
    place = tmp_path / "index.sqlite"
    index = Index(place)
    context = index.make_context("key", "", "")
    with sqlite3.connect(place, isolation_level=None) as other:
        other.execute("begin exclusive")
        index.put(context, [note("a.md")])
        other.execute("rollback")
    assert index.rows(context) == []
    index.put(context, [note("a.md")])
    assert len(index.rows(context)) == 1


def _writer(place: Path, name: str) -> None:
    index = Index(place)
    context = index.make_context("key", "", "")
    for number in range(20):
        index.put(context, [note(f"{name}-{number}.md"), note("shared.md", detail=name.encode() * 1000)])
    os._exit(0)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    place = tmp_path / "index.sqlite"
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_writer, args=(place, name)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    index = Index(place)
    context = index.context("key")[0]
    assert len(index.rows(context)) == 61
    assert index.detail(context, "shared.md")[1] in {name * 1000 for name in (b"a", b"b", b"c")}


def test_approvals_that_stand_as_expected_are_left_out(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    context = index.make_context("key", "", "")
    file, usual, other = (
        Need("a.md", "file", "/data.csv", b"signed", "vault"),
        Need("a.md", "approval", "a.md", b"", "vault"),
        Need("b.md", "approval", "b.md", b"", ""),
    )
    index.put(context, [note("a.md", needs=(file, usual)), note("b.md", needs=(other,))])
    assert sorted(index.needs(context)) == sorted([file, usual, other])
    assert sorted(index.needs(context, standing="vault")) == sorted([file, other])
    assert sorted(index.needs(context, standing="")) == sorted([file, usual])
