"""What a notebook's shell lines do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vault_runner.worker import shell


@pytest.mark.parametrize(
    ("command", "filled"),
    [
        ("echo {n + 1} $n", "echo 3 2"),
        ("echo $HOME ${HOME} {1..3} {no_such}", "echo $HOME ${HOME} {1..3} {no_such}"),
        ("echo {{n}} $$n", "echo {n} $n"),
    ],
)
def test_values_stand_for_their_names(command: str, filled: str) -> None:
    assert shell.filled(command, {"n": 2}) == filled


def test_a_command_prints_and_its_end_is_not_looked_at(capfd: pytest.CaptureFixture[str]) -> None:
    shell.system("echo out; echo err >&2; exit 3", {})
    assert capfd.readouterr() == ("out\n", "err\n")


def test_lines_are_returned() -> None:
    assert shell.lines("printf 'a\\nb'", {}) == ["a", "b"]


def test_a_script_that_fails_says_so() -> None:
    with pytest.raises(subprocess.CalledProcessError, match="status 4"):
        shell.script("sh", "exit 4\n")
    with pytest.raises(FileNotFoundError, match="there is no `no-such-shell` here"):
        shell.script("no-such-shell", "")


def test_pip_is_that_of_the_notes(capfd: pytest.CaptureFixture[str]) -> None:
    shell.pip("--version", {})
    assert sys.prefix.split("/")[-1] in capfd.readouterr().out
