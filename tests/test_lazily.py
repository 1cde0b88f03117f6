"""Packages load what is asked of them and no more."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from command import environment

from vault_runner.lazily import LazyPackage
from vault_runner.recall.stamp import tool_stamp

ROOMS = ("config", "execute", "model", "parse", "pipeline", "recall", "report", "write")
HEAVY = (
    "markdown_it",
    "numpy",
    "scipy",
    "torch",
    "matplotlib",
    "pylatexenc",
    "yaml",
    "pathspec",
    "platformdirs",
    "rich",
)
OURS = ("parse.note", "plan.planning", "execute.cache", "verify", "write.propose", "pipeline.judging", "report.wire")


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_is_found_and_is_no_module_by_accident(room: str) -> None:
    package = import_module(f"vault_runner.{room}")
    assert isinstance(package, LazyPackage)
    names: list[str] = package.__dict__["__all__"]
    for name in names:
        assert not isinstance(getattr(package, name), ModuleType), name


def test_a_module_does_not_take_the_place_of_a_name_that_is_spelt_like_it() -> None:
    code = "import vault_runner.write.propose; from vault_runner.write import propose; assert callable(propose)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = import_module("vault_runner.model").nothing


def test_a_check_in_which_nothing_changed_loads_no_parser(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").write_text("# nothing is set\n", encoding="utf-8")
    (tmp_path / "note.md").write_text("$$\n1 + 1 = 2\n$$\n\n```python run\n1 + 1\n```\n", encoding="utf-8")
    (tmp_path / "wrong.md").write_text("```python run\nunclosed\n", encoding="utf-8")
    told = _checked_twice(tmp_path)
    assert told[1].returncode == told[0].returncode == 1
    assert "wrong.md" in told[1].stdout
    loaded = {line.rpartition("|")[2].strip() for line in told[1].stderr.splitlines()}
    assert "vault_runner.pipeline.memory.known" in loaded
    assert {name.partition(".")[0] for name in loaded} & set(HEAVY) == set()
    assert loaded & {f"vault_runner.{module}" for module in OURS} == set()


def _checked_twice(vault: Path) -> list[subprocess.CompletedProcess[str]]:
    """Check twice with the same program: nothing is remembered for one whose sources are edited in between."""
    stamp, told = tool_stamp(), [_check(vault) for _ in range(2)]
    return told if stamp == tool_stamp() else _checked_twice(vault)


def _check(vault: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "importtime", "-m", "vault_runner", "check", str(vault)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
