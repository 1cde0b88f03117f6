"""Accelerators are shared by processes: as many sessions as fit, first come first served, nobody after a death."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from vault_runner.execute.leases import Leases, Stopped, spoken

GIB = 1 << 30
ROOM = {"cuda:0": 10 * GIB, "cuda:1": 10 * GIB, "mps:0": 0}
HOLDER = """
import sys, time
from pathlib import Path
from vault_runner.execute.leases import Leases
wants = {name: int(size) for name, size in (part.split("=") for part in sys.argv[2:])}
room = {"cuda:0": 10 << 30, "cuda:1": 10 << 30}
tell = lambda why: print(why, flush=True)
with Leases(Path(sys.argv[1])).hold("other.md", wants, room, waits=tell, stopped=lambda: False):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def process(folder: Path, **wants: int) -> Iterator[subprocess.Popen[str]]:
    """Start another process that takes devices, and wait until it has them or says why not."""
    told = [f"cuda:{name[-1]}={size}" for name, size in wants.items()]
    arguments = [sys.executable, "-c", HOLDER, str(folder), *told]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        try:
            yield other
        finally:
            other.kill()


def said(other: subprocess.Popen[str]) -> str:
    assert other.stdout is not None
    return other.stdout.readline().strip()


class Waiter:
    """Waits in a thread of this process, and can be told to let go."""

    def __init__(self, folder: Path, who: str, wants: Mapping[str, int]) -> None:
        """Begin to wait."""
        self.told: list[str] = []
        self.has = threading.Event()
        self.waited = 0.0
        self._let_go = threading.Event()
        self._stop = False
        self._thread = threading.Thread(target=self._run, args=(folder, who, wants), daemon=True)
        self._thread.start()

    def _run(self, folder: Path, who: str, wants: Mapping[str, int]) -> None:
        with (
            contextlib.suppress(Stopped),
            Leases(folder).hold(who, wants, ROOM, waits=self.told.append, stopped=lambda: self._stop) as waited,
        ):
            self.waited = waited
            self.has.set()
            self._let_go.wait(30)

    def end(self, *, stop: bool = False) -> None:
        """Let go, or give up."""
        self._stop = stop
        self._let_go.set()
        self._thread.join(10)
        assert not self._thread.is_alive()


def until(condition: Callable[[], object]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_two_that_fit_hold_one_device_and_a_third_waits_and_says_so(tmp_path: Path) -> None:
    with process(tmp_path, c0=3 * GIB) as first, process(tmp_path, c0=3 * GIB) as second:
        assert (said(first), said(second)) == ("held", "held")
        third = Waiter(tmp_path, "third.md", {"cuda:0": 3 * GIB})
        until(lambda: third.told)
        assert third.told == ["waits for cuda:0, which other.md have: it needs 3 GiB, and of 10 GiB 6 GiB are taken"]
        assert not third.has.is_set()
        first.communicate("")
        assert third.has.wait(20)
        assert third.waited > 0
        third.end()


def test_a_killed_holder_leaves_its_device_at_once(tmp_path: Path) -> None:
    with process(tmp_path, c0=0) as holder:
        assert said(holder) == "held"
        waiter = Waiter(tmp_path, "waiter.md", {"cuda:0": 1})
        until(lambda: waiter.told)
        assert waiter.told == ["waits for cuda:0, which other.md has"]
        holder.kill()
        holder.wait()
        assert waiter.has.wait(20)
        waiter.end()
        assert Leases(tmp_path).standing() == []


def test_a_killed_waiter_is_not_waited_behind(tmp_path: Path) -> None:
    with process(tmp_path, c0=6 * GIB) as holder:
        assert said(holder) == "held"
        with process(tmp_path, c0=0) as large:
            assert said(large).startswith("waits for cuda:0")
            small = Waiter(tmp_path, "small.md", {"cuda:0": GIB})
            until(lambda: small.told)
            assert small.told == ["waits for cuda:0, behind other.md"]
            large.kill()
            large.wait()
            assert small.has.wait(20)
            small.end()


def test_a_large_one_is_not_starved_by_small_ones_that_would_fit(tmp_path: Path) -> None:
    first = Waiter(tmp_path, "first.md", {"cuda:0": GIB})
    assert first.has.wait(20)
    large = Waiter(tmp_path, "large.md", {"cuda:0": 8 * GIB})
    until(lambda: large.told)
    small = Waiter(tmp_path, "small.md", {"cuda:0": GIB})
    until(lambda: small.told)
    assert small.told == ["waits for cuda:0, behind large.md"]
    first.end()
    assert large.has.wait(20)
    assert not small.has.is_set()
    large.end()
    assert small.has.wait(20)
    small.end()


def test_two_devices_are_taken_together_or_not_at_all(tmp_path: Path) -> None:
    one = Waiter(tmp_path, "one.md", {"cuda:1": 0})
    assert one.has.wait(20)
    both = Waiter(tmp_path, "both.md", {"cuda:1": 0, "cuda:0": 0})
    until(lambda: both.told)
    assert [lease.who for lease in Leases(tmp_path).standing() if lease.held] == ["one.md"]
    other_way_round = Waiter(tmp_path, "round.md", {"cuda:0": 0, "cuda:1": 0})
    until(lambda: other_way_round.told)
    one.end()
    assert both.has.wait(20)
    both.end()
    assert other_way_round.has.wait(20)
    other_way_round.end()


def test_many_that_want_two_devices_each_all_come_to_their_turn(tmp_path: Path) -> None:
    names = ("cuda:0", "cuda:1", "mps:0")
    waiters = [Waiter(tmp_path, f"{at}.md", {names[at % 3]: 0, names[(at + 1) % 3]: 0}) for at in range(9)]
    done: set[int] = set()
    end = time.monotonic() + 60
    while len(done) < len(waiters):
        assert time.monotonic() < end
        for at in {at for at, each in enumerate(waiters) if each.has.is_set()} - done:
            waiters[at].end()
            done.add(at)
        time.sleep(0.01)
    assert Leases(tmp_path).standing() == []


def test_no_more_than_four_share_a_device(tmp_path: Path) -> None:
    sharing = [Waiter(tmp_path, f"{at}.md", {"cuda:0": 1}) for at in range(5)]
    until(lambda: sum(each.has.is_set() for each in sharing) == 4 and any(each.told for each in sharing))
    assert sum(each.has.is_set() for each in sharing) == 4
    for each in sharing:
        each.end()


def test_a_device_of_unknown_size_is_held_by_one(tmp_path: Path) -> None:
    one = Waiter(tmp_path, "one.md", {"mps:0": 5})
    assert one.has.wait(20)
    other = Waiter(tmp_path, "other.md", {"mps:0": 5})
    until(lambda: other.told)
    assert other.told == ["waits for mps:0, which one.md has"]
    other.end(stop=True)
    assert not other.has.is_set()
    one.end()


def test_what_a_dead_process_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / "000000000007.lock").touch()
    (tmp_path / "000000000007.json").write_text('{"who": "dead.md", "wants": {"cuda:0": 0}, "held": true}')
    assert Leases(tmp_path).standing() == []
    assert not list(tmp_path.glob("0*"))


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
def test_others_may_not_look(tmp_path: Path) -> None:
    folder = tmp_path / "slots"
    one = Waiter(folder, "one.md", {"cuda:0": 0})
    assert one.has.wait(20)
    assert folder.stat().st_mode & 0o077 == 0
    one.end()


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1536, "1.5 KiB"), (5 << 20, "5 MiB"), (24 << 30, "24 GiB"), (1 << 41, "2048 GiB")],
)
def test_sizes_are_said_as_people_say_them(size: int, text: str) -> None:
    assert spoken(size) == text
