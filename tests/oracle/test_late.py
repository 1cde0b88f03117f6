"""Parts of scipy are loaded by the formula that needs them, wherever it stands and without being charged for it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vault_runner.oracle import late

ASK = """
import json, sys
from vault_runner.oracle import ask_row
told = [answer["verdict"] for answer in ask_row("Let $x > 0$ be a real number.", sys.argv[1])]
print(json.dumps([told, sorted(name for name in sys.modules if name.partition(".")[0] == "scipy")]))
"""


@pytest.fixture(name="slow")
def _slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> late.Late:
    """Return a module that takes its time, and a good part of the stack."""
    code = "import time\ndef down(n):\n    return n and down(n - 1)\ndown(400)\ntime.sleep(0.2)\nvalue = 7\n"
    (tmp_path / "slow_to_load.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "slow_to_load", raising=False)
    return late.Late("slow_to_load")


def _told(formula: str) -> tuple[list[str], list[str]]:
    """Return the verdicts of a fresh engine and what it loaded of scipy."""
    done = subprocess.run([sys.executable, "-c", ASK, formula], capture_output=True, text=True, check=True)
    verdicts, loaded = json.loads(done.stdout)
    return verdicts, loaded


def test_most_formulas_load_nothing() -> None:
    assert _told(r"\log(x^2) = 2 \log x") == (["verified"], [])


def test_what_needs_it_loads_it() -> None:
    verdicts, loaded = _told(r"\operatorname{erf}(-x) = -\operatorname{erf}(x)")
    assert verdicts == ["verified"]
    assert "scipy.special" in loaded
    assert "scipy.optimize" not in loaded


def test_the_clock_stands_still_while_something_is_loaded(slow: late.Late) -> None:
    began, told = time.monotonic(), late.now()
    assert slow.value == 7
    told_later, later = late.now(), time.monotonic()
    assert (later - began) - (told_later - told) >= 0.2


def test_it_is_loaded_where_hardly_any_stack_is_left(slow: late.Late) -> None:
    def down(left: int) -> int:
        return down(left - 1) if left else int(slow.value)

    depth = 0
    frame = sys._getframe()
    while (above := frame.f_back) is not None:
        depth, frame = depth + 1, above
    assert down(sys.getrecursionlimit() - depth - 100) == 7
