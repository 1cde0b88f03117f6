"""What tells a file from what it was, and when that is to be believed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from vault_runner.execute.digests import file_digest
from vault_runner.recall.signature import YOUNG, content_digest, is_settled, sign, sign_path

SECOND = 1_000_000_000


def test_a_signature_tells_time_size_and_file(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("one", encoding="utf-8")
    before = sign(note.stat())
    os.utime(note, ns=(0, note.stat().st_mtime_ns + 1))
    touched = sign(note.stat())
    other = tmp_path / "b.md"
    other.write_text("one", encoding="utf-8")
    os.utime(other, ns=(0, note.stat().st_mtime_ns))
    other.replace(note)
    assert len({before, touched, sign(note.stat())}) == 3


def test_a_file_that_is_not_there_has_a_signature_of_its_own(tmp_path: Path) -> None:
    nothing = sign_path(str(tmp_path / "nothing"))
    (tmp_path / "nothing").touch()
    assert sign_path(str(tmp_path / "nothing")) != nothing
    assert is_settled(nothing, 0)


def test_what_was_changed_shortly_before_it_was_read_is_not_believed(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.touch()
    changed = note.stat().st_ctime_ns
    os.utime(note, ns=(0, changed - 60 * SECOND))  # the status change still is young
    changed = note.stat().st_ctime_ns
    assert not is_settled(sign(note.stat()), changed)
    assert not is_settled(sign(note.stat()), changed + YOUNG)
    assert is_settled(sign(note.stat()), changed + YOUNG + 1)
    os.utime(note, ns=(0, changed + 3600 * SECOND))  # from a clock that is ahead
    assert not is_settled(sign(note.stat()), changed + 60 * SECOND)
    assert not is_settled(b"", changed)


def test_the_digest_is_that_by_which_results_know_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    for name in ("a", "", "nothing", "a/b"):
        assert content_digest(str(tmp_path / name)) == file_digest(str(tmp_path / name))
    assert content_digest(str(tmp_path / "a")) == hashlib.sha256(b"abc").hexdigest()
    assert content_digest("a\0b") == ""
