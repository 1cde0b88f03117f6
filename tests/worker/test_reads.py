"""Which opened files count as read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from vault_runner.worker.reads import Reads


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    return Reads(str(tmp_path / "vault"), str(tmp_path / "scratch"))


def test_reading_counts_and_writing_first_does_not(reads: Reads, tmp_path: Path) -> None:
    both = str(tmp_path / "both")
    reads.note((str(tmp_path / "a"), "r", 0))
    reads.note((os.fsencode(tmp_path / "b"), None, os.O_RDONLY))
    reads.note((tmp_path / "c", "rb", 0))
    reads.note((both, "w", 0))
    reads.note((both, "r", 0))
    reads.note((str(tmp_path / "d"), None, os.O_RDWR))
    assert reads.paths() == [str(tmp_path / name) for name in "abc"]


def test_what_was_read_before_it_was_written_stays_an_input(reads: Reads, tmp_path: Path) -> None:
    path = str(tmp_path / "log")
    reads.note((path, "r", 0))
    reads.note((path, "a", 0))
    assert reads.paths() == [path]


@pytest.mark.parametrize(
    "path",
    [
        "/proc/self/stat",
        "/dev/null",
        "/usr/share/x",
        f"{sys.prefix}/lib/x.py",
        f"{sys.base_prefix}/x",
        "__pycache__/a.pyc",
    ],
)
def test_what_says_nothing_about_the_vault_does_not_count(reads: Reads, path: str) -> None:
    reads.note((path, "r", 0))
    assert reads.paths() == []


def test_scratch_and_descriptors_do_not_count(reads: Reads, tmp_path: Path) -> None:
    reads.note((str(tmp_path / "scratch" / "x"), "r", 0))
    reads.note((3, "r", 0))
    reads.note((object(), "r", 0))
    assert reads.paths() == []


def test_a_vault_inside_a_place_that_does_not_count_does() -> None:
    reads = Reads("/opt/vault", "/tmp/scratch")  # noqa: S108 - only a name
    reads.note(("/opt/vault/data.csv", "r", 0))
    assert reads.paths() == ["/opt/vault/data.csv"]


def module(name: str, file: Path) -> ModuleType:
    made = ModuleType(name)
    made.__file__ = str(file)
    return made


def test_modules_of_the_vault_count_whenever_they_come(
    reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = [tmp_path / "vault" / name for name in ("a.py", "b.py", "c.py")]
    assert reads.paths() == []
    monkeypatch.setitem(sys.modules, "mine_a", module("mine_a", mine[0]))
    assert reads.paths() == [str(mine[0])]
    monkeypatch.delitem(sys.modules, "mine_a")
    reads.note((str(tmp_path / "vault" / "__pycache__" / "b.pyc"), "r", 0))
    monkeypatch.setitem(sys.modules, "mine_b", module("mine_b", mine[1]))
    assert reads.paths() == [str(mine[0]), str(mine[1])], "as many as before, but a file was opened"
    reads.note(("/proc/self/io", "r", 0))
    monkeypatch.setitem(sys.modules, "mine_c", module("mine_c", mine[2]))
    assert reads.paths() == [str(path) for path in mine]
