"""A live session: what runs after an edit, what makes it run from its start, and what is said of it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from execute.sessions import printed, session, statuses, texts

from vault_runner.config import Config
from vault_runner.execute import Durations, Keep, LiveSessions, always_approved, always_strict
from vault_runner.model import BlockOptions, Result, Session, SessionRun
from vault_runner.worker.tree import children

ANEW = "run from the start because "


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a vault of its own."""
    return tmp_path


@pytest.fixture
def live(place: Path) -> Iterator[LiveSessions]:
    """Return an executor for sessions that are run again and again."""
    with LiveSessions(Path(sys.executable), place, Config(), profile_of=always_approved) as running:
        yield running


def edit(live: LiveSessions, *blocks: str, again: str = "", **details: object) -> SessionRun:
    """Run blocks as the note's new state."""
    whole = session(*blocks, **details)  # type: ignore[arg-type]  # handed on as they are
    return live.run(whole, texts(whole), again=again)


def ran(run: SessionRun) -> list[int]:
    """Return which blocks ran."""
    return [number for number, result in enumerate(run.results) if not result.cached]


def shown(run: SessionRun) -> list[str]:
    """Return what each block printed."""
    return [printed(result).strip() for result in run.results]


def anew(run: SessionRun) -> str:
    """Return why a run was from the start; only its first result may say so."""
    assert not any(result.anew for result in run.results[1:])
    return run.results[0].anew


def test_only_the_edited_block_and_those_below_it_run(live: LiveSessions) -> None:
    first = edit(live, "n = 1", "n += 1", "n *= 10", "print(n)")
    assert (ran(first), anew(first)) == ([0, 1, 2, 3], "")
    last = edit(live, "n = 1", "n += 1", "n *= 10", "print(n, n)")
    assert (ran(last), shown(last)[3]) == ([3], "20 20")
    middle = edit(live, "n = 1", "n += 5", "n *= 10", "print(n, n)")
    assert (ran(middle), shown(middle)[3]) == ([1, 2, 3], "60 60")
    back = edit(live, "n = 1", "n += 1", "n *= 10", "print(n)")
    assert (ran(back), shown(back)[3], anew(back)) == ([1, 2, 3], "20", "")


def test_blocks_that_are_added_and_removed(live: LiveSessions) -> None:
    edit(live, "n = 1", "print(n)")
    longer = edit(live, "n = 1", "print(n)", "n += 1\nprint(n)")
    assert (ran(longer), shown(longer)) == ([2], ["", "1", "2"])
    shorter = edit(live, "n = 1", "print(n)")
    assert (ran(shorter), shown(shorter)) == ([], ["", "1"])
    assert shown(edit(live, "n = 1", "print(n)", "n += 1\nprint(n)")) == ["", "1", "2"]
    assert shown(edit(live, "print('new')", "n = 1", "print(n)")) == ["new", "", "1"]


def test_nothing_runs_if_nothing_has_changed_unless_it_is_wished(live: LiveSessions) -> None:
    blocks = ("import itertools\ncount = itertools.count()", "print(next(count))", "print(next(count))")
    first = edit(live, *blocks)
    second = edit(live, *blocks)
    assert ran(second) == []
    assert [result.outputs for result in second.results] == [result.outputs for result in first.results]
    again = edit(live, *blocks, again="b1")
    assert (ran(again), shown(again)) == ([1, 2], ["", "0", "1"])


def test_results_are_told_as_they_stand(live: LiveSessions) -> None:
    edit(live, "1", "2")
    heard: list[Result] = []
    whole = session("1", "3")
    run = live.run(whole, texts(whole), heard.append)
    assert tuple(heard) == run.results


def test_what_nobody_approved_is_never_kept(place: Path) -> None:
    with LiveSessions(Path(sys.executable), place, Config(), profile_of=always_strict) as strict:
        for _ in range(2):
            assert ran(edit(strict, "n = 1", "print(n)")) == [0, 1]
        assert strict._warm is not None
        assert not [pid for guardian in children(strict._warm.pid) for pid in children(guardian)]


def test_taking_an_approval_back_drops_what_was_kept(place: Path) -> None:
    approved = ["approved"]
    with LiveSessions(
        Path(sys.executable),
        place,
        Config(),
        profile_of=lambda _session: "approved" if approved else "strict",
    ) as live:
        edit(live, "n = 1", "print(n)")
        approved.clear()
        assert ran(edit(live, "n = 1", "print(n)")) == [0, 1]
        approved.append("approved")
        assert ran(edit(live, "n = 1", "print(n)")) == [0, 1]


@pytest.mark.parametrize(
    ("code", "did"),
    [
        ("open('new.txt', 'w').close()", "wrote a file"),
        ("import os\nos.mkdir('folder')", "changed a file"),
        ("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()", "started a thread"),
        ("import subprocess\nsubprocess.run(['true'])", "started a process"),
        ("import os\nif not os.fork():\n    os._exit(0)", "started a process"),
        ("import socket\nkept = socket.socketpair()", "keeps a connection, or a file that can't be opened again"),
        ("import socket\nsocket.socket(socket.AF_UNIX).connect_ex('nowhere')", "opened a connection"),
        ("import os\nkept = os.pipe()", "keeps a connection, or a file that can't be opened again"),
        ("import mmap\nkept = mmap.mmap(-1, 100)", "shares memory with other programs"),
        ("import os\nos.write(1, b'low')", "wrote a file"),
        ("import os\nos.listdir('.')", "looked into a folder or asked another program"),
    ],
)
def test_what_no_copy_can_stand_for_makes_the_next_run_a_fresh_one(live: LiveSessions, code: str, did: str) -> None:
    lines = code.count("\n") + 1
    first = edit(live, "n = 1", code, "print(n)")
    assert (statuses(first), anew(first)) == (["ok", "ok", "ok"], "")
    second = edit(live, "n = 1", "n += 1", "print(n)")
    assert (ran(second), shown(second)) == ([0, 1, 2], ["", "", "2"])
    assert anew(second).startswith(f"{ANEW}line ")
    assert anew(second).endswith(did)
    assert f"line {5 + lines} " in anew(second) or f"line {4 + lines} " in anew(second)
    third = edit(live, "n = 1", "n += 1", "print(n, n)")
    assert (ran(third), anew(third)) == ([2], "")


@pytest.mark.parametrize(
    "code",
    [
        "kept = open('there.txt')\nkept.readline()",
        "import warnings\nwarnings.warn('careful')",
        "import threading\nworker = threading.Thread(target=print)\nworker.start()\nworker.join()",
        "import asyncio\nasyncio.run(asyncio.sleep(0))",
        "raise ValueError('no')",
        "import os\nos.environ['A'] = 'b'\nos.chdir('/')",
    ],
)
def test_what_a_copy_can_stand_for(live: LiveSessions, place: Path, code: str) -> None:
    (place / "there.txt").write_text("a\nb\nc\n")
    edit(live, "n = 1", code, "print(n)")
    assert ran(edit(live, "n = 1", code, "print(n, n)")) == [2]


def test_a_file_that_is_being_read_stands_where_it_stood(live: LiveSessions, place: Path) -> None:
    (place / "long.txt").write_text("".join(f"{number}\n" for number in range(20000)))
    blocks = ["file = open('long.txt', buffering=1)", "for _ in range(9999):\n    _ = file.readline()"]
    edit(live, *blocks, "print(file.readline(), file.read(5))")
    second = edit(live, *blocks, "print(file.readline())")
    assert (ran(second), shown(second)[2]) == ([2], "9999")
    assert shown(edit(live, blocks[0], "print(file.readline())"))[1] == "0"


def test_a_file_that_changed_is_read_again(live: LiveSessions, place: Path) -> None:
    (place / "numbers.txt").write_text("1")
    (place / "local.py").write_text("value = 1\n")
    time.sleep(0.05)
    blocks = ("n = 5", "print(open('numbers.txt').read())", "import local", "print(local.value)")
    edit(live, *blocks)
    assert ran(edit(live, *blocks)) == []
    (place / "local.py").write_text("value = 22\n")
    changed = edit(live, *blocks)
    assert (ran(changed), shown(changed)[3]) == ([2, 3], "22")
    (place / "numbers.txt").unlink()
    gone = edit(live, *blocks)
    assert (ran(gone), statuses(gone)) == ([1, 2, 3], ["ok", "failed", "ok", "ok"])


def test_chance_goes_on_as_in_a_fresh_run(live: LiveSessions) -> None:
    blocks = ("import random", "print(random.random())", "print(random.random())")
    first = edit(live, *blocks)
    again = edit(live, *blocks, again="b2")
    assert (ran(again), shown(again)) == ([2], shown(first))


def test_a_failure_keeps_blocks_below_from_running_as_ever(live: LiveSessions) -> None:
    needs = {1: ["b0"], 2: ["b1"]}
    first = edit(live, "n = 1 / 0", "m = n", "print(m)", needs=needs)
    assert statuses(first) == ["failed", "not-run", "not-run"]
    longer = edit(live, "n = 1 / 0", "m = n", "print(m)", "print('free')", needs=needs)
    assert (statuses(longer), ran(longer)) == (["failed", "not-run", "not-run", "ok"], [1, 2, 3])
    assert longer.results[2].because == first.results[2].because
    mended = edit(live, "n = 1 / 1", "m = n", "print(m)", "print('free')", needs=needs)
    assert shown(mended) == ["", "", "1.0", "free"]


def test_a_crash_costs_only_itself_and_is_tried_from_the_start(live: LiveSessions) -> None:
    crash = "import signal\nsignal.raise_signal(signal.SIGKILL)"
    edit(live, "n = 1", "print(n)")
    crashed = edit(live, "n = 1", "print(n)", crash)
    assert statuses(crashed) == ["ok", "ok", "crashed"]
    assert anew(crashed) == f"{ANEW}line 11 ended a process that had gone on from a snapshot"
    after = edit(live, "n = 1", "print(n)", "print(n + 1)")
    assert (ran(after), shown(after)) == ([2], ["", "1", "2"])


def test_what_ran_too_long_is_not_built_upon(live: LiveSessions) -> None:
    slow = {1: BlockOptions(timeout=0.3)}
    waits = "import time\nn = 2\ntime.sleep(9)"
    first = edit(live, "n = 1", waits, "print(n)", options=slow)
    assert statuses(first) == ["ok", "timed-out", "ok"]
    second = edit(live, "n = 1", waits, "print(n, n)", options=slow)
    assert (ran(second), statuses(second)) == ([1, 2], ["ok", "timed-out", "ok"])
    assert not second.cacheable


def test_a_session_that_looks_at_its_own_process_always_runs_whole(live: LiveSessions) -> None:
    blocks = ("import os\nme = os.getpid()", "print(me == os.getpid())")
    edit(live, *blocks)
    second = edit(live, *blocks)
    assert (ran(second), shown(second)[1]) == ([0, 1], "True")
    assert anew(second) == f"{ANEW}line 3 asks about its own process (`getpid`)"


def test_another_seed_or_prelude_is_another_session(live: LiveSessions) -> None:
    whole = session("import random\nprint(random.random())", "2")
    live.run(whole, texts(whole))
    other = live.run(replace(whole, seed=5), texts(whole))
    assert ran(other) == [0, 1]
    assert anew(other) == f"{ANEW}the seed, the prelude or a setting of the session has changed"


def test_options_that_change_a_result_count_and_captions_do_not(live: LiveSessions) -> None:
    edit(live, "n = 1", "print(n)", "3")
    captioned = edit(live, "n = 1", "print(n)", "3", options={1: BlockOptions(timeout=20, fig_cap="A caption")})
    assert ran(captioned) == []
    seeded = edit(live, "n = 1", "print(n)", "3", options={1: BlockOptions(timeout=20, seed=3)})
    assert ran(seeded) == [1, 2]


def test_tracebacks_show_the_note_as_it_is(live: LiveSessions) -> None:
    edit(live, "def f():\n    return 1 / 0", "1", "f()")
    failed = edit(live, "def f():\n    return 1 / 0", "1", "f()  # once more")
    (failure,) = failed.results[2].outputs
    assert [frame.code for frame in failure.traceback] == ["f()  # once more", "return 1 / 0"]  # type: ignore[union-attr]


def test_a_run_can_be_stopped_and_gone_on_with(live: LiveSessions) -> None:
    blocks = ("n = 1", "import time\ntime.sleep(0.3 * n)", "print(n)\ntime.sleep(15)")
    outcome: list[SessionRun] = []
    thread = threading.Thread(target=lambda: outcome.append(edit(live, *blocks)))
    thread.start()
    time.sleep(1.5)
    live.stop("note.md")
    thread.join(10)
    assert statuses(outcome[0])[2] == "not-run"
    after = edit(live, blocks[0], blocks[1], "print(n)")
    assert (statuses(after), shown(after)[2]) == (["ok", "ok", "ok"], "1")


def test_sessions_beyond_the_number_kept_give_way(place: Path) -> None:
    keep = Keep(sessions=2)
    with LiveSessions(Path(sys.executable), place, Config(), profile_of=always_approved, keep=keep) as live:
        for path in ("a.md", "b.md", "c.md"):
            edit(live, "1", path=path)
        assert ran(edit(live, "1", path="c.md")) == []
        assert ran(edit(live, "1", path="a.md")) == [0]
        assert len(live._chains) == 2


def test_nothing_grows_with_the_number_of_runs(live: LiveSessions) -> None:
    def used() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    edit(live, "n = 1", "print(n)")
    before = used()
    for number in range(12):
        edit(live, "n = 1", f"print(n + {number})")
    assert used() == before
    assert live._warm is not None
    (guardian,) = children(live._warm.pid)
    assert len(list(Path(f"/proc/{guardian}/fd").iterdir())) < 20


def test_the_time_that_a_run_will_take_is_told(place: Path) -> None:
    file = place / "times.json"
    slow = "import time\ntime.sleep(0.3)"
    with LiveSessions(Path(sys.executable), place, Config(), profile_of=always_approved, keep=Keep(times=file)) as live:
        assert live.expected(session("n = 1", slow)) == (None, None)
        edit(live, "n = 1", slow)
        assert live.expected(session("n = 1", slow)) == (0.0, 0.0)
        changed = live.expected(session("n = 1", f"{slow}\nprint(n)"))
        assert changed[0] == 0.0
        assert changed[1] is not None
        assert changed[1] > 0.25
        above = live.expected(session("n = 2", slow))
        assert above[1] is not None
        assert above[1] > 0.25
    assert (Durations(file).expected(session("n = 1", slow), 1) or 0) > 0.25


def lowered(whole: Session, lines: int, first: int = 0) -> Session:
    """Return a session whose blocks from `first` on stand further down."""
    steps = [
        replace(
            step,
            lines=tuple(line + lines for line in step.lines),
            probes=tuple(line + lines for line in step.probes),
            block=replace(step.block, line=step.block.line + lines, end_line=step.block.end_line + lines),
        )
        if number >= first
        else step
        for number, step in enumerate(whole.steps)
    ]
    return replace(whole, steps=tuple(steps))


def test_prose_above_a_block_does_not_make_it_run(live: LiveSessions) -> None:
    blocks = ("n = 1", "def f(a):\n    def g():\n        return 1 / a\n    return g", "m = f(0)\nn")
    live.run(session(*blocks), texts(session(*blocks)))
    moved = live.run(lowered(session(*blocks), 4, 1), {"note.md": ""})
    assert ran(moved) == []
    assert [noted.line for noted in moved.results[2].observations] == [18]
    whole = lowered(session(*blocks, "m()"), 7, 1)
    failed = live.run(whole, {"note.md": ""})
    assert (ran(failed), failed.results[3].anew) == ([3], "")
    assert failed.results[3].because == "ZeroDivisionError: division by zero (line 25)"
    (failure,) = failed.results[3].outputs
    assert [(frame.line, frame.code) for frame in failure.traceback] == [(25, "m()"), (15, "return 1 / a")]  # type: ignore[union-attr]
    earlier = live.run(lowered(session(*blocks[:2], "f(0)()"), 2, 1), {"note.md": ""})
    (failure,) = earlier.results[2].outputs
    assert ran(earlier) == [2]
    assert [frame.line for frame in failure.traceback] == [15, 10]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("rows = (n * n for n in range(3))\nnext(rows)", "a generator"),
        ("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    kept = error", "an exception"),
    ],
)
def test_what_remembers_its_lines_makes_a_note_run_from_its_start(live: LiveSessions, code: str, what: str) -> None:
    live.run(session("n = 1", code), texts(session("n = 1", code)))
    run = live.run(lowered(session("n = 1", code, "n"), 4), {"note.md": ""})
    assert ran(run) == [0, 1, 2]
    assert anew(run) == f"{ANEW}its lines have moved, and {what} above remembers them"


def test_lines_that_were_printed_are_printed_anew(live: LiveSessions) -> None:
    blocks = ("n = 1", "import inspect\nprint(inspect.currentframe().f_lineno)", "n")
    live.run(session(*blocks), texts(session(*blocks)))
    run = live.run(lowered(session(*blocks), 4), {"note.md": ""})
    assert (ran(run), shown(run)[1]) == ([1, 2], "11")


@pytest.mark.parametrize(
    "code", ["import time\ntime.process_time()", "open('/proc/self/stat').read()", "import signal\nsignal.alarm(0)"]
)
def test_what_shows_that_a_process_is_a_copy_is_never_run_in_one(live: LiveSessions, code: str) -> None:
    edit(live, "n = 1", code)
    second = edit(live, "n = 1", code)
    assert ran(second) == [0, 1]
    assert "asks about its own process" in anew(second)
