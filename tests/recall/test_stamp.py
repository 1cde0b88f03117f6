"""Stamps change with what they stand for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from vault_runner.recall import stamp
from vault_runner.recall.stamp import device_stamp, interpreter_stamp, tool_stamp


def test_the_same_things_have_the_same_stamps() -> None:
    assert device_stamp() == device_stamp()
    assert interpreter_stamp("/usr/bin/env", ["/usr/lib"]) == interpreter_stamp("/usr/bin/env", ["/usr/lib"])


def test_an_edited_program_is_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "program"
    (package / "recall").mkdir(parents=True)
    shutil.copy(stamp.__file__, package / "recall/stamp.py")
    monkeypatch.setattr(stamp, "__file__", str(package / "recall/stamp.py"))
    before = tool_stamp()
    assert tool_stamp() == before
    os.utime(package / "recall/stamp.py", ns=(0, 1))
    touched = tool_stamp()
    (package / "more.py").touch()
    assert len({before, touched, tool_stamp()}) == 3


def test_an_interpreter_with_other_packages_is_another_one(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    python, packages = tmp_path / "bin/python", tmp_path / "packages"
    python.touch()
    stamps = {interpreter_stamp(str(python), [str(packages)])}
    (packages / "torch-2.0.dist-info").mkdir(parents=True)
    stamps.add(interpreter_stamp(str(python), [str(packages)]))
    (packages / "torch-2.0.dist-info").rename(packages / "torch-2.1.dist-info")
    stamps.add(interpreter_stamp(str(python), [str(packages)]))
    (tmp_path / "pyvenv.cfg").write_text("home = elsewhere\n", encoding="utf-8")
    stamps.add(interpreter_stamp(str(python), [str(packages)]))
    python.write_text("another\n", encoding="utf-8")
    stamps.add(interpreter_stamp(str(python), [str(packages)]))
    assert len(stamps) == 5
