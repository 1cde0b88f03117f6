"""The command line as a whole: what it loads, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from command import environment, vault_run

SLEEP = ["sleep", str(100_000 + os.getpid())]
HEAVY = ("numpy", "torch", "matplotlib", "rich", "markdown_it", "yaml", "msgspec")


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import atexit, sys\n"
        "from vault_runner.cli import main\n"
        f"atexit.register(lambda: print([name for name in {HEAVY!r} if name in sys.modules]))\n"
        "sys.argv = ['vault-run', '--help']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_version() -> None:
    assert vault_run("--version").stdout.startswith("vault-run, version 0.")


def test_no_color_and_pipes_get_plain_text(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\n1 / 0\n```\n", encoding="utf-8")
    assert "\x1b" not in vault_run("check", note).stdout
    assert "\x1b[31m" in vault_run("check", note, FORCE_COLOR="1").stdout
    assert "\x1b" not in vault_run("check", note, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    text = f"```python run\nimport subprocess, time\nsubprocess.Popen({SLEEP!r})\ntime.sleep(600)\n```\n"
    note.write_text(text, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "vault_runner", "run", str(note), "--timeout", "500"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no thread runs in this test
    )
    _wait_for(lambda: _sleepers() != [])
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    assert running.returncode == 130
    _wait_for(lambda: _sleepers() == [])
    assert note.read_text(encoding="utf-8") == text


def _heed_interrupts() -> None:
    """Undo what a shell does to its background jobs, which the suite may be."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _sleepers() -> list[int]:
    """Return the processes that the note started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                line = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if line == "".join(f"{word}\0" for word in SLEEP).encode():
                found.append(int(folder.name))
    return found


def _wait_for(condition: object, seconds: float = 20) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# a\n\n$x = 1$\n" * 2000, encoding="utf-8")
    command = f"{sys.executable} -m vault_runner inspect '{note}' --format json | head -c 10"
    done = subprocess.run(command, shell=True, env=dict(os.environ), capture_output=True, text=True, check=False)  # noqa: S602 - a pipe is the point
    assert "Traceback" not in done.stderr
