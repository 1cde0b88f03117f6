"""How much a folder holds."""

from __future__ import annotations

from pathlib import Path

from vault_runner.worker.quota import overflows


def test_bytes_and_entries_are_counted_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_bytes(b"x" * 100_000)
    assert not overflows(str(tmp_path), 1 << 20, 10)
    assert overflows(str(tmp_path), 50_000, 10)
    assert overflows(str(tmp_path), 1 << 20, 2)
    assert not overflows(str(tmp_path), 1 << 20, 3)


def test_links_are_not_followed_and_what_is_gone_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "large").write_bytes(b"x" * 1_000_000)
    (tmp_path / "scratch" / "link").symlink_to(tmp_path / "large")
    (tmp_path / "scratch" / "round").symlink_to(tmp_path)
    assert not overflows(str(tmp_path / "scratch"), 500_000, 10)
    assert not overflows(str(tmp_path / "gone"), 1, 1)
