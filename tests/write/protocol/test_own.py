"""Own writes are known by their bytes."""

from __future__ import annotations

from pathlib import Path

from write.protocol.scene import NEW

from vault_runner.write.protocol.draft import digest
from vault_runner.write.protocol.own import KEPT, OwnWrites


def test_own_writes_are_known_by_their_bytes(tmp_path: Path) -> None:
    own = OwnWrites(tmp_path / "own")
    assert not own.is_ours("a.md", digest(NEW))
    for number in range(KEPT + 1):
        own.remember("a.md", digest(b"%d" % number))
    assert own.is_ours("a.md", digest(b"%d" % KEPT))
    assert not own.is_ours("a.md", digest(b"0"))
    assert not own.is_ours("b.md", digest(b"1"))
