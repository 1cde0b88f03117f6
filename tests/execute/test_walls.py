"""What the probe's findings amount to, and when it tries again."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from vault_runner.execute import Level, probe, walls
from vault_runner.execute.walls import _Answer, _weigh

FINE: dict[str, list[str]] = {"confined": [], "namespaces": []}


@pytest.fixture(autouse=True)
def _ordinary_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls, "_SWITCHES", {})
    monkeypatch.setattr(walls, "_in_container", lambda: False)


def test_everything_holds() -> None:
    found = _weigh(_Answer(7, seccomp=True, through=FINE, refused={}))
    assert (found.level, found.lacks, found.confines) == (Level.NAMESPACES, (), True)


def test_without_namespaces_strangers_code_is_still_confined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answer = _Answer(7, seccomp=True, through={"confined": []}, refused={"namespaces": "unshare: no"})
    found = _weigh(answer)
    assert (found.level, found.confines) == (Level.CONFINED, True)
    assert [lack.what for lack in found.lacks] == ["namespaces can't be had here (unshare: no)"]
    (tmp_path / "switch").write_text("1\n")
    monkeypatch.setattr(walls, "_SWITCHES", {str(tmp_path / "switch"): ("1", "a switch is off", "sudo turn it on")})
    assert [(lack.what, lack.command) for lack in _weigh(answer).lacks] == [("a switch is off", "sudo turn it on")]


def test_an_act_that_gets_through_is_no_wall() -> None:
    through = {"confined": ["opening a socket"], "namespaces": ["opening a socket"]}
    found = _weigh(_Answer(7, seccomp=True, through=through, refused={}))
    assert (found.level, found.confines) == (Level.LIMITS, False)
    assert found.lacks[0].what == "these acts get through all walls: opening a socket"


def test_no_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = _Answer(0, seccomp=True, through={}, refused={"confined": "landlock", "namespaces": "landlock"})
    monkeypatch.setattr(platform, "release", lambda: "5.4.0-190-generic")
    assert _weigh(answer).lacks[0].command == "install Linux 5.13 or newer"
    monkeypatch.setattr(platform, "release", lambda: "6.8.0")
    assert "switched off" in _weigh(answer).lacks[0].what
    monkeypatch.setattr(walls, "_in_container", lambda: True)
    assert "docker run" in _weigh(answer).lacks[0].command


def test_the_answer_is_kept_until_something_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []

    def ask() -> _Answer:
        asked.append(1)
        return _Answer(7, seccomp=True, through=FINE, refused={})

    monkeypatch.setattr(walls, "_ask", ask)
    assert probe(tmp_path) == probe(tmp_path)
    assert len(asked) == 1
    probe(tmp_path, fresh=True)
    assert len(asked) == 2
    monkeypatch.setattr(platform, "release", lambda: "another kernel")
    probe(tmp_path)
    assert len(asked) == 3


@pytest.mark.parametrize(("system", "level"), [("darwin", Level.LIMITS), ("win32", Level.NONE)])
def test_another_system_has_no_walls_and_says_so(monkeypatch: pytest.MonkeyPatch, system: str, level: Level) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert probe().level == level
    assert not probe().confines
    assert probe().lacks[0].command == "use Linux, WSL or a VM"


def test_this_machine_is_tried_in_earnest(tmp_path: Path) -> None:
    found = probe(tmp_path)
    assert found.level >= Level.LIMITS
    assert found.confines or found.lacks[0].what
