"""Whose code runs: one's own without a question, a friend's not a byte of it until it was looked at."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from command import environment, vault_run

Command: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]
CANARY = "```python run\nopen('ran-{0}', 'a').write('!')\nprint({0})\n```\n"
NAME = "子 夹/a 注.md"


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Command:
    state, cache, config = (str(tmp_path / f"XDG_{name}_HOME") for name in ("STATE", "CACHE", "CONFIG"))

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return vault_run(*arguments, XDG_STATE_HOME=state, XDG_CACHE_HOME=cache, XDG_CONFIG_HOME=config)

    return run


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    vault = tmp_path / "my vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "子 夹").mkdir()
    (vault / NAME).write_text("Prose.\n\n" + CANARY.format(1), encoding="utf-8")
    (vault / "b.md").write_text(CANARY.format(2), encoding="utf-8")
    return vault


def canaries(vault: Path) -> list[str]:
    return sorted(path.name for path in vault.rglob("ran-*"))


def on_a_terminal(tmp_path: Path, answer: str, *arguments: str | Path) -> tuple[int, str]:
    """Run a command whose questions go to a terminal where `answer` is typed; return its exit code and what it said."""
    near, far = pty.openpty()
    folders = {name: str(tmp_path / name) for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    settings = {key: value for key, value in environment(**folders).items() if key != "CI"}
    command = [sys.executable, "-m", "vault_runner", *map(str, arguments)]
    with subprocess.Popen(command, stdin=far, stdout=subprocess.PIPE, stderr=far, env=settings) as started:
        os.close(far)
        os.write(near, answer.encode() + b"\n")
        said = b""
        try:
            while piece := os.read(near, 4096):
                said += piece
        except OSError:
            pass  # a terminal whose last program has ended
        started.wait(60)
    os.close(near)
    return started.returncode, said.decode()


def test_not_a_byte_of_a_friends_vault_runs_without_approval(run: Command, vault: Path) -> None:
    for arguments in (["run", vault], ["run", vault / "子 夹"], ["figures", vault], ["run", vault, "--all"]):
        done = run(*arguments)
        assert done.returncode == 3
        assert "left unrun, since nobody approved" in done.stdout
        assert "vault-run trust " in done.stdout
        assert canaries(vault) == []
    assert f"    b.md\n    {NAME}\n" in run("run", vault).stdout


def test_ones_own_vault_runs_whatever_is_typed_or_synced_into_it(run: Command, vault: Path) -> None:
    assert "add `--yes`" in run("trust", vault).stderr
    assert run("trust", vault, "--yes").returncode == 0
    assert run("run", vault).returncode == 0
    assert canaries(vault) == ["ran-1", "ran-2"]
    (vault / "b.md").write_text(CANARY.format(3), encoding="utf-8")
    replaced = vault / ".sync"
    replaced.write_text(CANARY.format(4), encoding="utf-8")
    replaced.rename(vault / NAME)
    (vault / "new.md").write_text(CANARY.format(5), encoding="utf-8")
    done = run("run", vault)
    assert (done.returncode, done.stderr) == (0, "")
    assert canaries(vault) == ["ran-1", "ran-2", "ran-3", "ran-4", "ran-5"]


def test_links_out_of_a_vault_and_vaults_within_it_are_not_its_own(run: Command, vault: Path, tmp_path: Path) -> None:
    assert run("trust", vault, "--yes").returncode == 0
    friends = vault / "downloads"
    (friends / ".obsidian").mkdir(parents=True)
    (friends / "friend.md").write_text(CANARY.format(7), encoding="utf-8")
    (tmp_path / "outside.md").write_text(CANARY.format(8), encoding="utf-8")
    (vault / "link.md").symlink_to(tmp_path / "outside.md")
    run("run", vault)
    run("run", friends)
    assert canaries(vault) == ["ran-1", "ran-2"]
    copy = vault.rename(tmp_path / "moved")
    (copy / "b.md").write_text(CANARY.format(9), encoding="utf-8")
    assert run("run", copy).returncode == 3
    assert canaries(copy) == ["ran-1", "ran-2"]


def test_an_approved_note_runs_until_what_it_runs_changes(run: Command, vault: Path) -> None:
    note = vault / NAME
    (vault / "子 夹" / "helper.py").write_text("x = 1\n", encoding="utf-8")
    (vault / "base.md").write_text("```python run\ny = 1\n```\n", encoding="utf-8")
    code = CANARY.format(1).replace("run\n", 'run\n#| depends: "[[base]]"\nimport helper\n', 1)
    note.write_text("Prose.\n\n" + code, encoding="utf-8")
    done = run("trust", note, "--yes")
    assert "runs 2 blocks; imports helper; files of the vault: 子 夹/helper.py; without the network" in done.stdout
    assert run("run", vault).returncode == 3
    assert canaries(vault) == ["ran-1"]
    for path, before, after, approved in (
        (note, "Prose.", "Other prose.", True),
        (note, "print(1)", "print( 1)", False),
        (vault / "子 夹" / "helper.py", "x = 1", "x = 2", False),
        (vault / "base.md", "y = 1", "y = 2", False),
    ):
        kept = path.read_text(encoding="utf-8")
        path.write_text(kept.replace(before, after), encoding="utf-8")
        (vault / "子 夹" / "ran-1").unlink(missing_ok=True)
        done = run("run", vault / "子 夹", "--no-cache")
        assert (done.returncode == 0, canaries(vault) == ["ran-1"]) == (approved, approved)
        if not approved:
            told = run("trust", "--diff", note)
            assert "changed since it was approved" in told.stdout
            assert f"+{after}" in told.stdout.replace(" " * 8, "")
            path.write_text(kept, encoding="utf-8")
    assert run("trust", "--revoke", note).stdout.endswith("approved no more\n")
    assert run("run", vault / "子 夹", "--no-cache").returncode == 3


def test_a_check_sees_at_once_what_was_approved_and_revoked(run: Command, vault: Path) -> None:
    def wrong() -> set[str]:
        done = run("check", vault, "--format", "json")
        assert done.returncode in (0, 1), done.stderr
        return {note["path"] for note in json.loads(done.stdout)["notes"] if note["findings"]}

    os.utime(vault / "b.md", (1, 1))
    assert wrong() == wrong() == {"b.md", NAME}
    run("trust", vault / "b.md", "--yes")
    assert wrong() == wrong() == {NAME}
    run("trust", vault, "--yes")
    assert wrong() == wrong() == set()
    assert run("trust", "--revoke", vault).returncode == 0
    assert wrong() == wrong() == {"b.md", NAME}


def test_what_is_approved_is_listed(run: Command, vault: Path) -> None:
    assert run("trust", "--list").stdout == "nothing is approved on this device\n"
    run("trust", vault / NAME, "--yes")
    run("trust", vault, "--yes")
    first, second = run("trust", "--list").stdout.splitlines()
    assert first.startswith(f"{vault}: vault, later edits included; since ")
    assert second.startswith(f"{vault / NAME}: note, until what it runs changes; since ")
    assert run("trust", "--revoke", vault / "b.md").returncode == 1


def test_a_damaged_store_is_told_and_approves_of_nothing(run: Command, vault: Path, tmp_path: Path) -> None:
    run("trust", vault, "--yes")
    (tmp_path / "XDG_STATE_HOME" / "vault-runner" / "trust" / "approvals.json").write_text("{", encoding="utf-8")
    done = run("run", vault)
    assert done.returncode == 3
    assert "the store of approvals is damaged, so nothing is approved; remove it and approve anew" in done.stderr
    assert canaries(vault) == []
    assert run("trust", vault, "--yes").returncode == 2


def test_a_person_is_asked_once_and_may_say_not_now(run: Command, vault: Path, tmp_path: Path) -> None:
    code, said = on_a_terminal(tmp_path, "", "run", vault / "b.md")
    assert code == 3
    assert "b.md isn't approved; it would run 1 block; without the network" in said
    assert canaries(vault) == []
    assert on_a_terminal(tmp_path, "note", "run", vault / "b.md")[0] == 0
    assert canaries(vault) == ["ran-2"]
    code, said = on_a_terminal(tmp_path, "", "run", vault / "b.md", "--no-cache")
    assert (code, "approve" in said.lower()) == (0, False)
    assert on_a_terminal(tmp_path, "vault", "run", vault / NAME)[0] == 0
    assert run("run", vault).returncode == 0


def test_a_note_named_where_nobody_can_be_asked_is_approved_for_that_command(run: Command, vault: Path) -> None:
    assert run("run", vault / "b.md").returncode == 0
    assert canaries(vault) == ["ran-2"]
    assert run("trust", "--list").stdout == "nothing is approved on this device\n"
