"""Classes of statements are switched off in a block, a note or a vault; all else is judged as before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from command import vault_run

NOTE = r"""# Switched

Let $A, B \in \mathbb{R}^{n\times n}$.

$$
(AB)^\top = A^\top B^\top
$$

```python run
x = [1, 2]
x  # => [1, 3]
```

```python run
#| check: no-outputs
y = [1, 2]
y  # => [1, 3]
```
"""


def _statuses(folder: Path, front: str = "", settings: str = "") -> dict[str, str]:
    (folder / "vault-run.yaml").write_text(settings, encoding="utf-8")
    note = folder / "note.md"
    note.write_text(front + NOTE, encoding="utf-8")
    done = vault_run("check", note, "--format", "json")
    report: dict[str, Any] = json.loads(done.stdout)
    return {f"{claim['kind']} {claim['line'] - front.count(chr(10))}": claim["status"] for claim in _claims(report)}


def _claims(report: dict[str, Any]) -> list[dict[str, Any]]:
    return list(report["notes"][0]["claims"])


def test_a_block_switches_its_own_statements_off(tmp_path: Path) -> None:
    found = _statuses(tmp_path)
    assert found["output 11"] == "refuted"
    assert found["output 17"] == "not-checkable"
    assert found["equation 6"] == "refuted"


def test_a_note_switches_formulas_off_and_a_block_wins_over_it(tmp_path: Path) -> None:
    found = _statuses(tmp_path, "---\nvault-run-check: [no-equations, no-shapes]\n---\n")
    assert found["equation 6"] == "not-checkable"
    assert found["output 11"] == "refuted"


def test_a_vault_switches_for_all_its_notes(tmp_path: Path) -> None:
    found = _statuses(tmp_path, settings="check: [no-outputs]\n")
    assert found["output 11"] == "not-checkable"
    assert found["equation 6"] == "refuted"


def test_a_switched_off_statement_says_so(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    told = vault_run("check", note, "--explain", "17").stdout
    assert "verdict: not-checkable, switched-off: `check: no-outputs` leaves out outputs here" in told


def test_a_word_that_is_none_is_a_finding(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE.replace("no-outputs", "no-otputs"), encoding="utf-8")
    told = vault_run("check", note).stdout
    assert "`check` is `no-otputs`" in told
    assert "allowed: `all`, `none`, or a list of `shapes`, `outputs`, `equations`, `complexity`" in told
