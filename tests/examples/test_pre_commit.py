"""The hooks for pre-commit, called as pre-commit calls them: the entry, the arguments, the staged files."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import environment

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
KEYS = {"id", "name", "description", "entry", "language", "types", "require_serial"}
GOOD = "```python run\n1 + 1  # => 2\n```\n"
BAD = "```python run\n1 + 1  # => 3\n```\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / ".obsidian").mkdir()
    for name, text in {"Good note.md": GOOD, "Bad.md": BAD, "-v.md": GOOD}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _commit(vault: Path, *staged: str) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(HOOKS[0]["entry"])
    command = [str(Path(sys.executable).parent / program), *arguments, *staged]
    return subprocess.run(command, cwd=vault, env=environment(), capture_output=True, text=True, check=False)


def test_the_hooks_are_written_as_pre_commit_reads_them() -> None:
    assert [hook["id"] for hook in HOOKS] == ["vault-run-check", "vault-run-check-installed"]
    assert [hook["language"] for hook in HOOKS] == ["python", "system"]
    for hook in HOOKS:
        assert set(hook) == KEYS
        assert hook["types"] == ["markdown"]
        assert hook["require_serial"] is True


def test_only_what_is_staged_is_checked(vault: Path) -> None:
    done = _commit(vault, "Good note.md")
    assert (done.returncode, "1 note" in done.stdout) == (0, True), done.stdout + done.stderr
    done = _commit(vault, "Good note.md", "Bad.md")
    assert done.returncode == 1
    assert re.search(r"^Bad\.md:2:\d+: wrong: .*says 3, is 2", done.stdout, re.MULTILINE)


def test_nothing_is_written_so_that_the_commit_stays_what_it_is(vault: Path) -> None:
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    _commit(vault, "Good note.md", "Bad.md")
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before
