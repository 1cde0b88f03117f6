"""Two commands on one vault, results that have to wait, vaults that can't be written."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import environment, vault_run

from vault_runner.errors import WriteError
from vault_runner.pipeline.writing.desk import refuse_read_only

NOTE = "```python run\nprint(1 + 1)\n```\n"
SHOWN = "\n~~~output\n2\n~~~\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "a.md").write_text(NOTE, encoding="utf-8")
    (folder / "b.md").write_text(NOTE, encoding="utf-8")
    return folder


def text(vault: Path, name: str) -> str:
    return (vault / name).read_text(encoding="utf-8")


def own_state(tmp_path: Path) -> str:
    return str(tmp_path / "state")


def test_a_second_command_waits_tells_for_whom_and_its_results_are_written_by_the_next(
    vault: Path, tmp_path: Path
) -> None:
    state = own_state(tmp_path)
    vault_run("run", vault / "b.md", XDG_STATE_HOME=state)
    vault_run("clean", vault / "b.md", XDG_STATE_HOME=state)
    [folder] = (tmp_path / "state" / "vault-runner" / "writes").iterdir()
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = f'{{"pid": {os.getpid()}, "command": "vault-run watch", "since": {time.time()}}}'
        (folder / "holder").write_text(said, encoding="utf-8")
        done = vault_run("run", vault / "a.md", XDG_STATE_HOME=state)
    assert done.returncode == 1
    assert f"waiting for `vault-run watch` (process {os.getpid()}, since " in done.stderr
    assert "is writing into this vault" in done.stdout
    assert "it is kept, and written by the next `vault-run run` in this vault" in done.stdout
    assert text(vault, "a.md") == NOTE
    later = vault_run("run", vault / "b.md", XDG_STATE_HOME=state)
    assert later.returncode == 0
    assert SHOWN in text(vault, "a.md")
    assert SHOWN in text(vault, "b.md")
    assert {line for line in later.stdout.splitlines() if line.startswith("wrote")} == {"wrote a.md", "wrote b.md"}
    vault_run("undo", vault, XDG_STATE_HOME=state)
    assert text(vault, "a.md") == NOTE


def test_many_commands_at_once_lose_nothing(vault: Path, tmp_path: Path) -> None:
    names = ["a.md", "b.md", "c.md"]
    (vault / "c.md").write_text(NOTE, encoding="utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "vault_runner", "run", str(vault / name)],
            env=environment(XDG_STATE_HOME=own_state(tmp_path)),
            stdout=subprocess.DEVNULL,
        )
        for name in names
    ]
    assert [each.wait(100) for each in running] == [0, 0, 0]
    assert all(SHOWN in text(vault, name) for name in names)
    assert sorted(path.name for path in vault.iterdir()) == [".obsidian", *names]


def test_what_cleans_a_note_forgets_what_is_parked_for_it(vault: Path, tmp_path: Path) -> None:
    state = own_state(tmp_path)
    (vault / ".git").mkdir()
    (vault / ".git" / "index.lock").touch()
    done = vault_run("run", vault / "a.md", XDG_STATE_HOME=state)
    assert "git is at work here" in done.stdout
    (vault / ".git" / "index.lock").unlink()
    vault_run("clean", vault / "a.md", XDG_STATE_HOME=state)
    vault_run("run", vault / "b.md", XDG_STATE_HOME=state)
    assert text(vault, "a.md") == NOTE


def test_parked_results_of_code_that_changed_are_not_written(vault: Path, tmp_path: Path) -> None:
    state = own_state(tmp_path)
    (vault / ".git").mkdir()
    (vault / ".git" / "index.lock").touch()
    vault_run("run", vault / "a.md", XDG_STATE_HOME=state)
    (vault / ".git" / "index.lock").unlink()
    changed = NOTE.replace("1 + 1", "1 + 2")
    (vault / "a.md").write_text(changed, encoding="utf-8")
    done = vault_run("run", vault / "b.md", XDG_STATE_HOME=state)
    assert "changed while it ran; nothing was written for it" in done.stdout
    assert text(vault, "a.md") == changed


def test_a_vault_in_a_read_only_folder_stays_and_it_is_told(vault: Path, tmp_path: Path) -> None:
    vault.chmod(0o555)
    try:
        done = vault_run("run", vault / "a.md", obey_permissions=True, XDG_STATE_HOME=own_state(tmp_path))
    finally:
        vault.chmod(0o755)
    assert done.returncode == 1
    assert "lies in the read-only folder" in done.stdout
    assert text(vault, "a.md") == NOTE


def test_without_a_place_for_the_journal_nothing_is_written(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file where the folder should be")
    done = vault_run("run", vault / "a.md", XDG_STATE_HOME=own_state(tmp_path))
    assert done.returncode == 1
    assert "can't be locked" in done.stdout
    assert text(vault, "a.md") == NOTE


def test_two_computers_that_share_a_vault_write_once(vault: Path, tmp_path: Path) -> None:
    jitter = tmp_path / "jitter"
    code = f"```python run\nprint(2 / 3 + float(open({str(jitter)!r}).read()))\n```\n"
    (vault / "a.md").write_text(code, encoding="utf-8")
    seen = []
    for turn in range(4):
        jitter.write_text(str(turn % 2 * 1e-9), encoding="utf-8")
        computer = str(tmp_path / f"computer-{turn % 2}")
        done = vault_run("run", vault / "a.md", XDG_STATE_HOME=f"{computer}/state", XDG_CACHE_HOME=f"{computer}/cache")
        assert done.returncode == 0
        seen.append((vault / "a.md").stat().st_mtime_ns)
    assert "0.666" in text(vault, "a.md")
    assert len(set(seen)) == 1


def test_a_conflict_copy_is_named_and_the_other_notes_are_written(vault: Path, tmp_path: Path) -> None:
    (vault / "a.sync-conflict-20260102-030405-ABCDEFG.md").write_text(NOTE, encoding="utf-8")
    done = vault_run("run", vault / "a.md", vault / "b.md", XDG_STATE_HOME=own_state(tmp_path))
    assert "a.md:1:1: wrong: has a conflict copy beside it, a.sync-conflict-" in done.stdout
    assert text(vault, "a.md") == NOTE
    assert SHOWN in text(vault, "b.md")


def test_a_read_only_file_system_is_told_in_one_sentence(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.statvfs(vault)
    fields = [*list(real)[:8], real.f_flag | os.ST_RDONLY, real.f_namemax]
    monkeypatch.setattr(os, "statvfs", lambda _path: os.statvfs_result(fields))
    with pytest.raises(WriteError, match="the vault can't be written: Read-only file system"):
        refuse_read_only(vault)
    monkeypatch.undo()
    refuse_read_only(vault)
