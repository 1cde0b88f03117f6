"""The journal of a command."""

from __future__ import annotations

from pathlib import Path

from vault_runner.write.protocol.journal import Entry, Journal, abandoned


def test_a_journal_of_the_living_is_left_alone_and_one_of_the_dead_is_read(tmp_path: Path) -> None:
    entry = Entry("note.md", ".vr-1-00000000.tmp", "b", "a", 7)
    journal = Journal(tmp_path)
    first = journal.begin(entry)
    journal.ready(first)
    journal.end(journal.begin(entry))
    assert list(abandoned(tmp_path)) == []
    journal.close()
    [(path, entries)] = abandoned(tmp_path)
    assert [(left.temp, left.ready) for left in entries] == [(entry.temp, True)]
    path.write_bytes(path.read_bytes() + b'{"number": 9, "no')
    [(_, again)] = abandoned(tmp_path)
    assert again == entries
