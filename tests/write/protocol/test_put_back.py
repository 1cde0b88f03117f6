"""What somebody saved in between is put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from write.protocol.scene import before_the_exchange, copies, plus, save_by_rename

from vault_runner.write.protocol import swap
from vault_runner.write.protocol.draft import Draft
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.put_back import put_back as real_put_back
from vault_runner.write.protocol.put_back import survives
from vault_runner.write.protocol.writer import Writer


def test_a_second_save_goes_on_top_and_the_first_is_kept(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, lambda: save_by_rename(note, b"first"))
    todo = [lambda: save_by_rename(note, b"second")]

    def put_back(ground: Ground, draft: Draft) -> None:
        while todo:
            todo.pop()()
        real_put_back(ground, draft)

    monkeypatch.setattr(swap, "put_back", put_back)
    writer.write(note, plus)
    writer.close()
    assert note.read_bytes() == b"second and new"
    assert copies(writer.ground) == [b"first"]
    [notice] = writer.ground.notices
    assert "saved this note twice" in notice.message
    assert str(writer.ground.folder / "recovered") in notice.message


def test_a_save_that_an_editor_buries_after_it_was_put_back_is_kept(
    ground: Ground, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.patience = Patience(still=0.0, grace=0.0, grace_unleased=0.5)
    writer = Writer(ground)
    before_the_exchange(monkeypatch, lambda: save_by_rename(note, b"old, typed"))
    writer.write(note, plus)
    note.write_bytes(b"old and new, without it")
    writer.close()
    assert copies(writer.ground) == [b"old, typed"]
    assert "may have loaded this note" in writer.ground.notices[0].message


@pytest.mark.parametrize(
    ("before", "saved", "current", "found"),
    [
        (b"a line", b"a new line", b"a new line and more", True),
        (b"a line", b"a new line", b"a line and more", False),
        (b"x<t1> end", b"x<t2> <t1> end", b"x<t3> <t2> <t1> end", True),
        (b"x<t1> end", b"x<t2> <t1> end", b"x<t3> <t1> end", False),
        (b"one two three", b"one three", b"one three four", True),
        (b"one two three", b"one three", b"one two three four", False),
        (b"same", b"same", b"same, and more", True),
    ],
)
def test_what_was_saved_is_known_again(before: bytes, saved: bytes, current: bytes, found: bool) -> None:
    assert survives(before, saved, current) is found
