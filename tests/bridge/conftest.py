"""A vault, and an editor that has it open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from editor import Editor


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "vault-run.yaml").write_text("")
    return folder


@pytest.fixture
def start(vault: Path, tmp_path: Path) -> Iterator[Callable[[], Editor]]:
    started: list[Editor] = []

    def one() -> Editor:
        started.append(Editor(vault, cache=tmp_path / "cache"))
        return started[-1]

    yield one
    for editor in started:
        editor.__exit__(None, None, None)


@pytest.fixture
def editor(start: Callable[[], Editor]) -> Editor:
    return start()
