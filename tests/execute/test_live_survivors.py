"""Snapshots are processes that stand still: how many there may be, and that none outlives what it is for."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from execute.sessions import printed, session, statuses, texts

from vault_runner.config import Config
from vault_runner.execute import Keep, LiveSessions, always_approved
from vault_runner.model import SessionRun
from vault_runner.worker.tree import children, descendants

ROOT = Path(__file__).parents[2]
BLOCKS = ("n = 0", "n += 1", "n += 1", "n += 1", "print(n)")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a vault whose runs keep their temporary folders beside it."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "vault").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path / "vault"


@contextlib.contextmanager
def living(place: Path, keep: Keep | None = None, config: Config | None = None) -> Iterator[LiveSessions]:
    """Return an executor for sessions that are run again and again."""
    with LiveSessions(
        Path(sys.executable), place, config or Config(), profile_of=always_approved, keep=keep or Keep(rest=60)
    ) as running:
        yield running


def edit(live: LiveSessions, *blocks: str) -> SessionRun:
    """Run blocks as the note's new state."""
    whole = session(*blocks)
    return live.run(whole, texts(whole))


def ran(run: SessionRun) -> list[int]:
    """Return which blocks ran."""
    return [number for number, result in enumerate(run.results) if not result.cached]


def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def alive(processes: list[int]) -> list[int]:
    """Return those that still run; zombies have ended."""
    found = []
    for pid in processes:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.append(pid)
    return found


def tree(live: LiveSessions) -> tuple[int, int, list[int]]:
    """Return zygote, guardian, and the processes of the one session that stands."""
    assert live._warm is not None
    zygote = live._warm.pid
    (guardian,) = children(zygote)
    return zygote, guardian, alive([pid for pid, _ in descendants(guardian)])


@pytest.mark.parametrize("victim", ["guardian", "zygote", "both"])
def test_no_snapshot_outlives_those_above_it(place: Path, victim: str) -> None:
    with living(place) as live:
        edit(live, *BLOCKS)
        zygote, guardian, below = tree(live)
        assert len(below) == len(BLOCKS) + 1
        for pid in {"guardian": [guardian], "zygote": [zygote], "both": [zygote, guardian]}[victim]:
            os.kill(pid, signal.SIGKILL)
        until(lambda: not alive(below), 1)
        run = edit(live, *BLOCKS[:-1], "print(n + 1)")
        assert (ran(run), printed(run.results[-1])) == ([0, 1, 2, 3, 4], "4\n")
        assert run.results[0].anew == "run from the start because the process that keeps the snapshots had ended"
    assert not list((place.parent / "tmp").iterdir())


def test_a_running_block_that_went_on_from_a_snapshot_does_not_outlive_its_guardian(place: Path) -> None:
    with living(place) as live:
        edit(live, *BLOCKS)
        _, guardian, _ = tree(live)
        slow = (*BLOCKS[:-1], "import time\ntime.sleep(2)\nprint('slept')")
        outcome: list[SessionRun] = []
        thread = threading.Thread(target=lambda: outcome.append(edit(live, *slow)))
        thread.start()
        time.sleep(0.7)
        below = [pid for pid, _ in descendants(guardian)]
        os.kill(guardian, signal.SIGKILL)
        until(lambda: not alive(below), 1)
        thread.join(20)
        assert printed(outcome[0].results[-1]) == "slept\n", "it was not its own doing, and it ran once more"


SUPERVISOR = """
    import sys, threading
    from pathlib import Path
    sys.path[:0] = [{tests!r}]
    from execute.test_live_survivors import BLOCKS, edit
    from vault_runner.config import Config
    from vault_runner.execute import Keep, LiveSessions, always_approved
    keep = Keep(rest=60)
    with LiveSessions(Path(sys.executable), Path({place!r}), Config(), profile_of=always_approved, keep=keep) as live:
        edit(live, *BLOCKS)
        print(live._warm.pid, flush=True)
        threading.Event().wait(60)
"""


def test_killing_the_tool_leaves_no_snapshot_and_no_folder(place: Path) -> None:
    program = textwrap.dedent(SUPERVISOR.format(tests=str(ROOT / "tests"), place=str(place)))
    environment = {**os.environ, "TMPDIR": str(place.parent / "tmp")}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as tool:
        assert tool.stdout is not None
        zygote = int(tool.stdout.readline())
        below = [pid for pid, _ in descendants(zygote)]
        assert len(below) == len(BLOCKS) + 2
        tool.kill()
        until(lambda: not alive(below), 1)
        until(lambda: not alive([zygote]), 5)
    assert not list((place.parent / "tmp").iterdir())


def test_closing_leaves_nothing(place: Path) -> None:
    with living(place) as live:
        edit(live, *BLOCKS)
        zygote, guardian, below = tree(live)
    assert not alive([zygote, guardian, *below])
    assert not list((place.parent / "tmp").iterdir())


def test_forgetting_a_note_ends_its_snapshots(place: Path) -> None:
    with living(place) as live:
        edit(live, *BLOCKS)
        _, guardian, below = tree(live)
        live.forget("note.md")
        until(lambda: not alive([guardian, *below]), 5)
        assert ran(edit(live, *BLOCKS)) == [0, 1, 2, 3, 4]


def test_a_snapshot_that_was_killed_is_made_up_for(place: Path) -> None:
    with living(place) as live:
        edit(live, *BLOCKS)
        _, _, below = tree(live)
        for pid in below:
            os.kill(pid, signal.SIGKILL)
        run = edit(live, *BLOCKS[:-1], "print(-n)")
        assert (ran(run), printed(run.results[-1])) == ([0, 1, 2, 3, 4], "-3\n")
        seen, tried = "had ended by itself", "could not be woken"
        assert run.results[0].anew.removeprefix("run from the start because a snapshot ") in {seen, tried}


def test_beyond_their_number_those_that_are_cheap_to_make_again_go_first(place: Path) -> None:
    blocks = ["import time\nn = 0", "time.sleep(0.4)\nn += 1", *["n += 1"] * 5, "print(n)"]
    with living(place, Keep(number=3, rest=60)) as live:
        edit(live, *blocks)
        until(lambda: len(tree(live)[2]) == 3, 2)
        run = edit(live, *blocks[:-1], "print(-n)")
        assert printed(run.results[-1]) == "-6\n"
        assert 1 not in ran(run), "what took long is not run again"


def test_beyond_their_memory_they_are_given_up(place: Path) -> None:
    blocks = [f"kept{number} = bytearray(b'x' * 40_000_000)" for number in range(6)]
    with living(place, Keep(memory=150)) as live:
        run = edit(live, *blocks, "print(sum(kept5[:3]))")
        assert statuses(run) == ["ok"] * 7
        before = len(tree(live)[2])
        changing = [f"kept{number}[:] = b'y' * 40_000_000" for number in range(6)]
        run = edit(live, *blocks, *changing, "print(sum(kept5[:3]))")
        assert (statuses(run), printed(run.results[-1])) == (["ok"] * 13, "363\n")
        until(lambda: len(tree(live)[2]) < before, 10)
        again = edit(live, *blocks, *changing, "print(sum(kept5[:4]))")
        assert printed(again.results[-1]) == "484\n"


def test_snapshots_go_before_a_session_is_ended_for_its_memory(place: Path) -> None:
    blocks = ["held = bytearray(b'x' * 80_000_000)", *["held[:] = b'y' * 80_000_000\nimport time\ntime.sleep(0.3)"] * 6]
    with living(place, Keep(memory=10_000), Config(memory=400)) as live:
        run = edit(live, *blocks)
        assert statuses(run) == ["ok"] * 7
        below = tree(live)[2]
        assert len(below) < len(blocks) + 1
        after = edit(live, *blocks, "print(len(held))")
        assert printed(after.results[-1]) == "80000000\n"


def test_they_go_when_nothing_was_run_for_a_while(place: Path) -> None:
    with living(place, Keep(idle=0.2)) as live:
        edit(live, *BLOCKS)
        until(lambda: not tree(live)[2], 10)
        run = edit(live, *BLOCKS[:-1], "print(-n)")
        assert ran(run) == [0, 1, 2, 3, 4]
        assert run.results[0].anew == (
            "run from the start because nothing was run for a while, and its snapshots were dropped"
        )
        assert ran(edit(live, *BLOCKS[:-1], "print(-n)")) == []


def test_a_session_that_ended_its_chain_leaves_no_process(place: Path) -> None:
    with living(place) as live:
        edit(live, "n = 1", "open('made.txt', 'w').write('x')")
        assert live._warm is not None
        zygote = live._warm.pid
        until(lambda: not children(zygote), 5)
        run = edit(live, "import subprocess\nkept = subprocess.Popen(['sleep', '100'])", "2")
        assert [notice.rule for notice in run.results[-1].notices] == ["VRX010"], "told as in any run"
