"""The besieged, and editors over both transports."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from editor import Editor
from siege import FarEditor, Siege

Meet: TypeAlias = Callable[..., Editor]


def _vault(folder: Path) -> Path:
    vault = folder / "vault"
    vault.mkdir()
    (vault / "vault-run.yaml").write_text("")
    return vault


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    folder = tmp_path_factory.mktemp("siege")
    with Siege(_vault(folder), folder / "cache") as started:
        yield started
        assert started.is_alive
        assert started.serves()


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    folder = tmp_path_factory.mktemp("unguarded")
    with Siege(_vault(folder), folder / "cache", guarded=False) as started:
        yield started


@contextlib.contextmanager
def met(way: str, vault: Path, cache: Path) -> Iterator[Meet]:
    """Yield what starts an editor of the vault: over a pipe, or over the network."""
    started: list[Any] = []

    def one(**extra: str) -> Editor:
        if way == "stdio":
            editor = Editor(vault, cache=cache, **extra)
        else:
            siege = Siege(vault, cache, extra=extra).__enter__()
            started.append(siege)
            editor = FarEditor(siege)
        started.append(editor)
        return editor

    yield one
    for each in reversed(started):
        each.__exit__(None, None, None)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return _vault(tmp_path)


@pytest.fixture(params=["stdio", "websocket"])
def meet(request: pytest.FixtureRequest, vault: Path, tmp_path: Path) -> Iterator[Meet]:
    with met(request.param, vault, tmp_path / "cache") as one:
        yield one


@pytest.fixture(scope="module", params=["stdio", "websocket"])
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor that has shaken hands, without the user's approval, and stays for every case of a module."""
    folder = tmp_path_factory.mktemp("standing")
    with met(request.param, _vault(folder), folder / "cache") as one:
        editor = one()
        editor.start(trusted=False)
        yield editor


@pytest.fixture
def editor(meet: Meet) -> Editor:
    return meet()
