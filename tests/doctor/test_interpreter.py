"""The notes' python: which one, why, and what is said of one that lacks things or doesn't work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vault_runner.config import Config
from vault_runner.doctor.answer import Answer
from vault_runner.doctor.asking import Package, Python
from vault_runner.doctor.interpreter import Chosen, _device, _packages, _version, choose, examine_python

HERE = Path(sys.executable)
GOOD = Package("2.0", "", "/env/site-packages/numpy")


def _python(
    *,
    version: tuple[int, int, int] = (3, 11, 7),
    kind: str = "CPython",
    devices: tuple[tuple[str, str], ...] = (),
    trouble: str = "",
    pip: bool = True,
    managed: bool = False,
    **packages: Package | None,
) -> Python:
    there: dict[str, Package | None] = {"numpy": GOOD, "matplotlib": GOOD, "torch": GOOD, **packages}
    return Python(version, kind, there, devices, trouble, pip, managed)


CHOSEN = Chosen(Path("/env/bin/python"), "the active environment, VIRTUAL_ENV")


def _environment(folder: Path) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    return folder


def test_the_reason_for_a_python_is_told(tmp_path: Path) -> None:
    vault, env = tmp_path / "vault", _environment(tmp_path / "env")
    vault.mkdir()
    assert choose(Config(), vault, str(HERE), {}).because == "named with --python"
    assert choose(Config(python=str(HERE)), vault, "", {}).because == "named in vault-run.yaml"
    active = choose(Config(), vault, "", {"VIRTUAL_ENV": str(env)})
    assert (active.path, active.because) == (env / "bin" / "python", "the active environment, VIRTUAL_ENV")
    assert choose(Config(), vault, "", {"CONDA_PREFIX": str(env)}).because == "the active environment, CONDA_PREFIX"
    assert choose(Config(), vault, "", {}).because == "the one that runs vault-run, since no environment is active"


def test_this_python_is_well(tmp_path: Path) -> None:
    answers = examine_python(Config(), tmp_path, str(HERE), {}, tmp_path / "kept")
    assert [(answer.topic, answer.verdict) for answer in answers] == [
        ("python", "ok"),
        ("packages", "ok"),
        ("device", "ok"),
    ]
    assert answers[1].says.startswith("numpy ")
    assert "torch 2." in answers[1].says


def test_an_answer_without_complaint_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = examine_python(Config(), tmp_path, str(HERE), {}, tmp_path / "kept")

    def never(_python: Path) -> Python:
        raise AssertionError

    monkeypatch.setattr("vault_runner.doctor.asking._ask", never)
    assert examine_python(Config(), tmp_path, str(HERE), {}, tmp_path / "kept") == first


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 3", "does not answer as a python would: it ended with status 3"),
        ("echo no libpython >&2; exit 127", "does not answer as a python would: no libpython"),
        ("echo '{}'", "does not answer as a python would: it ended with status 0"),
    ],
)
def test_what_is_no_python_is_told_with_a_way_out(tmp_path: Path, script: str, says: str) -> None:
    fake = tmp_path / "fake"
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(0o755)
    (answer,) = examine_python(Config(), tmp_path, str(fake), {}, tmp_path / "kept")
    assert (answer.topic, answer.verdict) == ("python", "fail")
    assert says in answer.says
    assert answer.command == f"vault-run doctor --python {HERE}"


def test_a_python_that_is_not_there(tmp_path: Path) -> None:
    (answer,) = examine_python(Config(python="/nowhere/python"), tmp_path, "", {}, tmp_path)
    assert answer.verdict == "fail"
    assert answer.says == "python in vault-run.yaml is /nowhere/python, which doesn't exist"
    assert "`--python`" in answer.command


def test_an_old_python_and_another_kind() -> None:
    old = _version(CHOSEN, _python(version=(3, 8, 1)))
    assert (old.verdict, old.command) == ("fail", "install python 3.10 or newer")
    assert "CPython 3.8.1" in old.says
    assert _version(CHOSEN, _python(kind="PyPy")).verdict == "warn"


def test_missing_packages_are_one_command() -> None:
    found = list(_packages(CHOSEN, _python(numpy=None, matplotlib=None)))
    assert found[0] == Answer("packages", "ok", "torch 2.0")
    says = "numpy (arrays) and matplotlib (figures) are not installed; notes that use them fail"
    assert found[1] == Answer("packages", "warn", says, "/env/bin/python -m pip install numpy matplotlib")


def test_the_command_fits_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault_runner.doctor.interpreter._accelerated", lambda: False)
    monkeypatch.setattr("sys.platform", "linux")
    commands = [
        list(_packages(CHOSEN, one))[-1].command
        for one in (
            _python(torch=None),
            _python(pip=False, torch=None),
            _python(managed=True, torch=None),
        )
    ]
    what = "torch --extra-index-url https://download.pytorch.org/whl/cpu"
    assert commands == [
        f"/env/bin/python -m pip install {what}",
        f"uv pip install --python /env/bin/python {what}",
        f"/env/bin/python -m venv ~/notes-env && ~/notes-env/bin/pip install {what}",
    ]
    monkeypatch.setattr("vault_runner.doctor.interpreter._accelerated", lambda: True)
    assert list(_packages(CHOSEN, _python(torch=None)))[-1].command == "/env/bin/python -m pip install torch"


def test_a_package_that_can_not_be_imported_is_a_failure() -> None:
    broken = Package("", "ImportError: libgomp.so.1: cannot open shared object file", "")
    found = list(_packages(CHOSEN, _python(numpy=broken)))
    assert found[1].verdict == "fail"
    assert "libgomp" in found[1].says
    assert found[1].command == "/env/bin/python -m pip install --force-reinstall numpy"


def test_devices() -> None:
    assert _device(CHOSEN, _python(devices=(("cuda", "NVIDIA H100"),))).says == "cuda (NVIDIA H100)"
    assert _device(CHOSEN, _python(torch=None)).says == "cpu, since there is no torch to use another one"
    trouble = _device(CHOSEN, _python(trouble="RuntimeError: driver too old"))
    assert (trouble.verdict, trouble.command) == ("warn", "nvidia-smi")
    assert "driver too old" in trouble.says
