"""Leases: who may write, and who waits."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from write.protocol.scene import OLD, TYPED

from vault_runner.write.protocol.lease import CollisionError, take_lease


def test_a_lease_is_refused_while_somebody_writes(note: Path) -> None:
    with note.open("rb") as reading:
        with note.open("ab"), pytest.raises(CollisionError, match="is being written by another program"):
            take_lease(reading.fileno())
        assert take_lease(reading.fileno()).held


def test_a_lease_tells_that_somebody_waits_and_lets_him_in(note: Path) -> None:
    with note.open("rb") as reading:
        lease = take_lease(reading.fileno())
        editor = subprocess.Popen([sys.executable, "-S", "-c", f"open({str(note)!r}, 'wb').write(b'typed')"])
        end = time.monotonic() + 20
        while not lease.is_broken():
            assert time.monotonic() < end
            time.sleep(0.005)
        assert note.read_bytes() == OLD
        lease.release()
        assert editor.wait(20) == 0
    assert note.read_bytes() == TYPED
