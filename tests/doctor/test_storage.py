"""The cache, the room on the disk, the clock."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from vault_runner.doctor import storage
from vault_runner.doctor.storage import examine_cache, examine_clock, examine_disk, readable


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


def test_a_cache_is_measured(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "a").write_bytes(bytes(3 * 1024))
    (answer,) = examine_cache(tmp_path)
    assert (answer.verdict, answer.says) == ("ok", f"{tmp_path} holds 3.0 KiB")
    (answer,) = examine_cache(tmp_path / "not" / "yet")
    assert answer.says.endswith("holds 0 bytes")


def test_a_large_cache_and_one_that_can_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LARGE_CACHE", 10)
    (tmp_path / "a").write_bytes(bytes(11))
    (answer,) = examine_cache(tmp_path)
    assert (answer.verdict, answer.command) == ("warn", f"rm -r {tmp_path}")
    (answer,) = examine_cache(tmp_path / "a" / "cache")
    assert answer.verdict == "warn"
    assert "each check runs everything" in answer.says


@pytest.mark.parametrize(
    ("free", "verdict", "says"),
    [
        (5 << 30, "ok", "5.0 GiB free for the vault"),
        (300 << 20, "warn", "only 300.0 MiB free for the vault"),
        (1 << 20, "fail", "only 1.0 MiB free for the vault"),
    ],
)
def test_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, verdict: str, says: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(free, 0, free))
    answers = list(examine_disk({"vault": tmp_path, "cache": tmp_path / "cache"}))
    assert [(answer.verdict, answer.says) for answer in answers] == [(verdict, says)]


def test_a_clock_that_is_behind(tmp_path: Path) -> None:
    written = tmp_path.stat().st_mtime
    assert examine_clock([tmp_path, tmp_path / "gone"], now=written + 1).verdict == "ok"
    answer = examine_clock([tmp_path], now=written - 3 * 3600)
    assert (answer.verdict, answer.command) == ("warn", "sudo timedatectl set-ntp true")
    assert f"{tmp_path} was written 3 hours in the future" in answer.says


def test_sizes() -> None:
    assert [readable(size) for size in (5, 2048, 5 << 20, 3 << 30)] == ["5 bytes", "2.0 KiB", "5.0 MiB", "3.0 GiB"]
