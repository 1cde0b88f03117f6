"""Processes below a process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vault_runner.worker import tree


def test_descendants_are_found_with_their_parents() -> None:
    with subprocess.Popen(["sh", "-c", "sleep 60 & wait"]) as shell:
        while not tree.children(shell.pid):
            time.sleep(0.01)
        (sleeping,) = tree.children(shell.pid)
        below = tree.descendants(os.getpid())
        assert (shell.pid, os.getpid()) in below
        assert (sleeping, shell.pid) in below
        assert (sleeping, shell.pid) not in tree.descendants(os.getpid(), {shell.pid})
        assert tree.parent(sleeping) == shell.pid
        tree.strike(sleeping, shell.pid)


def test_children_are_found_without_the_kernels_list(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen(["sleep", "60"]) as sleeping:
        assert sleeping.pid in tree._children_by_search(os.getpid())
        monkeypatch.setattr(Path, "read_text", _without_children(Path.read_text))
        assert sleeping.pid in tree.children(os.getpid())
        sleeping.kill()


def _without_children(read_text: object) -> object:
    def reading(path: Path, *arguments: object) -> str:
        if path.name == "children":
            raise FileNotFoundError
        return read_text(path, *arguments)  # type: ignore[operator,no-any-return]  # the real one

    return reading


def test_only_the_expected_parents_child_is_struck() -> None:
    with subprocess.Popen(["sleep", "60"]) as sleeping:
        tree.strike(sleeping.pid, 1)
        assert sleeping.poll() is None
        tree.strike(sleeping.pid, os.getpid())
        assert sleeping.wait() == -9
    tree.strike(sleeping.pid, os.getpid())


def test_memory_is_measured() -> None:
    assert tree.resident(os.getpid()) >= tree.proportional(os.getpid()) > 1 << 20
    assert tree.resident(2**22) == tree.proportional(2**22) == tree.parent(2**22) == 0
    assert tree.children(2**22) == []


SWEEPER = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from vault_runner.worker import kernel, tree
kernel.become_subreaper()
spared = os.fork()
if spared == 0:
    time.sleep(60)
for _ in range(3):
    if os.fork() == 0:
        for _ in range(4):
            if os.fork() == 0:
                os.setsid()
                if os.fork():
                    os._exit(0)
                time.sleep(60)
        time.sleep(60)
time.sleep(0.3)
ended, left = tree.sweep({spared})
still = [pid for pid, _ in tree.descendants(os.getpid())]
print(ended, left, still == [spared], tree.sweep())
"""


def test_a_sweep_ends_orphans_of_orphans_and_spares_who_is_named() -> None:
    root = str(Path(tree.__file__).parents[2])
    answer = subprocess.run(
        [sys.executable, "-c", SWEEPER, root], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.split(maxsplit=2) == ["27", "0", "True (1, 0)\n"]
