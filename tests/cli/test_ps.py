"""What runs on this machine is listed, and ends when it is told to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import environment, vault_run

from vault_runner.worker.tree import descendants

NOTE = "```python run\nimport pathlib, time\npathlib.Path('here').touch()\ntime.sleep(100)\n```\n"


@pytest.fixture
def state(tmp_path: Path) -> str:
    """Return a state folder of the test's own."""
    return str(tmp_path / "state")


@pytest.fixture
def busy(tmp_path: Path, state: str) -> Iterator[subprocess.Popen[str]]:
    """Yield a vault-run whose block sleeps."""
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "note.md").write_text(NOTE, encoding="utf-8")
    command = [sys.executable, "-m", "vault_runner", "run", "--trust", "--timeout", "90", str(vault / "note.md")]
    surroundings = environment(XDG_STATE_HOME=state)
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        end = time.monotonic() + 60
        while not (vault / "here").exists() and time.monotonic() < end:
            time.sleep(0.02)
        yield process
        process.kill()


def test_nothing_runs(state: str) -> None:
    assert vault_run("ps", XDG_STATE_HOME=state).stdout == "no vault-run is under way\n"
    told = vault_run("stop", str(os.getpid()), XDG_STATE_HOME=state)
    assert (told.returncode, told.stderr) == (2, f"process {os.getpid()} is no vault-run of yours\n")


def test_one_that_runs_is_listed_and_stopped(busy: subprocess.Popen[str], state: str, tmp_path: Path) -> None:
    (listed,) = json.loads(vault_run("ps", "--format", "json", XDG_STATE_HOME=state).stdout)
    assert (listed["pid"], listed["vault"]) == (busy.pid, str(tmp_path / "vault"))
    assert (listed["notes"], listed["writing"]) == (["note.md"], False)
    line = vault_run("ps", XDG_STATE_HOME=state).stdout
    assert line.startswith(f"{busy.pid}  since ")
    assert "(note.md)  `vault-run run --trust" in line
    below = [pid for pid, _ in descendants(busy.pid)]
    told = vault_run("stop", str(busy.pid), XDG_STATE_HOME=state)
    assert (told.returncode, told.stdout.split(":")[0]) == (0, "ended")
    assert busy.wait(5) == 130
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]
    assert (tmp_path / "vault/note.md").read_text(encoding="utf-8") == NOTE
    assert vault_run("ps", XDG_STATE_HOME=state).stdout == "no vault-run is under way\n"


def test_one_that_was_killed_is_not_listed(busy: subprocess.Popen[str], state: str) -> None:
    busy.kill()
    busy.wait()
    assert list((Path(state) / "vault-runner/running").iterdir())
    assert vault_run("stop", "--all", XDG_STATE_HOME=state).returncode == 0
    assert not list((Path(state) / "vault-runner/running").iterdir())


def test_one_that_does_not_listen_is_said_to_run_on(busy: subprocess.Popen[str], state: str) -> None:
    os.kill(busy.pid, 19)
    told = vault_run("stop", "--all", "--patience", "0.2", XDG_STATE_HOME=state)
    os.kill(busy.pid, 18)
    assert (told.returncode, told.stdout.split(":")[0]) == (1, "still runs")
    assert busy.wait(20) == 130


def test_one_or_all_of_them_have_to_be_named(state: str) -> None:
    told = vault_run("stop", XDG_STATE_HOME=state)
    assert told.returncode == 2
    assert "name one process, as `vault-run ps` lists them, or say --all" in told.stderr
