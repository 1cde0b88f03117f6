"""Greeting modules as they are imported."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from vault_runner.worker.arrivals import Arrivals


@pytest.fixture
def arrivals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Arrivals]:
    (tmp_path / "late_module.py").write_text("value = 1\n")
    (tmp_path / "broken_module.py").write_text("1 / 0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    finder = Arrivals()
    sys.meta_path.insert(0, finder)
    yield finder
    sys.meta_path.remove(finder)
    sys.modules.pop("late_module", None)


def test_a_module_is_greeted_once_it_is_whole(arrivals: Arrivals) -> None:
    seen: list[int] = []
    arrivals.greet("late_module", lambda module: seen.append(module.value))
    assert seen == []
    module = importlib.import_module("late_module")
    assert seen == [1]
    assert type(module.__loader__).__name__ == "SourceFileLoader"
    assert module.__spec__ is not None
    assert module.__spec__.loader is module.__loader__
    importlib.reload(module)
    assert seen == [1]


def test_a_module_that_is_there_is_greeted_at_once(arrivals: Arrivals) -> None:
    seen: list[ModuleType] = []
    arrivals.greet("sys", seen.append)
    assert seen == [sys]


def test_a_module_that_breaks_breaks_as_ever(arrivals: Arrivals) -> None:
    arrivals.greet("broken_module", lambda _: None)
    with pytest.raises(ZeroDivisionError):
        importlib.import_module("broken_module")
    assert "broken_module" not in sys.modules


def test_a_module_that_is_not_there_is_not_found(arrivals: Arrivals) -> None:
    arrivals.greet("no_such_module", lambda _: None)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module")
