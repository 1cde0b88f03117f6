"""What is measured of this machine, in a child, and what is said of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from vault_runner.doctor import calibration
from vault_runner.doctor.calibration import calibrate
from vault_runner.doctor.probing import seconds
from vault_runner.execute.calibrated import costs_file
from vault_runner.mathcore.costs import read_costs


@pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="says what is answered where there is no accelerator")
def test_a_processor_is_measured_and_chosen(tmp_path: Path) -> None:
    answers = calibrate(Path(sys.executable), folder=tmp_path)
    assert [answer.verdict for answer in answers] == ["ok", "ok"]
    assert answers[0].says.startswith("cpu: ")
    assert answers[1].says.startswith("there is no accelerator, so `device: auto` takes the cpu")
    (known,) = read_costs(costs_file(Path(sys.executable), tmp_path).read_text(encoding="utf-8"))
    assert known.device == "cpu"
    assert min(known.launch, known.flops, known.flops_double, known.bandwidth) > 0
    assert "torch" not in sys.modules or "vault_runner.doctor.probing" in sys.modules


def _python(folder: Path, body: str) -> Path:
    script = folder / "python"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("echo \"ModuleNotFoundError: No module named 'torch'\" >&2; exit 1", "No module named 'torch'"),
        ("exit 139", "it ended with status 139"),
        ("echo '{\"devices\": []}'", "it ended with status 0"),
    ],
)
def test_a_child_that_fails_is_told_and_nothing_is_kept(tmp_path: Path, body: str, why: str) -> None:
    python = _python(tmp_path, body)
    (answer,) = calibrate(python, folder=tmp_path / "kept")
    assert answer.verdict == "warn"
    assert why in answer.says
    assert not costs_file(python, tmp_path / "kept").exists()


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "SECONDS", 0.2)
    (answer,) = calibrate(_python(tmp_path, "exec sleep 60"), folder=tmp_path)
    assert "no answer within" in answer.says


def test_an_accelerator_is_told_beside_the_processor(tmp_path: Path) -> None:
    row = {"launch": 1e-5, "flops": 1.5e13, "flops_double": 9e12, "bandwidth": 1.5e12}
    found = {"devices": [{"device": "cpu", **row}, {"device": "cuda:0", **row, "to_device": 1e10, "to_host": 1e10}]}
    python = _python(tmp_path, f"echo '{json.dumps(found)}'")
    assert [answer.says.partition(":")[0] for answer in calibrate(python, folder=tmp_path)] == ["cpu", "cuda"]
    assert [each.device for each in read_costs(costs_file(python, tmp_path).read_text(encoding="utf-8"))] == [
        "cpu",
        "cuda:0",
    ]


def test_the_least_of_several_rounds_counts() -> None:
    assert 0 < seconds(lambda: None, lambda: None, 10) < 1
