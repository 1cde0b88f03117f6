"""Several programs on one machine share its accelerators; one that is killed is not waited for."""

from __future__ import annotations

import contextlib
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import environment, vault_run

from vault_runner.execute.leases import Leases

pytestmark = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="here CUDA is real, and nothing is supposed")

USES = ("import torch", 'x = torch.ones(3, 2, device="cuda").T  # (2, 3)')
STAYS = ("import time", "import torch", "if not torch.cuda.is_available():", "    time.sleep(60)", USES[1])
"""Rehearsed in a moment; for real it holds the device until it is killed."""


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    """Return the user's folders, with settings that suppose a device of 1 GiB."""
    settings = tmp_path / "config" / "vault-runner"
    settings.mkdir(parents=True)
    (settings / "device.yaml").write_text("devices:\n  cuda:0: 1\n", encoding="utf-8")
    (settings / "device.yaml").chmod(0o600)
    return {f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("config", "state", "cache")}


def leases(tmp_path: Path) -> Leases:
    folder = tmp_path / "state" / "vault-runner" / "slots" / platform.node()
    folder.mkdir(parents=True, exist_ok=True)
    return Leases(folder)


def vault(tmp_path: Path, name: str, *blocks: tuple[str, ...]) -> Path:
    note = tmp_path / name / f"{name}.md"
    note.parent.mkdir()
    fences = ("\n".join(("```python run", *lines, "```", "")) for lines in blocks)
    note.write_text("\n".join(fences), encoding="utf-8")
    return note


@contextlib.contextmanager
def started(note: Path, folders: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Start `check` of a note, with whatever it runs."""
    arguments = [sys.executable, "-m", "vault_runner", "check", str(note), "--format", "json"]
    with subprocess.Popen(arguments, env=environment(**folders), stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def commanded(folders: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    config, state, cache = (folders[f"XDG_{name}_HOME"] for name in ("CONFIG", "STATE", "CACHE"))
    return vault_run(*arguments, XDG_CONFIG_HOME=config, XDG_STATE_HOME=state, XDG_CACHE_HOME=cache)


def findings(told: str) -> list[dict[str, Any]]:
    return [finding for note in json.loads(told)["notes"] for finding in note["findings"]]


def test_one_waits_for_the_other_and_has_the_device_as_soon_as_that_one_is_killed(
    tmp_path: Path, folders: dict[str, str]
) -> None:
    with started(vault(tmp_path, "stays", STAYS), folders) as holder:
        until(lambda: [each.who for each in leases(tmp_path).standing() if each.held] == ["stays.md"])
        (lease,) = leases(tmp_path).standing()
        # The rehearsal told what it takes: six numbers and the process, so that another one doesn't fit beside it.
        assert lease.wants == {"cuda:0": 24 + (512 << 20)}
        with started(vault(tmp_path, "waits", ("1 + 1",), USES), folders) as waiter:
            until(lambda: [each.held for each in leases(tmp_path).standing()] == [True, False])
            holder.kill()
            told, _ = waiter.communicate(timeout=60)
    found = findings(told)
    assert [each["message"] for each in found if each["rule"] == "VRX008"] != []
    (waited,) = (each["message"] for each in found if each["rule"] == "VRX013")
    assert waited.endswith("s for cuda:0, which other sessions had")
    assert not [each for each in found if each["severity"] == "error"]
    assert leases(tmp_path).standing() == []


def test_what_the_device_can_never_hold_is_told_with_need_room_and_remedy(
    tmp_path: Path, folders: dict[str, str]
) -> None:
    large = vault(tmp_path, "large", ("import torch", 'x = torch.ones(1 << 30, device="cuda")'))
    (error,) = (
        each
        for each in findings(commanded(folders, "check", large, "--format", "json").stdout)
        if each["severity"] == "error"
    )
    assert error["rule"] == "VRX001"
    assert (
        error["message"] == "it needs 4 GiB on cuda:0 for its tensors and 512 MiB for the process, and cuda:0 has 1 GiB"
    )
    assert "#| check: shapes" in error["remedy"]


def test_a_rehearsal_leaves_nothing_behind(tmp_path: Path, folders: dict[str, str]) -> None:
    note = vault(tmp_path, "saves", ('open("made", "a").write("x")', *USES, 'open("made", "a").write("y")'))
    done = commanded(folders, "run", note)
    assert done.returncode == 0, done.stdout
    made = note.parent / "made"
    # Once for real, up to the block's failure for want of the device, and once on a virtual one.
    assert not made.exists() or made.read_text(encoding="utf-8") == "xxy"
