"""Neither the tool nor the process that forks sessions speaks with an accelerator; what is torch here would tell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from execute.sessions import session, texts

from vault_runner.config import Config
from vault_runner.execute import Executor, always_approved

STAND_IN = """
import os, types

def __getattr__(name):
    raise AttributeError(name)

class Forbidden(types.ModuleType):
    def __getattr__(self, name):
        if not name.startswith("__"):
            with open(TOLD, "a") as told:
                told.write(f"{os.getpid()} {self.__name__}.{name}\\n")
            raise RuntimeError(f"{self.__name__}.{name} was touched")
        raise AttributeError(name)

cuda, accelerator, xpu, mps = (Forbidden(f"torch.{kind}") for kind in ("cuda", "accelerator", "xpu", "mps"))
__version__ = "0.0"
Tensor = type("Tensor", (), {})

def set_num_threads(number): pass
def manual_seed(seed): pass
def set_grad_enabled(flag): pass
"""


def test_the_forking_process_touches_no_accelerator(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    (packages / "torch").mkdir(parents=True)
    vault = tmp_path / "vault"
    vault.mkdir()
    told = vault / "told"
    stand_in = STAND_IN.replace("TOLD", repr(str(told)))
    (packages / "torch" / "__init__.py").write_text(stand_in, encoding="utf-8")
    environment = _environment_with(packages, tmp_path / "environment")
    with Executor(environment, vault, Config(), preload=("torch",), profile_of=always_approved) as executor:
        one = session("import torch\nimport os\nprint(torch.__version__, os.getppid())", "torch.cuda.is_available()")
        first, second = executor.run(one, texts(one)).results
    assert first.status == "ok", first.because
    assert "torch.cuda.is_available was touched" in second.because  # the stand-in is what notes have, and it tells
    lines = told.read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2] for line in lines] == ["torch.cuda.is_available"]


def test_the_command_line_imports_no_torch(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\n#| device: cuda\n1 + 1\n```\n", encoding="utf-8")
    program = (
        "import sys\nfrom vault_runner.cli import main\nsys.argv.insert(1, 'check')\ntry:\n    main()\n"
        "except SystemExit:\n    pass\nprint([name for name in sys.modules if name.split('.')[0] == 'torch'])"
    )
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", program, str(note)], capture_output=True, text=True, check=True, env=surroundings
    )
    assert done.stdout.splitlines()[-1] == "[]"


def _environment_with(packages: Path, place: Path) -> Path:
    """Return an interpreter whose torch is the stand-in."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    folder = next((place / "lib").iterdir()) / "site-packages"
    (folder / "stand_in.pth").write_text(f"{packages}\n", encoding="utf-8")
    return place / "bin" / "python"
