"""An executor for the tests of virtual devices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault_runner.config import Config
from vault_runner.execute import Executor, always_approved


@pytest.fixture(scope="module")
def executor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    """Return an executor with torch loaded."""
    vault = tmp_path_factory.mktemp("vault")
    heavy = ("numpy", "torch", "matplotlib")
    with Executor(Path(sys.executable), vault, Config(), preload=heavy, profile_of=always_approved) as running:
        yield running
