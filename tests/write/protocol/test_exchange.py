"""Two files swap their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.write.protocol.exchange import exchange


def test_two_files_swap_their_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"b", b"a")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "gone")
    assert (tmp_path / "a").read_bytes() == b"b"
