"""A vault-run whose terminal closes, that is suspended, that runs out of descriptors, whose clock jumps."""

from __future__ import annotations

import os
import pty
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from command import environment

from vault_runner.worker.tree import descendants

LONG = """```python run
import pathlib, time
pathlib.Path("here").touch()
for _ in range({turns}):
    time.sleep(0.1)
print("done")
```
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return an empty vault."""
    (tmp_path / "vault/.obsidian").mkdir(parents=True)
    return tmp_path / "vault"


def until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def alive(processes: list[int]) -> list[int]:
    """Return those that still run; zombies have ended."""
    found = []
    for pid in processes:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.append(pid)
    return found


def started(vault: Path, source: str, *options: str, **how: object) -> subprocess.Popen[str]:
    """Start the program on one note."""
    (vault / "note.md").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "vault_runner", "run", "--trust", *options, str(vault / "note.md")]
    folders = environment(XDG_STATE_HOME=str(vault.parent / "state"), XDG_CACHE_HOME=str(vault.parent / "cache"))
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]  # handed on as they are
        command, env=folders, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how
    )


@pytest.fixture
def asleep(vault: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield a vault-run that is in the middle of a long block."""
    with started(vault, LONG.format(turns=900), "--timeout", "90", start_new_session=True) as tool:
        until((vault / "here").exists)
        yield tool
        tool.kill()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_it_ends_in_order_when_it_is_told_to(vault: Path, asleep: subprocess.Popen[str], number: int) -> None:
    below = [pid for pid, _ in descendants(asleep.pid)]
    assert below
    before = (vault / "note.md").read_bytes()
    os.kill(asleep.pid, number)
    assert asleep.wait(10) == 130
    until(lambda: not alive(below), 1)
    assert (vault / "note.md").read_bytes() == before


def test_a_suspended_one_whose_terminal_closes_ends(asleep: subprocess.Popen[str]) -> None:
    below = [pid for pid, _ in descendants(asleep.pid)]
    for number in (signal.SIGTSTP, signal.SIGHUP, signal.SIGCONT):
        os.kill(asleep.pid, number)
        time.sleep(0.1)
    assert asleep.wait(10) == 130
    until(lambda: not alive(below), 1)


@pytest.mark.parametrize("victim", [0, 1, 2, 3], ids=["tool", "zygote", "guardian", "child"])
def test_killing_any_process_leaves_none_and_the_note_whole(
    vault: Path, asleep: subprocess.Popen[str], victim: int
) -> None:
    before = (vault / "note.md").read_bytes()
    tree = [asleep.pid]
    while len(tree) < 4:
        tree.append(next(pid for pid, parent in descendants(asleep.pid) if parent == tree[-1]))
    (vault / "note.md").write_text("```python run\nprint('quick')\n```\n", encoding="utf-8")
    os.kill(tree[victim], signal.SIGKILL)
    if victim == 0:
        asleep.wait(10)
        until(lambda: not alive(tree), 1)
        assert (vault / "note.md").read_bytes() != before, "the test's own bytes stand there"
    else:
        until(lambda: not alive(tree[victim:]), 1)
        os.kill(asleep.pid, signal.SIGTERM)
        asleep.wait(20)
    assert (vault / "note.md").read_text(encoding="utf-8") == "```python run\nprint('quick')\n```\n"


def test_time_that_it_was_suspended_is_blamed_on_no_block(vault: Path) -> None:
    with started(vault, LONG.format(turns=15), "--timeout", "4", start_new_session=True) as tool:
        until((vault / "here").exists)
        everybody = [tool.pid, *(pid for pid, _ in descendants(tool.pid))]
        for pid in everybody:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(5)
        for pid in everybody:
            os.kill(pid, signal.SIGCONT)
        said, _ = tool.communicate(timeout=60)
    assert tool.returncode == 0, said
    assert "done" in (vault / "note.md").read_text(encoding="utf-8")


def test_a_terminal_that_is_gone_leaves_nobody(vault: Path) -> None:
    (vault / "note.md").write_text(LONG.format(turns=900), encoding="utf-8")
    surroundings = environment(XDG_STATE_HOME=str(vault.parent / "state"))
    command = [sys.executable, "-m", "vault_runner", "run", "--trust", "--timeout", "90", str(vault / "note.md")]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, command, surroundings)  # noqa: S606 - the program under test
    until((vault / "here").exists)
    everybody = [pid, *(below for below, _ in descendants(pid))]
    os.close(terminal)
    until(lambda: os.waitpid(pid, os.WNOHANG) != (0, 0), 10)
    until(lambda: not alive(everybody), 1)


@pytest.mark.parametrize("most", [24, 40])
def test_too_few_descriptors_are_told_in_one_sentence(vault: Path, most: int) -> None:
    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    blocks = "".join(f"```python run session=s{number}\nprint({number})\n```\n\n" for number in range(8))
    with started(vault, blocks, "-j", "8", preexec_fn=few) as tool:
        said, _ = tool.communicate(timeout=100)
    assert "Traceback" not in said
    if tool.returncode == 2:
        assert "open files" in said
        assert (vault / "note.md").read_text(encoding="utf-8") == blocks
    else:
        assert tool.returncode == 0, said


JUMPED = "import time\nreal = time.time\ntime.time = lambda: real() + {jump}\n"
MAIN = "from vault_runner.cli.group import main\nmain()\n"


@pytest.mark.parametrize("jump", [-(10**9), 10**9])
def test_a_clock_that_jumped_changes_nothing(vault: Path, jump: int) -> None:
    (vault / "note.md").write_text("```python run\nprint('done')\n```\n", encoding="utf-8")
    folders = environment(XDG_STATE_HOME=str(vault.parent / "state"), XDG_CACHE_HOME=str(vault.parent / "cache"))
    program = JUMPED.format(jump=jump) + MAIN
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", program, "run", "--trust", str(vault / "note.md")],
            env=folders, capture_output=True, text=True, timeout=100, check=False,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr.count("Traceback")) == (0, 0), ended.stderr
    written = (vault / "note.md").read_text(encoding="utf-8")
    assert written.count("vr:out") == 1
    undone = subprocess.run(
        [sys.executable, "-m", "vault_runner", "undo", str(vault)], env=folders, capture_output=True, text=True,
        timeout=100, check=False,
    )  # fmt: skip
    assert "restored note.md" in undone.stdout
