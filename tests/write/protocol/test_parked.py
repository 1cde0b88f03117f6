"""Results that wait."""

from __future__ import annotations

import time
from pathlib import Path

from vault_runner.model import Edit, Span
from vault_runner.write.protocol.parked import Parked, ParkingPlace


def test_what_is_parked_comes_back_and_is_forgotten(tmp_path: Path) -> None:
    place = ParkingPlace(tmp_path)
    parked = Parked("n.md", b"\xef\xbb\xbfx", (Edit(Span(0, 1), "y", "x", "b"),), (), time.time())
    place.park(parked)
    place.park(Parked("old.md", b"", (), (), time.time() - 30 * 86_400))
    assert list(place.waiting()) == [parked]
    place.forget("n.md")
    assert list(place.waiting()) == []
    assert list(tmp_path.iterdir()) == []
