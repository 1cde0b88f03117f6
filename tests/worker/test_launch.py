"""The worker needs nothing but the standard library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from vault_runner.worker import launch

WORKER = Path(launch.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(WORKER).with_suffix("").parts)
    for path in (*WORKER.glob("*.py"), *WORKER.glob("walls/*.py"))
    if path.stem not in ("__init__", "launch")
)
PROGRAM = """
import runpy, sys
sys.argv = [sys.argv[1]]
launch = runpy.run_path(sys.argv[0])
launch["expose_package"]()
import importlib
for name in {modules!r}:
    importlib.import_module("vault_runner.worker." + name)
print(sorted(name for name in sys.modules if name.startswith("vault_runner.") and ".worker" not in name))
print([name for name in ("numpy", "msgspec", "click", "torch", "matplotlib") if name in sys.modules])
print([path for path in sys.path if "worker" in path])
"""


def test_every_module_of_the_worker_loads_by_itself() -> None:
    program = PROGRAM.format(modules=MODULES)
    command = [sys.executable, "-I", "-S", "-c", program, str(launch.__file__)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == ("[]\n[]\n[]\n", "")
