"""Shapes that are stated by name, proved for all sizes by `check --prove`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import vault_run

from vault_runner.execute import probe

pytestmark = pytest.mark.skipif(not probe().confines, reason="code with other sizes runs behind walls alone")

MODELS: dict[str, Any] = json.loads(Path(__file__).with_name("proofs.json").read_text(encoding="utf-8"))
"""Small models by what they show: their code, and what is proved of each of their claims; all are tried elsewhere."""
START = "```python run\nimport math\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F"


def reports(folder: Path, names: list[str], *options: str) -> list[dict[str, Any]]:
    """Check a note for each model, all of them with one command."""
    for number, name in enumerate(names):
        (folder / f"{number:02}.md").write_text("\n".join((START, *MODELS[name]["code"], "```", "")), encoding="utf-8")
    done = vault_run("check", folder, "--format", "json", *options, timeout=280)
    assert done.returncode == 0, done.stdout
    found: list[dict[str, Any]] = json.loads(done.stdout)["notes"]
    return found


def proofs(report: dict[str, Any]) -> list[str]:
    return [claim["evidence"].get("proof", "") for claim in report["claims"]]


def test_a_proof_with_its_condition(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, ["a name for another's quotient"], "--prove")
    assert proofs(report) == MODELS["a name for another's quotient"]["proofs"]


def test_a_proof_is_told_in_the_text_and_with_the_line(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    code = ("n, d = 6, 8", "x = torch.zeros(n, d)  # (n, d)")
    note.write_text("\n".join(("```python run", "import torch", *code, "```", "")), encoding="utf-8")
    assert "note.md:4:26: (n, d): proved for all n, d ≥ 2" in vault_run("check", note, "--prove").stdout
    assert "proof: proved for all n, d ≥ 2" in vault_run("check", note, "--prove", "--explain", "4").stdout
