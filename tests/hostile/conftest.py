"""Worlds for hostile code: in a folder of its own, for a user who owns nothing else, or behind namespaces for root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hostile.judging import Runner
from hostile.world import World

HERE = Path(__file__).parent
USER = 61_873
"""Belongs to nobody."""
APART = ("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")
"""Root's runner sees no processes but its own, should a wall fail."""

Start = Callable[..., Runner]


@pytest.fixture
def start() -> Iterator[Start]:
    """Return what starts a runner in a world of its own."""
    with ExitStack() as stack:

        def begin(program: str, level: str = "-", *, root: bool = False, patience: float = 12.0) -> Runner:
            folder = Path(tempfile.mkdtemp(prefix="hostile-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            folder.chmod(0o755)
            user = os.getuid() if root or os.getuid() else USER
            world = stack.enter_context(World(folder, user))
            return stack.enter_context(Runner(world, program, level, APART if root else (), patience))

        yield begin


@pytest.fixture(scope="session")
def throwaway() -> None:
    """Skip where there is no user whom nothing can hurt, or who could not run python."""
    if os.getuid():
        pytest.skip("only root can become a user who owns nothing")
    command = [sys.executable, str(HERE / "drop.py"), str(USER), sys.executable, "-c", "import msgspec"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a user who owns nothing can't reach this python")


@pytest.fixture(scope="session")
def apart() -> None:
    """Skip where root can't be shut off from all other processes."""
    if os.getuid():
        pytest.skip("these are the walls around root")
    if shutil.which("unshare") is None or subprocess.run([*APART, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root can't have a process namespace here, and a failing wall would hurt the machine")
