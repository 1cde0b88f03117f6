"""Which python runs the notes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vault_runner.config import Config
from vault_runner.errors import ConfigError
from vault_runner.execute import find_python

REMEDY = "name a python that exists with `--python` or with `python:` in vault-run.yaml"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    return tmp_path / "vault"


def python(folder: Path) -> Path:
    """Make something that can be run where an environment has its interpreter."""
    (folder / "bin").mkdir(parents=True)
    path = folder / "bin" / "python"
    path.symlink_to(sys.executable)
    return path


def test_the_one_that_is_named_wins(tmp_path: Path, vault: Path) -> None:
    mine, other = python(tmp_path / "mine"), python(tmp_path / "other")
    active = {"VIRTUAL_ENV": str(tmp_path / "other")}
    assert find_python(Config(python=str(other)), vault, str(mine), active) == mine
    assert find_python(Config(python=str(mine)), vault, "", active) == mine
    assert find_python(Config(), vault, "", active) == other
    assert find_python(Config(), vault, "", {"CONDA_PREFIX": str(tmp_path / "mine")}) == mine
    assert find_python(Config(), vault, "", {}) == Path(sys.executable)


def test_a_link_stays_a_link(tmp_path: Path, vault: Path) -> None:
    mine = python(tmp_path / "mine")
    assert find_python(Config(), vault, str(mine), {}).is_symlink()


def test_a_command_is_looked_up(tmp_path: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = python(tmp_path / "mine")
    monkeypatch.setenv("PATH", str(mine.parent))
    assert find_python(Config(python="python"), vault, "", {}) == mine


def test_one_inside_the_vault_is_used_only_by_name(tmp_path: Path, vault: Path) -> None:
    inside = python(vault / ".venv")
    assert find_python(Config(), vault, str(inside), {}) == inside
    assert find_python(Config(), vault, "", {"VIRTUAL_ENV": str(vault / ".venv")}) == Path(sys.executable)
    with pytest.raises(ConfigError) as raised:
        find_python(Config(python=".venv/bin/python"), vault, "", {})
    message = "python in vault-run.yaml is .venv/bin/python, which lies inside the vault"
    assert str(raised.value) == f"{message}; name it with `--python` if you trust it"
    (tmp_path / "link").symlink_to(vault / ".venv")
    with pytest.raises(ConfigError):
        find_python(Config(python=str(tmp_path / "link" / "bin" / "python")), vault, "", {})


def test_an_active_environment_without_python_is_passed_over(tmp_path: Path, vault: Path) -> None:
    assert find_python(Config(), vault, "", {"VIRTUAL_ENV": str(tmp_path / "gone")}) == Path(sys.executable)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("/no/such/python", "--python is /no/such/python, which doesn't exist"),
        ("/etc/passwd", "--python is /etc/passwd, which can't be run"),
        ("no-such-python", "--python is no-such-python, and there is no such command"),
    ],
)
def test_one_that_cannot_be_run_is_an_error(vault: Path, named: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        find_python(Config(), vault, named, {})
    assert str(raised.value) == f"{message}; {REMEDY}"


def test_the_settings_are_named_when_they_are_wrong(vault: Path) -> None:
    with pytest.raises(ConfigError, match=r"^python in vault-run\.yaml is /no/such/python, which doesn.t exist"):
        find_python(Config(python="/no/such/python"), vault, "", {})
