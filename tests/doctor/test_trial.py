"""The child that asks: what it says of broken packages, and that nothing of the tool's own folder gets in its way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from vault_runner.doctor import trial


def _run(*paths: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(trial.__file__)],
        env={"PYTHONPATH": ":".join(map(str, paths)), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return answer


def test_a_package_that_breaks_down_is_told(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("print('hello')\nraise SystemExit(4)\n", encoding="utf-8")
    (tmp_path / "torch.py").write_text("__version__ = '9'\nclass cuda:\n    is_available = None\n", encoding="utf-8")
    answer = _run(tmp_path)
    assert answer["packages"]["numpy"] == {"version": "", "error": "SystemExit: 4", "place": ""}  # type: ignore[index]
    assert str(answer["trouble"]).startswith("TypeError")


def test_nothing_of_ours_is_imported(tmp_path: Path) -> None:
    # `fonts` and `answer` are modules of the doctor; a package that imports its own `fonts` must not get ours.
    (tmp_path / "numpy.py").write_text("import importlib.util as u\n__version__ = str(u.find_spec('confinement'))\n")
    assert _run(tmp_path)["packages"]["numpy"]["version"] == "None"  # type: ignore[index]
