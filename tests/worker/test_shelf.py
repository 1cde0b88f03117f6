"""Which snapshots are kept."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator

import pytest

from vault_runner.worker import shelf, tree
from vault_runner.worker.shelf import Frozen, Shelf


@pytest.fixture
def pids() -> Iterator[list[int]]:
    """Return a list whose processes are ended afterwards."""
    started: list[int] = []
    yield started
    for pid in started:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue


def frozen(pids: list[int], number: int, seconds: float = 1.0) -> Frozen:
    """Return a process that stands still."""
    pid = os.posix_spawn("/bin/sleep", ["sleep", "100"], {})
    pids.append(pid)
    ours, theirs = socket.socketpair()
    theirs.close()
    return Frozen(number, pid, os.pidfd_open(pid), ours, seconds)


def filled(pids: list[int], *seconds: float, number: int = 10, memory: int = 1000) -> Shelf:
    """Return a shelf with a snapshot before each block."""
    kept = Shelf({"number": number, "memory": memory})
    for place, one in enumerate(seconds):
        kept.add(frozen(pids, place, one))
    return kept


def test_the_latest_one_before_a_block_is_taken_and_those_beyond_it_end(pids: list[int]) -> None:
    kept = filled(pids, 1, 1, 1, 1)
    taken = kept.take(2)
    assert taken is not None
    assert (taken.number, kept.numbers()) == (2, [0, 1])
    with pytest.raises(ProcessLookupError):
        os.kill(pids[3], 0)
    kept.drop_all()
    assert kept.take(9) is None
    os.close(taken.handle)
    taken.post.close()


def test_what_is_set_aside_is_not_gone_on_from_and_ends_when_it_is_told_to(pids: list[int]) -> None:
    kept = filled(pids, 1, 1, 1, 1)
    kept.set_aside(1)
    latest = kept.at(9)
    assert latest is not None
    assert (latest.number, kept.numbers(), kept.pids()) == (1, [0, 1], pids[:2])
    os.kill(pids[2], 0)
    kept.end_aside()
    for pid in pids[2:]:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    os.kill(pids[1], 0)
    kept.drop_all()


def test_dropping_all_drops_what_was_set_aside(pids: list[int]) -> None:
    kept = filled(pids, 1, 1)
    kept.set_aside(0)
    kept.drop_all()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_new_one_replaces_those_of_its_block_and_beyond(pids: list[int]) -> None:
    kept = filled(pids, 1, 1, 1)
    kept.add(frozen(pids, 1))
    assert kept.numbers() == [0, 1]
    kept.drop_all()


def test_the_cheapest_to_make_again_goes_first_and_its_cost_goes_to_the_next(pids: list[int]) -> None:
    kept = filled(pids, 5, 0.1, 3, 0.2, number=3)
    assert kept.numbers() == [0, 2, 3]
    kept.add(frozen(pids, 4, 9))
    assert kept.numbers() == [0, 2, 4], "the third was cheap, and never the latest goes"
    kept.add(frozen(pids, 5, 0.1))
    assert kept.numbers() == [0, 4, 5]
    kept.drop_all()


def test_weighing_gives_up_what_does_not_fit(pids: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = filled(pids, 1, 1, 1, memory=50)
    monkeypatch.setattr(tree, "proportional", lambda pid: (40 if pid == pids[1] else 5) << 20)
    kept.weigh()
    assert kept.numbers() == [0, 1, 2], "all fit"
    monkeypatch.setattr(tree, "proportional", lambda pid: (45 if pid == pids[1] else 5) << 20)
    kept.weigh()
    assert kept.numbers() == [0, 2], "the one that holds most for what it saves"
    kept.drop_all()


def test_memory_is_short_below_a_twentieth(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = tmp_path_factory.mktemp("proc") / "meminfo"
    monkeypatch.setattr(shelf, "_MEMORY", table)
    table.write_text("MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 51 kB\n")
    assert not shelf.is_short()
    table.write_text("MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 49 kB\n")
    assert shelf.is_short()
    table.write_text("nothing\n")
    assert not shelf.is_short()
