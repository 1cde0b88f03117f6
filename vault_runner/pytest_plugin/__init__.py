"""The plugin for pytest: the blocks and claims of notes as tests of their own.

Only this module is loaded into every pytest run of an environment, so it imports nothing of ours. What does the work
is loaded once something that was asked for lies in a vault.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

MODE: Final = "vault_run"
MARKS: Final = (".obsidian", "vault-run.yaml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; each is the one of `vault-run check` that its name says."""
    group = parser.getgroup("vault-run", "notes of Obsidian vaults")
    group.addoption("--vault-all", action="store_true", help="run every python block that is not opted out")
    group.addoption("--vault-python", default="", metavar="PATH", help="the notes' interpreter")
    group.addoption("--vault-timeout", type=float, default=0.0, metavar="SECONDS", help="time limit of a block")
    group.addoption("--vault-no-cache", action="store_true", help="run everything, whatever the cache holds")
    group.addoption("--vault-strict", action="store_true", help="doubts fail, and outputs that were never written")
    group.addoption("--vault-trust", action="store_true", help="approve of what runs: no walls around it")
    group.addoption("--vault-select", action="append", default=[], metavar="RULE", help="tell these rules only")
    group.addoption("--vault-ignore", action="append", default=[], metavar="RULE", help="leave these rules out")
    parser.addini(
        MODE,
        "which notes are collected: `auto` those of a vault that is named, `true` all that are met, `false` none",
        default="auto",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Load the rest if there can be notes to collect."""
    mode = mode_of(config)
    if mode == "true" or (mode == "auto" and in_vault(config.args, config.invocation_params.dir)):
        from vault_runner.pytest_plugin.hooks import Hooks  # noqa: PLC0415 - other runs must not pay for it

        config.pluginmanager.register(Hooks(config, mode), "vault-runner-notes")


def mode_of(config: pytest.Config) -> str:
    """Return what the project says about collecting notes.

    Raises:
        pytest.UsageError: if that is none of the three words.
    """
    mode = str(config.getini(MODE)).strip().lower()
    if mode not in {"auto", "true", "false"}:
        raise pytest.UsageError(f"{MODE} is `{mode}`; allowed: auto, true or false")
    return mode


def in_vault(arguments: Iterable[str], here: Path) -> bool:
    """Tell whether an argument of pytest is a vault or lies in one, by nothing but a few looks at the disk."""
    for argument in arguments:
        place = os.path.abspath(here / argument.split("::", 1)[0])  # noqa: PTH100 - links keep their names
        while True:
            if any(os.path.exists(os.path.join(place, mark)) for mark in MARKS):  # noqa: PTH110, PTH118 - for speed
                return True
            above = os.path.dirname(place)  # noqa: PTH120
            if above == place:
                break
            place = above
    return False
