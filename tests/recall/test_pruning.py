"""The cache stays within bounds, and what is used stays in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vault_runner.recall import pruning
from vault_runner.recall.pruning import DAY, keep_in_use, prune

NOW = 2_000_000_000.0


def entry(cache: Path, name: str, *, days: float, size: int = 100) -> Path:
    path = cache / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (NOW - days * DAY, NOW - days * DAY))
    return path


def test_below_the_limit_nothing_goes(tmp_path: Path) -> None:
    kept = [entry(tmp_path, f"results/{number}/a.json", days=400 + number) for number in range(5)]
    assert prune(tmp_path, limit=500, now=NOW)
    assert all(path.exists() for path in kept)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    paths = [entry(tmp_path, f"{folder}/x/{days}.json", days=days) for days, folder in
             ((1, "results"), (2, "equations"), (3, "results"), (4, "equations"), (5, "results"))]  # fmt: skip
    prune(tmp_path, limit=400, now=NOW)
    assert [path.exists() for path in paths] == [True, True, True, False, False]


def test_what_was_just_written_stays_even_beyond_the_limit(tmp_path: Path) -> None:
    fresh = entry(tmp_path, "results/a/b.json", days=0.01, size=900)
    prune(tmp_path, limit=400, now=NOW)
    assert fresh.exists()


def test_it_is_done_once_a_day(tmp_path: Path) -> None:
    assert prune(tmp_path, now=NOW)
    assert not prune(tmp_path, now=NOW + DAY / 2)
    assert prune(tmp_path, now=NOW + DAY * 1.5)


def test_other_folders_and_links_are_left_alone(tmp_path: Path) -> None:
    outside = entry(tmp_path, "elsewhere/big", days=900, size=900)
    (tmp_path / "cache/results").mkdir(parents=True)
    (tmp_path / "cache/results/link").symlink_to(outside)
    (tmp_path / "cache/results/folder").symlink_to(outside.parent)
    kept = entry(tmp_path, "cache/fonts/a", days=900, size=900)
    prune(tmp_path / "cache", limit=10, now=NOW)
    assert outside.exists()
    assert kept.exists()


def test_an_index_that_nobody_uses_goes_unless_it_is_open(tmp_path: Path) -> None:
    gone, used, opened = (entry(tmp_path, f"index/{name}.sqlite", days=days) for name, days in
                          (("a", 70), ("b", 50), ("c", 70)))  # fmt: skip
    entry(tmp_path, "index/c.sqlite-wal", days=70)
    prune(tmp_path, now=NOW)
    assert [path.exists() for path in (gone, used, opened)] == [False, True, True]


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not prune(tmp_path / "file", now=NOW)


def test_an_entry_that_goes_meanwhile_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry(tmp_path, "results/a/b.json", days=9, size=900)
    there = pruning._files

    def gone(folder: str) -> list[pruning.Entry]:
        found = list(there(folder))
        for one in found:
            Path(one.path).unlink()
        return found

    monkeypatch.setattr(pruning, "_files", gone)
    assert prune(tmp_path, limit=10, now=NOW)


def test_use_is_noted_once_a_day(tmp_path: Path) -> None:
    old = entry(tmp_path, "results/a/b.json", days=0)
    os.utime(old, (1000.0, 1000.0))
    keep_in_use(old)
    noted = old.stat().st_mtime
    assert noted > 1000.0
    keep_in_use(old)
    assert old.stat().st_mtime == noted
    keep_in_use(tmp_path / "nothing")
