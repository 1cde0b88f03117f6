"""What all tests share: caches and state outside the user's own, removed at the end."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator

import command
import pytest
from hypothesis import settings

# Whoever starts the tests in the background may ignore these for them, and so for every command that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


# How long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _own_folders() -> Iterator[None]:
    yield
    shutil.rmtree(command.FOLDERS, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew on request."""
    parser.addoption("--force-regen", action="store_true", help="write the golden files anew")
