"""Shell lines run where this device's owner allowed it and the note is approved, and nowhere else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import vault_run

FIRST = "# A note\n\n```python run\n1 + 1\n```\n"
NOTE = f"{FIRST}\n```python run\nword = 'four'\n!printf 'two %s\\n' {{word}}\nlines = !echo three\nprint(lines)\n```\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault of one note with shell lines."""
    (tmp_path / "vault/.obsidian").mkdir(parents=True)
    (tmp_path / "vault/note.md").write_text(NOTE, encoding="utf-8")
    return tmp_path / "vault"


def run(vault: Path, *arguments: str | Path, switches: str = "shell: true\n") -> subprocess.CompletedProcess[str]:
    """Run the program on a device with these switches."""
    place = vault.parent / "config/vault-runner"
    place.mkdir(parents=True, exist_ok=True)
    (place / "device.yaml").write_text(switches, encoding="utf-8")
    (place / "device.yaml").chmod(0o600)
    return vault_run(
        *arguments,
        XDG_CONFIG_HOME=str(vault.parent / "config"),
        XDG_STATE_HOME=str(vault.parent / "state"),
        XDG_CACHE_HOME=str(vault.parent / "cache"),
    )


def test_an_approved_note_runs_its_shell_lines_where_the_switch_is_on(vault: Path) -> None:
    told = run(vault, "run", "--trust", vault / "note.md")
    assert told.returncode == 0, told.stdout + told.stderr
    written = (vault / "note.md").read_text(encoding="utf-8")
    assert "~~~output\ntwo four\n['three']\n~~~\n" in written
    again = run(vault, "run", "--trust", vault / "note.md")
    assert again.returncode == 0
    assert (vault / "note.md").read_text(encoding="utf-8") == written


def test_without_the_switch_nothing_runs_and_the_finding_names_it(vault: Path) -> None:
    told = run(vault, "run", "--trust", vault / "note.md", switches="network: false\n")
    assert "two four" not in (vault / "note.md").read_text(encoding="utf-8")
    assert "line 9 begins with `!printf 'two …`, which needs the `shell` switch" in told.stdout
    assert "switch on `shell: true`" in told.stdout


def test_a_note_that_nobody_approved_starts_no_shell(vault: Path) -> None:
    (vault / "note.md").write_text(f"```python run\n!touch {vault}/touched\n```\n", encoding="utf-8")
    told = run(vault, "check", vault / "note.md")
    assert told.returncode in {1, 3}, "left unrun where there are no walls"
    assert not (vault / "touched").exists()
    if told.returncode == 1:
        assert "starting processes is closed to notes that aren't approved" in told.stdout
        assert "vault-run trust note.md" in told.stdout


def test_a_changed_switch_asks_again(vault: Path) -> None:
    assert run(vault, "trust", "--yes", vault / "note.md", switches="shell: false\n").returncode == 0
    told = run(vault, "run", vault)
    assert "two four" not in (vault / "note.md").read_text(encoding="utf-8")
    assert told.returncode == 3
