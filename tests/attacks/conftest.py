"""The besieged, and editors over both transports."""

from __future__ import annotations

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


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return _vault(tmp_path)


@pytest.fixture(params=["stdio", "websocket"])
def meet(request: pytest.FixtureRequest, vault: Path, tmp_path: Path) -> Iterator[Meet]:
    """Return what starts an editor of the vault: over a pipe, or over the network."""
    started: list[Any] = []

    def one(**extra: str) -> Editor:
        if request.param == "stdio":
            editor = Editor(vault, cache=tmp_path / "cache", **extra)
        else:
            siege = Siege(vault, tmp_path / "cache", extra=extra).__enter__()
            started.append(siege)
            editor = FarEditor(siege)
        started.append(editor)
        return editor

    yield one
    for each in reversed(started):
        each.__exit__(None, None, None)


@pytest.fixture
def editor(meet: Meet) -> Editor:
    return meet()
