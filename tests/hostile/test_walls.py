"""Hostile blocks behind the walls, judged from outside: nothing may be harmed, shown, left or lost."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hostile.conftest import Start
from hostile.judging import harm
from hostile.notes import Hostile, blocks

from vault_runner.execute import Level, probe

WALLED = ("processes", "resources", "files", "secrets", "network")
"""Groups that are harmless because of walls; the others because of how the runner works."""
NAIVE = ("time", "output", "integrity")
UNWALLED_TRIED = 8
NAIVE_TRIED = 5


@pytest.fixture(autouse=True)
def _walls() -> None:
    if not probe().confines:
        pytest.skip("this machine has no walls to judge: " + "; ".join(lack.what for lack in probe().lacks))


def judged(
    start: Start, program: str, level: str, chosen: list[Hostile], *, root: bool = False
) -> dict[str, list[str]]:
    """Return what each block broke, those left out that broke nothing."""
    runner = start(program, level, root=root, patience=1.5 if program == "naive" else 12.0)
    found = {block.title: harm(runner, block) for block in chosen}
    return {title: broken for title, broken in found.items() if broken}


each_group = pytest.mark.parametrize("group", [*WALLED, *NAIVE])
"""Every group whose judge is the world; those that inject are judged by the note."""


def test_there_are_many_blocks_in_every_group() -> None:
    groups = Counter(block.group for block in blocks())
    assert set(groups) == {*WALLED, *NAIVE, "injection"}
    assert sum(groups.values()) >= 200
    assert min(groups.values()) >= 15


@each_group
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("throwaway")
def test_a_user_behind_all_walls(start: Start, group: str) -> None:
    assert judged(start, "subject", "-", blocks(group)) == {}


@each_group
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("apart")
def test_root_without_namespaces(start: Start, group: str) -> None:
    assert judged(start, "subject", str(Level.CONFINED.value), blocks(group), root=True) == {}


@pytest.mark.slow
@each_group
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("throwaway")
def test_a_user_without_namespaces(start: Start, group: str) -> None:
    assert judged(start, "subject", str(Level.CONFINED.value), blocks(group)) == {}


@pytest.mark.slow
@each_group
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("apart")
def test_root_behind_all_walls(start: Start, group: str) -> None:
    assert judged(start, "subject", "-", blocks(group), root=True) == {}


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("throwaway")
def test_without_walls_the_judges_see_what_breaks(start: Start) -> None:
    chosen = [block for group in WALLED for block in [one for one in blocks(group) if one.tame][:UNWALLED_TRIED]]
    broken = judged(start, "subject", str(Level.NONE.value), chosen)
    careless = [block for group in NAIVE for block in [one for one in blocks(group) if one.tame][:NAIVE_TRIED]]
    broken |= judged(start, "naive", "-", careless)
    groups = Counter(title.partition(":")[0] for title in broken)
    assert {group for group in (*WALLED, *NAIVE) if groups[group] < 2} == set(), broken
    assert sum(groups.values()) >= len(blocks()) / 6


@pytest.mark.skipif(not os.getuid(), reason="root is judged apart, and a user who owns nothing too")
@each_group
@pytest.mark.timeout(300)
def test_whoever_runs_this_behind_all_walls(start: Start, group: str) -> None:
    harmless = [block for block in blocks(group) if block.tame]
    assert judged(start, "subject", "-", harmless) == {}
