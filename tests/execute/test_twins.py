"""A session goes on in a twin that was forked while nobody waited, and the snapshot that it is a twin of stays."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from execute.sessions import QUICK, printed, session, statuses, texts
from execute.test_live import edit, ran, shown
from execute.test_live_survivors import alive, tree, until

from vault_runner.config import Config
from vault_runner.execute import Keep, LiveSessions, always_approved

BLOCKS = ("import random\nrandom.seed(3)\nn = 1", "n += 1", "print(n)")
STANDING = len(BLOCKS) + 1
"""A snapshot before each block, and what ran them."""


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSessions]:
    """Return an executor that has a twin ready as soon as a run is over."""
    with LiveSessions(
        Path(sys.executable), tmp_path, Config(), profile_of=always_approved, keep=Keep(rest=0)
    ) as running:
        yield running


def with_twin(live: LiveSessions, number: int = STANDING + 1) -> set[int]:
    """Return the processes of the session once the twin stands with the others, and nobody comes or goes."""
    seen: list[set[int]] = []

    def is_at_rest() -> bool:
        seen.append(set(tree(live)[2]))
        time.sleep(0.05)
        return len(seen[-1]) == number and seen[-4:] == [seen[-1]] * 4

    until(is_at_rest)
    return seen[-1]


def test_the_twin_goes_on_and_the_snapshot_stays(live: LiveSessions) -> None:
    edit(live, *BLOCKS)
    before = with_twin(live)
    for number in range(3):
        run = edit(live, *BLOCKS[:-1], f"print(n + {number}, random.random())")
        assert ran(run) == [2]
        assert shown(run)[2] == f"{2 + number} 0.23796462709189137"
        after = with_twin(live)
        assert len(before & after) == len(BLOCKS) + 1, "all snapshots stay, and the twin is now what ran"
        before = after


def test_what_a_block_did_before_is_not_seen_by_the_next_run(live: LiveSessions) -> None:
    edit(live, "seen = []", "seen.append(1)\nprint(seen)")
    for number in range(2, 5):
        with_twin(live, 4)
        assert shown(edit(live, "seen = []", f"seen.append({number})\nprint(seen)"))[1] == f"[{number}]"


def test_it_is_of_the_block_at_which_somebody_is_at_work(live: LiveSessions) -> None:
    edit(live, *BLOCKS)
    before = with_twin(live)
    assert shown(edit(live, BLOCKS[0], "n += 2", BLOCKS[2]))[2] == "3"
    middle = with_twin(live)
    assert len(before & middle) == 2, "without a twin the snapshot itself goes on, and is what ran"
    assert shown(edit(live, BLOCKS[0], "n += 3", BLOCKS[2]))[2] == "4"
    assert len(middle & with_twin(live)) == 3, "its own snapshot and the one above it stay"


def test_lines_that_moved_are_told_to_every_twin(live: LiveSessions) -> None:
    first = "def where():\n    raise ValueError(1)"
    edit(live, first, "print(where.__code__.co_firstlineno)")
    for lines in (3, 1, 7):
        with_twin(live, 4)
        run = edit(live, first, f"print(where.__code__.co_firstlineno, {lines})", again="b1")
        assert (ran(run), shown(run)[1]) == ([1], f"2 {lines}")


@pytest.mark.parametrize("which", ["the twin", "all"])
def test_one_that_was_killed_is_made_up_for(live: LiveSessions, which: str) -> None:
    edit(live, *BLOCKS)
    below = with_twin(live)
    victims = below if which == "all" else {max(below)}
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not alive(list(victims)))
    run = edit(live, *BLOCKS[:-1], "print(-n)")
    assert (statuses(run), printed(run.results[-1])) == (["ok"] * 3, "-2\n")
    assert ran(run) == ([0, 1, 2] if which == "all" else [2])


def test_nothing_outlives_the_session(live: LiveSessions) -> None:
    edit(live, *BLOCKS)
    below = with_twin(live)
    live.forget("note.md")
    until(lambda: not alive(list(below)), 5)


def at_work_on_the_second(live: LiveSessions) -> None:
    """Have a twin ready before the second block, so that whoever goes on there overtakes others."""
    edit(live, *BLOCKS)
    edit(live, BLOCKS[0], "n += 9", BLOCKS[2])
    with_twin(live)


def test_what_a_run_overtakes_is_no_survivor_of_its_block(live: LiveSessions, tmp_path: Path) -> None:
    at_work_on_the_second(live)
    run = edit(live, BLOCKS[0], f"open({str(tmp_path / 'mark')!r}, 'w').close()\nn += 1", "print(n)")
    assert shown(run)[2] == "2"
    assert [result.notices for result in run.results] == [()] * 3


def test_edits_in_quick_succession_never_meet_what_was_overtaken(live: LiveSessions) -> None:
    at_work_on_the_second(live)
    for number in range(2, 6):
        assert shown(edit(live, BLOCKS[0], f"n += {number}", BLOCKS[2]))[2] == str(1 + number)
        assert shown(edit(live, BLOCKS[0], f"n += {number}", "print(-n)"))[2] == str(-1 - number)


def test_a_block_that_is_broken_off_leaves_nothing_of_what_it_overtook(live: LiveSessions) -> None:
    at_work_on_the_second(live)
    whole = session(BLOCKS[0], "while True:\n    pass", BLOCKS[2], options={1: replace(QUICK, timeout=0.5)})
    broken = live.run(whole, texts(whole))
    assert statuses(broken)[1] == "timed-out"
    assert shown(edit(live, BLOCKS[0], "n += 4", BLOCKS[2]))[2] == "5"
