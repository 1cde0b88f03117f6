"""What is said of walls that hold, hold in part, or can't be had."""

from __future__ import annotations

from vault_runner.doctor.confinement import examine_walls
from vault_runner.execute import Lack, Level, Walls

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
