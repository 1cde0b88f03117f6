"""Files that are open are opened anew, at the same place."""

from __future__ import annotations

import os
from pathlib import Path

from vault_runner.worker import opened


def _ours() -> set[int]:
    listed = [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    return {number for number in listed if Path(f"/proc/self/fd/{number}").exists()}


def test_a_file_is_opened_anew_at_its_position(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0123456789")
    ours = _ours()
    with (tmp_path / "a.txt").open("rb", buffering=0) as file:
        file.read(4)
        found = [held for held in opened.held(ours) if held.descriptor == file.fileno()]
        shared = os.dup(file.fileno())
        assert opened.can_be_reopened(found)
        file.read(3)
        assert opened.reopen(found)
        assert file.read(2) == b"45"
        assert os.lseek(shared, 0, os.SEEK_CUR) == 7, "the other descriptor has its own position now"
        os.close(shared)


def test_a_removed_file_can_still_be_opened_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0123456789")
    ours = _ours()
    with (tmp_path / "a.txt").open("rb", buffering=0) as file:
        (tmp_path / "a.txt").unlink()
        assert opened.reopen([held for held in opened.held(ours) if held.descriptor == file.fileno()])
        assert file.read(2) == b"01"


def test_what_is_written_or_shares_its_position_cannot(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0123456789")
    ours = _ours()
    with (tmp_path / "a.txt").open("rb", buffering=0) as one, (tmp_path / "a.txt").open("rb", buffering=0) as two:
        assert opened.can_be_reopened([held for held in opened.held(ours) if held.reopens])
        copy = os.dup(two.fileno())
        assert not opened.can_be_reopened(opened.held(ours))
        assert (one.tell(), two.tell()) == (0, 0), "looking moves nothing"
        os.close(copy)
    with (tmp_path / "b.txt").open("w") as written:
        (held,) = [held for held in opened.held(ours) if held.descriptor == written.fileno()]
        assert not held.reopens
    assert not opened.reopen([held])
