"""Where torch isn't installed, or can't be loaded, notes that need numpy alone run, and the others say what to do."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from command import vault_run

NUMPY = "```python run\nimport numpy as np\nvm.pairwise_sqdist(np.ones((2, 3)), np.ones((4, 3))).shape  # (2, 4)\n```\n"
TORCH = "Some words.\n\n```python run\nimport torch\ntorch.ones(2)\n```\n"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an interpreter that has numpy and nothing else."""
    folder = tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for found in Path(sysconfig.get_path("purelib")).glob("numpy*"):
        (packages / found.name).symlink_to(found)
    return folder / "bin" / "python"


def checked(vault: Path, python: Path) -> dict[str, list[dict[str, Any]]]:
    """Check both notes, and return what is found wrong in each."""
    for name, text in {"vault-run.yaml": "", "numpy.md": NUMPY, "torch.md": TORCH}.items():
        (vault / name).write_text(text, encoding="utf-8")
    done = vault_run("check", vault, "--trust", "--no-cache", "--format", "json", "--python", python)
    assert done.returncode == 1, done.stdout + done.stderr
    notes = json.loads(done.stdout)["notes"]
    return {note["path"]: [one for one in note["findings"] if one["severity"] == "error"] for note in notes}


def test_a_torch_that_is_not_there_is_named_with_the_remedy(python: Path, tmp_path: Path) -> None:
    told = checked(tmp_path, python)
    assert told["numpy.md"] == []
    (found,) = told["torch.md"]
    assert (found["rule"], found["line"]) == ("VRX004", 4)
    assert found["message"] == f"needs the package `torch`, which isn't installed for {python}"
    assert found["remedy"] == "install `torch` where the notes' python finds it"


def test_a_torch_that_cannot_be_loaded_is_told_from_one_that_is_not_there(python: Path, tmp_path: Path) -> None:
    (packages,) = python.parents[1].glob("lib/python*/site-packages")
    (packages / "torch").mkdir()
    (packages / "torch" / "__init__.py").write_text("raise ImportError('libtorch_cpu.so: no such file')\n")
    told = checked(tmp_path, python)
    assert told["numpy.md"] == []
    (found,) = told["torch.md"]
    assert (found["rule"], found["line"]) == ("VRX001", 4)
    assert found["message"] == "ImportError: libtorch_cpu.so: no such file"
    assert found["remedy"].startswith("`torch` is installed but can't be loaded: install it anew")
