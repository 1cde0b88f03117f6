"""The environment's hash: what changes it and what doesn't."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vault_runner.config import Config, FigureConfig
from vault_runner.errors import ExecutionError
from vault_runner.execute import environment

PYTHON = Path(sys.executable)


@pytest.fixture
def interpreter(tmp_path: Path) -> Path:
    """Return a small virtual environment's interpreter."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    return tmp_path / "venv" / "bin" / "python"


def test_the_same_interpreter_has_the_same_hash(tmp_path: Path) -> None:
    first = environment(PYTHON, folder=tmp_path)
    assert first == environment(PYTHON, folder=tmp_path) == environment(PYTHON, folder=tmp_path / "elsewhere")
    assert len(first) == 64


def test_an_interpreter_is_asked_once(interpreter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = environment(interpreter, folder=tmp_path)
    monkeypatch.setattr(subprocess, "run", None)
    assert environment(interpreter, folder=tmp_path) == first


def test_installing_a_package_changes_the_hash(interpreter: Path, tmp_path: Path) -> None:
    before = environment(interpreter, folder=tmp_path)
    (site,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    (site / "numpy-9.9.dist-info").mkdir()
    assert environment(interpreter, folder=tmp_path) != before


def test_another_environment_of_the_same_python_is_another(interpreter: Path, tmp_path: Path) -> None:
    assert environment(interpreter, folder=tmp_path) != environment(PYTHON, folder=tmp_path)


def test_settings_of_figures_count_where_they_are_given(tmp_path: Path) -> None:
    svg = environment(PYTHON, config=Config(), folder=tmp_path)
    png = environment(PYTHON, config=Config(figures=FigureConfig(format="png")), folder=tmp_path)
    longer = environment(PYTHON, config=Config(timeout=99), folder=tmp_path)
    assert svg != png
    assert svg == longer


def test_a_damaged_answer_is_asked_for_again(tmp_path: Path) -> None:
    first = environment(PYTHON, folder=tmp_path)
    (kept,) = tmp_path.glob("*.json")
    kept.write_bytes(b"{")
    assert environment(PYTHON, folder=tmp_path) == first


def test_what_is_no_python_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError) as raised:
        environment(Path("/bin/true"), folder=tmp_path)
    assert str(raised.value) == "/bin/true does not answer as a python would; try it by hand"
