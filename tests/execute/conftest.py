"""Executors that many tests share: starting an interpreter is what takes time, running a block is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault_runner.config import Config
from vault_runner.execute import Executor, always_approved


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that plays the vault."""
    return tmp_path_factory.mktemp("vault")


@pytest.fixture(scope="module")
def executor(vault: Path) -> Iterator[Executor]:
    """Return an executor that has nothing loaded ahead."""
    with Executor(Path(sys.executable), vault, Config(), profile_of=always_approved) as running:
        yield running


@pytest.fixture(scope="module")
def warm(vault: Path) -> Iterator[Executor]:
    """Return an executor with the heavy packages loaded."""
    heavy = ("numpy", "torch", "matplotlib")
    with Executor(Path(sys.executable), vault, Config(), preload=heavy, profile_of=always_approved) as running:
        yield running
