"""A vault, and an editor that has it open."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import share
from editor import Editor


def _vault(folder: Path) -> Path:
    vault = folder / "vault"
    vault.mkdir()
    (vault / "vault-run.yaml").write_text("")
    return vault


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return _vault(tmp_path)


@pytest.fixture
def start(vault: Path, tmp_path: Path) -> Iterator[Callable[[], Editor]]:
    started: list[Editor] = []
    share(tmp_path / "cache", ["equations"])  # the engine answers the first to ask

    def one() -> Editor:
        started.append(Editor(vault, cache=tmp_path / "cache"))
        return started[-1]

    yield one
    for editor in started:
        editor.__exit__(None, None, None)


@pytest.fixture
def editor(start: Callable[[], Editor]) -> Editor:
    return start()


@contextlib.contextmanager
def stays(folder: Path, *, trusted: bool) -> Iterator[Editor]:
    """Yield an editor that has shaken hands, of a new vault in `folder`."""
    with Editor(_vault(folder), cache=folder / "cache") as editor:
        editor.start(trusted=trusted)
        yield editor


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor that has shaken hands and stays for every case of a module."""
    with stays(tmp_path_factory.mktemp("standing"), trusted=True) as editor:
        yield editor
