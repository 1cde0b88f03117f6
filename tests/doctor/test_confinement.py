"""What is said of walls that hold, hold in part, or can't be had."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from vault_runner.doctor.confinement import examine_walls
from vault_runner.doctor.spawning import examine_sessions
from vault_runner.execute import Lack, Level, Walls
from vault_runner.execute.spawned import SWITCH

LACK = Lack("this kernel has Landlock switched off", "add `landlock` to `lsm=`")


def test_walls_that_hold_are_well_even_if_there_could_be_more() -> None:
    (whole,) = examine_walls(Walls(Level.NAMESPACES, 4))
    assert (whole.verdict, whole.command) == ("ok", "")
    (part,) = examine_walls(Walls(Level.CONFINED, 4, (Lack("this container allows no namespaces", "docker run"),)))
    assert part.verdict == "ok"
    assert "this container allows no namespaces" in part.says


def test_no_walls_are_told_with_what_mends_them() -> None:
    first, second = examine_walls(Walls(Level.LIMITS, 0, (LACK,)))
    assert (first.verdict, second.verdict) == ("warn", "warn")
    assert "is left unrun" in first.says
    assert (second.says, second.command) == (LACK.what, LACK.command)


def test_what_spawned_sessions_cost_is_measured_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(examine_sessions(Path(sys.executable)))
    monkeypatch.setenv(SWITCH, "1")
    (answer,) = examine_sessions(Path(sys.executable))
    assert (answer.topic, answer.verdict) == ("sessions", "ok")
    assert re.search(r": \d+\.\d s with numpy and torch", answer.says)
    assert not list(examine_sessions(Path("/no/such/python")))
