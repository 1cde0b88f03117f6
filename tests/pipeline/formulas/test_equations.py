"""Formulas of a note, from its text to the report: through the real engine in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from command import environment, numbered, vault_run

NOTE = r"""# Products

Let $A, B \in \mathbb{R}^{n\times n}$ be invertible matrices.

$$
(AB)^\top = B^\top A^\top
$$

> [!note] 向量
> 设 $x, y \in \mathbb{R}^d$，那么
>
> $$
> \|x + y\|^2 = \|x\|^2 + 2 \langle x, y \rangle + \|y\|^2
> $$

---

$$
UV = VU
$$
"""


def _claims(folder: Path, text: str) -> dict[str, dict[str, Any]]:
    note = folder / "note.md"
    note.write_text(text, encoding="utf-8")
    report = json.loads(vault_run("check", note, "--format", "json").stdout)
    return {claim["text"]: claim for claim in report["notes"][0]["claims"]}


def test_identities_are_verified_where_everything_is_declared(tmp_path: Path) -> None:
    claims = _claims(tmp_path, NOTE)
    assert claims[r"(AB)^\top = B^\top A^\top"]["status"].startswith("verified")
    assert claims[r"\|x + y\|^2 = \|x\|^2 + 2 \langle x, y \rangle + \|y\|^2"]["status"].startswith("verified")
    assert claims["UV = VU"]["status"] in {"not-checkable", "doubted"}


def test_a_wrong_twin_is_wrong_with_numbers(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE.replace(r"B^\top A^\top", r"A^\top B^\top"), encoding="utf-8")
    done = vault_run("check", note)
    assert done.returncode == 1
    assert "note.md:6:1: wrong: the sides differ: with A = [[" in done.stdout
    assert "[VRE101]" in done.stdout


def test_what_is_declared_nowhere_is_doubted_at_most(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("$$\n\\operatorname{tr}(AB) = \\operatorname{tr}(A) \\operatorname{tr}(B)\n$$\n", encoding="utf-8")
    done = vault_run("check", note, "--verbose")
    assert done.returncode == 0
    assert "[VRE102]" in done.stdout


def test_a_wrong_formula_left_on_purpose_is_no_finding(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    wrong = NOTE.replace("B^\\top A^\\top\n", 'A^\\top B^\\top % expect: wrong "order"\n')
    note.write_text(wrong, encoding="utf-8")
    assert vault_run("check", note, "--strict").returncode == 0
    right = NOTE.replace("B^\\top A^\\top\n", 'B^\\top A^\\top % expect: wrong "order"\n')
    note.write_text(right, encoding="utf-8")
    done = vault_run("check", note)
    assert done.returncode == 1
    assert "is expected to be wrong (“order”), but it is right" in done.stdout


def test_a_cycle_of_recurrences_is_doubted(tmp_path: Path) -> None:
    cycle = (
        "Momentum:\n\n$$\nm_t = \\beta m_{t-1} + (1-\\beta) \\nabla f(x_t)\n$$\n\n$$\nx_t = x_{t-1} - \\eta m_t\n$$\n"
    )
    numbered(tmp_path, [cycle, cycle.replace("f(x_t)", "f(x_{t-1})")])
    done = vault_run("check", cwd=tmp_path)
    assert done.returncode == 0
    assert "2 notes" in done.stdout
    told = [line for line in done.stdout.splitlines() if "needs" in line]
    assert [line.partition(":")[0] for line in told] == ["00.md"]
    assert "x_t needs m_t needs x_t, all at the same step" in told[0]


def test_hostile_mathematics_costs_itself_alone(tmp_path: Path) -> None:
    deep = "{" * 5000 + "x" + "}" * 5000
    tower = "^".join(["9"] * 30).replace("^", "^{") + "}" * 29
    text = f"$$\n{deep} = 1\n$$\n\n$$\n{tower} = 1\n$$\n\n$$\n{'x+' * 200_000}x = 1\n$$\n\n{NOTE}"
    claims = _claims(tmp_path, text)
    assert claims[r"(AB)^\top = B^\top A^\top"]["status"].startswith("verified")


def test_nothing_of_the_current_folder_is_imported(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    for name in ("json.py", "numpy.py", "scipy.py", "resource.py"):
        (tmp_path / name).write_text("open('imported', 'w').close()\n", encoding="utf-8")
    program = Path(sys.executable).with_name("vault-run")
    done = subprocess.run(
        [program, "check"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, "there is no vault yet"
    (tmp_path / "vault-run.yaml").touch()
    done = subprocess.run(
        [program, "check"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert "2 of" in done.stdout, "the formulas are judged"
    assert not (tmp_path / "imported").exists()
