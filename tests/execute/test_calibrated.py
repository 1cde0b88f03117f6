"""What was measured of this machine reaches sessions only where there is something to choose."""

from __future__ import annotations

import sys
from pathlib import Path

from vault_runner.execute.calibrated import costs_file, costs_of
from vault_runner.execute.environ import session_environment, zygote_environment

PYTHON = Path(sys.executable)


def test_nothing_measured_is_nothing(tmp_path: Path) -> None:
    assert costs_of(PYTHON, tmp_path) == ""


def test_a_processor_alone_is_nothing_to_choose_from(tmp_path: Path) -> None:
    costs_file(PYTHON, tmp_path).write_text('{"devices": [{"device": "cpu"}]}', encoding="utf-8")
    assert costs_of(PYTHON, tmp_path) == ""


def test_an_accelerator_is_told_to_the_session(tmp_path: Path) -> None:
    text = '{"devices": [{"device": "cpu"}, {"device": "cuda:0"}]}'
    costs_file(PYTHON, tmp_path).write_text(text + "\n", encoding="utf-8")
    assert costs_of(PYTHON, tmp_path) == text
    assert session_environment("/scratch", 1, costs=text)["VAULT_RUNNER_COSTS"] == text


def test_another_interpreter_has_figures_of_its_own(tmp_path: Path) -> None:
    assert costs_file(PYTHON, tmp_path) != costs_file(Path("/usr/bin/another"), tmp_path)


def test_cards_compute_alike_unless_the_user_says_otherwise() -> None:
    found = zygote_environment({})
    assert (found["NVIDIA_TF32_OVERRIDE"], found["CUBLAS_WORKSPACE_CONFIG"]) == ("0", ":4096:8")
    assert zygote_environment({"NVIDIA_TF32_OVERRIDE": "1"})["NVIDIA_TF32_OVERRIDE"] == "1"
