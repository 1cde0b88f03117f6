"""The short names that notes use without importing them: the plan promises them, the worker binds them."""

from __future__ import annotations

import json
from pathlib import Path

from command import vault_run

from vault_runner.plan import PRELUDE
from vault_runner.worker import wiring


def test_the_plan_promises_what_the_worker_binds() -> None:
    assert set(PRELUDE) == set(wiring.PRELUDE)


def test_the_math_core_is_at_hand(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    code = "vm.gdt([[1.0, 2.0], [3.0, 4.0]], [[1.0, 0.0], [0.0, 1.0]])  # [Out]: 5.0\n"
    note.write_text(f"```python run\n{code}```\n", encoding="utf-8")
    report = json.loads(vault_run("check", note, "--format", "json").stdout)
    assert [claim["status"] for claim in report["notes"][0]["claims"]] == ["verified"]
