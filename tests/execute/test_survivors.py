"""Nothing stays behind: no process, no descriptor, no folder, whoever is killed."""

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
from collections.abc import Iterator
from pathlib import Path

import pytest
from execute.sessions import one, run, statuses

from vault_runner.config import Config
from vault_runner.execute import Executor, always_approved
from vault_runner.model import BlockOptions, SessionRun
from vault_runner.worker.tree import children, descendants

ROOT = Path(__file__).parents[2]
LONG = BlockOptions(timeout=60)
FAMILY = """
    import os, pathlib, signal, subprocess, time
    if pathlib.Path("ready").exists():
        raise SystemExit("once is enough")
    def stubborn():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        time.sleep(100)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            stubborn()
        os._exit(0)
    subprocess.Popen(["nohup", "sleep", "100"], start_new_session=True, stdout=subprocess.DEVNULL)
    if os.fork() == 0:
        stubborn()
    time.sleep(0.2)
    pathlib.Path("ready").write_text("yes")
    time.sleep(100)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a vault whose runs keep their temporary folders beside it."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "vault").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path / "vault"


def approving(place: Path) -> Executor:
    """Return an executor whose sessions may start processes."""
    return Executor(Path(sys.executable), place, Config(), profile_of=always_approved)


@contextlib.contextmanager
def running(executor: Executor, place: Path) -> Iterator[list[SessionRun]]:
    """Run the family in a thread, and go on once all of it is there."""
    (place / "ready").unlink(missing_ok=True)
    outcome: list[SessionRun] = []
    thread = threading.Thread(target=lambda: outcome.append(run(executor, FAMILY, "2", options={0: LONG})))
    thread.start()
    until((place / "ready").exists)
    try:
        yield outcome
    finally:
        thread.join(20)


def until(true: object, seconds: float = 20) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]  # a function without arguments
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


def tree(zygote: int) -> tuple[list[int], int, int]:
    """Return everything below the zygote, the guardian and the child."""
    (guardian,) = children(zygote)
    below = [pid for pid, _ in descendants(zygote)]
    child = next(pid for pid, parent in descendants(zygote) if parent == guardian)
    assert len(below) >= 5
    return below, guardian, child


def open_files(pid: int) -> int:
    """Return how many descriptors a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def own(executor: Executor) -> int:
    """Return the zygote's process."""
    assert executor._warm is not None
    return executor._warm.pid


@pytest.mark.parametrize("victim", ["child", "guardian", "zygote"])
def test_killing_one_of_them_leaves_nobody(place: Path, victim: str) -> None:
    with approving(place) as executor:
        with running(executor, place) as outcome:
            below, guardian, child = tree(own(executor))
            os.kill({"child": child, "guardian": guardian, "zygote": own(executor)}[victim], signal.SIGKILL)
            until(lambda: not alive(below), 5)
        if victim == "child":
            assert statuses(outcome[0]) == ["crashed", "not-run"]
            assert outcome[0].results[0].because == "the process ended with signal 9 (SIGKILL)"
        else:
            assert statuses(outcome[0]) == ["failed", "ok"], "it was not its own doing, and it ran once more"
            assert outcome[0].results[0].because == "called sys.exit"
        assert one(executor, "1").status == "ok"
    assert not list((place.parent / "tmp").iterdir())


@pytest.mark.parametrize("kill", [signal.SIGTERM, signal.SIGKILL])
def test_killing_guardian_and_zygote_one_after_the_other(place: Path, kill: signal.Signals) -> None:
    with approving(place) as executor, running(executor, place) as outcome:
        below, guardian, _ = tree(own(executor))
        os.kill(guardian, kill)
        until(lambda: not alive(below), 5)
        until(lambda: outcome)
        os.kill(own(executor), signal.SIGKILL)
        assert one(executor, "1").status == "ok"
    assert statuses(outcome[0]) == ["failed", "ok"]


SUPERVISOR = """
    import sys, threading, time
    from pathlib import Path
    sys.path[:0] = [{tests!r}]
    from execute.sessions import run
    from execute.test_survivors import FAMILY, LONG
    from vault_runner.config import Config
    from vault_runner.execute import Executor, always_approved
    with Executor(Path(sys.executable), Path({place!r}), Config(), profile_of=always_approved) as executor:
        threading.Thread(target=run, args=(executor, FAMILY), kwargs=dict(options={{0: LONG}})).start()
        end = time.monotonic() + 30
        while time.monotonic() < end and not Path({place!r}, "ready").exists():
            time.sleep(0.01)
        print(executor._warm.pid, flush=True)
        threading.Event().wait(60)
"""


def test_killing_the_tool_leaves_nobody_and_no_folder(place: Path) -> None:
    program = textwrap.dedent(SUPERVISOR.format(tests=str(ROOT / "tests"), place=str(place)))
    environment = {**os.environ, "TMPDIR": str(place.parent / "tmp")}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as tool:
        assert tool.stdout is not None
        zygote = int(tool.stdout.readline())
        below, _, _ = tree(zygote)
        tool.kill()
        until(lambda: not alive([zygote, *below]), 5)
    assert not list((place.parent / "tmp").iterdir())


def test_cancelling_ends_everything_and_says_so(place: Path) -> None:
    with approving(place) as executor:
        with running(executor, place) as outcome:
            below, _, _ = tree(own(executor))
            executor.cancel()
        assert statuses(outcome[0]) == ["not-run", "not-run"]
        assert {result.because for result in outcome[0].results} == {"stopped before it could run"}
        until(lambda: not alive(below), 5)
        assert statuses(run(executor, "1")) == ["not-run"]


def test_cancelling_does_not_wait_for_a_slow_start(place: Path, tmp_path: Path) -> None:
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\nexec sleep 100\n")
    script.chmod(0o755)
    outcome: list[SessionRun] = []
    with Executor(script, place, Config()) as executor:
        thread = threading.Thread(target=lambda: outcome.append(run(executor, "1")))
        thread.start()
        until(lambda: executor._warm is not None and executor._warm.pid != 0)
        executor.cancel()
        thread.join(20)
    assert statuses(outcome[0]) == ["not-run"]


def test_leaving_the_executor_ends_a_session_in_another_thread(place: Path) -> None:
    executor = approving(place)
    with running(executor, place) as outcome:
        below = [own(executor), *tree(own(executor))[0]]
        executor.close()
        assert not alive(below)
    assert statuses(outcome[0]) == ["not-run", "not-run"]
    executor.close()


def test_two_hundred_sessions_leave_nothing(place: Path) -> None:
    with approving(place) as executor:
        one(executor, "1")
        before = open_files(os.getpid()), open_files(own(executor))
        source = (
            "import tempfile, os\nopen(tempfile.mkstemp()[1], 'w').write('x')\nos.path.basename(tempfile.gettempdir())"
        )
        for number in range(200):
            assert one(executor, source).status == "ok", number
        (idle,) = children(own(executor))
        assert not children(idle)
        assert (open_files(os.getpid()), open_files(own(executor))) == before
        (folder,) = (place.parent / "tmp").iterdir()
        assert sorted(path.name for path in folder.iterdir()) == ["lock", "zygote.log"]
    assert not list((place.parent / "tmp").iterdir())
    assert not [pid for pid, _ in descendants(os.getpid())]
