"""Sessions in interpreters of their own, as on systems where forking isn't safe: the same results, the same ends."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import vault_run
from execute.sessions import one, printed, run, statuses

from vault_runner.config import Config
from vault_runner.errors import ExecutionError
from vault_runner.execute import Executor, always_approved, probe
from vault_runner.execute.spawned import SWITCH, Spawner
from vault_runner.model import BlockOptions, Figure
from vault_runner.worker import census
from vault_runner.worker.tree import children, descendants

ROOT = Path(__file__).parents[2]
GUIDES = ("Figures", "Outputs", "Shared definitions", "Expected outputs")
SHORT = BlockOptions(timeout=0.5)


@pytest.fixture
def executor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Executor]:
    """Yield an executor that spawns; nothing of it may be left in the end."""
    monkeypatch.setenv(SWITCH, "1")
    with Executor(Path(sys.executable), tmp_path, Config(memory=300), profile_of=always_approved) as whole:
        yield whole
        assert isinstance(whole._warm, Spawner)
    assert not [pid for pid, _ in descendants(os.getpid())]


def family(executor: Executor) -> tuple[int, int]:
    """Return the minder and the interpreter of the one session that runs."""
    assert isinstance(executor._warm, Spawner)
    (minder,) = [pid for pid in children(os.getpid()) if children(pid)][:1]
    (child,) = children(minder)
    return minder, child


def test_blocks_share_their_names_and_show_their_values(executor: Executor) -> None:
    whole = run(executor, "x = 20\nprint('out')", "import sys\nprint('err', file=sys.stderr)\nx + 1")
    assert statuses(whole) == ["ok", "ok"]
    assert (printed(whole.results[0]), printed(whole.results[1], "stderr")) == ("out\n", "err\n")
    assert "21" in str(whole.results[1].outputs)


def test_figures_are_drawn(executor: Executor) -> None:
    (figure,) = one(executor, "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])").outputs
    assert isinstance(figure, Figure)
    assert b"<svg" in figure.content


def test_a_failure_is_told_by_the_lines_of_the_note(executor: Executor) -> None:
    assert one(executor, "x = 1\n1 / 0").because == "ZeroDivisionError: division by zero (line 3)"


@pytest.mark.parametrize("source", ["while True: pass", "import time\ntime.sleep(60)"])
def test_an_endless_block_is_interrupted_and_the_next_one_runs(executor: Executor, source: str) -> None:
    whole = run(executor, source, "print('on')", options={0: SHORT})
    assert statuses(whole) == ["timed-out", "ok"]


def test_one_that_swallows_the_interrupt_is_ended(executor: Executor) -> None:
    source = "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException: pass"
    started = time.monotonic()
    assert statuses(run(executor, source, "1", options={0: SHORT})) == ["timed-out", "not-run"]
    assert time.monotonic() - started < 8


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_sudden_end_is_told_with_its_signal(executor: Executor, number: int) -> None:
    result = one(executor, f"import os\nos.kill(os.getpid(), {number})")
    assert result.status == "crashed"
    assert f"signal {int(number)}" in result.because


def test_processes_that_stay_are_ended_even_in_a_group_of_their_own(executor: Executor) -> None:
    source = """
        import os, subprocess
        one = subprocess.Popen(["sleep", "100"])
        two = subprocess.Popen(["sleep", "100"], start_new_session=True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                print(os.getpid(), flush=True)
                os.execvp("sleep", ["sleep", "100"])
            os._exit(0)
        import time
        time.sleep(0.3)
        print(one.pid, two.pid)
    """
    result = one(executor, source)
    assert result.status == "ok"
    assert any("left 3 processes running" in notice.message for notice in result.notices)
    for pid in map(int, printed(result).split()):
        with contextlib.suppress(FileNotFoundError):
            assert " Z " in Path(f"/proc/{pid}/stat").read_text()


def test_memory_beyond_the_limit_ends_the_session(executor: Executor) -> None:
    result = one(executor, "import time\nkept = bytearray(b'1') * (900 << 20)\ntime.sleep(10)")
    assert (result.status, result.because) == ("crashed", "used more than 300 MiB")


def test_a_minder_that_is_killed_takes_its_interpreter_along(executor: Executor, tmp_path: Path) -> None:
    source = f"""
        import os, pathlib, signal, time
        if not pathlib.Path({str(tmp_path)!r}, "once").exists():
            pathlib.Path({str(tmp_path)!r}, "once").touch()
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        print("again")
    """
    result = one(executor, source)
    assert (result.status, printed(result)) == ("ok", "again\n"), "it may not have been its own doing: tried once more"


def test_sessions_get_interpreters_that_were_started_ahead(executor: Executor) -> None:
    pids = [printed(one(executor, "import os\nprint(os.getpid())")) for _ in range(3)]
    assert len(set(pids)) == 3
    assert isinstance(executor._warm, Spawner)
    assert executor._warm._spare is not None


def test_an_interpreter_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "1")
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\nexit 3\n")
    script.chmod(0o755)
    with Executor(script, tmp_path, Config(), profile_of=always_approved) as executor:
        try:
            ended: str = one(executor, "1").status
        except ExecutionError as error:
            ended = "refused" if "can't run notes" in error.message else error.message
    assert ended in {"crashed", "refused"}


def test_what_nobody_approved_is_left_unrun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "note.md").write_text("```python run\nopen('ran', 'w')\n```\n\n$1 + 1 = 3$\n", encoding="utf-8")
    told = vault_run("check", tmp_path, VAULT_RUN_SPAWN="1")
    assert told.returncode in {1, 3}
    assert not (tmp_path / "ran").exists()
    assert "left unrun: nobody approved of running" in told.stdout + told.stderr
    monkeypatch.setenv(SWITCH, "1")
    assert not probe().confines


def test_the_guides_come_out_the_same(tmp_path: Path) -> None:
    told = {}
    notes = [ROOT / f"vault/Guides/{name}.md" for name in GUIDES]
    for switch in ("0", "1"):
        ended = vault_run(
            "check", *notes, "--trust", "--no-cache", "--format", "json",
            XDG_CACHE_HOME=str(tmp_path / switch), VAULT_RUN_SPAWN=switch,
        )  # fmt: skip
        report = json.loads(ended.stdout)
        for note in report["notes"]:
            for block in note["blocks"]:
                block.pop("seconds")
        told[switch] = (ended.returncode, report)
    assert told["0"] == told["1"]
    assert told["1"][1]["summary"]["blocks_run"] > 0


def test_a_killed_tool_leaves_no_interpreter(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "note.md").write_text("```python run\nopen('here', 'w')\nwhile True: pass\n```\n", encoding="utf-8")
    pid = os.fork()
    if pid == 0:
        command = [sys.executable, "-m", "vault_runner", "run", "--trust", "--timeout", "60", str(tmp_path / "note.md")]
        surroundings = {**os.environ, SWITCH: "1", "XDG_STATE_HOME": str(tmp_path / "state")}
        os.execve(sys.executable, command, surroundings)  # noqa: S606 - the program under test
    end = time.monotonic() + 60
    while not (tmp_path / "here").exists() and time.monotonic() < end:
        time.sleep(0.02)
    below = [below for below, _ in descendants(pid)]
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    end = time.monotonic() + 5
    while (left := [one for one in below if Path(f"/proc/{one}/cmdline").exists()]) and time.monotonic() < end:
        left = [one for one in left if " Z " not in Path(f"/proc/{one}/stat").read_text()]
        time.sleep(0.02)
    assert len(below) >= 2
    assert not left


def test_the_census_knows_its_own_by_group_or_by_word() -> None:
    assert os.getpid() not in census.of_session(os.getpgid(0), "no such word")
    assert census.memory([os.getpid()]) > 1 << 20
    assert census.sweep(2**30, "a word that nobody has") == (0, 0)
