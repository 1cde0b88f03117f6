"""Random sequences of operations come out on a virtual device as they do plainly, and never end the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", ["value", "shape"])
def test_no_sequence_comes_out_otherwise_or_aborts(mode: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "devices.sequences", mode, "100", "0"]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "100\n"), done.stderr[-2000:]
