"""True statements that tempt the newer readings: brackets, arrows, laws and losses that mean something else."""

from __future__ import annotations

from oracle.twins import missed


def test_unusual_readings_are_not_refuted() -> None:
    assert not missed("readings")
