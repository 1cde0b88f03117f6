"""The notes' python: which one, why that one, and what it has to work with."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vault_runner.config import Config
from vault_runner.doctor.answer import Answer
from vault_runner.doctor.asking import DEVICE_FILES, Python, SilentError, ask
from vault_runner.errors import VaultRunnerError
from vault_runner.execute import find_python

OLDEST = (3, 10, 0)
NEEDED_FOR = {"numpy": "arrays", "matplotlib": "figures", "torch": "tensors"}
WHEELS = "https://download.pytorch.org/whl/cpu"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The interpreter that would run the notes."""

    path: Path
    because: str


def choose(config: Config, vault: Path, wish: str, surroundings: Mapping[str, str]) -> Chosen:
    """Return the interpreter of the notes, and why it is that one.

    Raises:
        VaultRunnerError: if the one that was named can't be used.
    """
    path = find_python(config, vault, wish, surroundings)
    if wish:
        return Chosen(path, "named with --python")
    if config.python:
        return Chosen(path, "named in vault-run.yaml")
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if surroundings.get(name) and path == Path(surroundings[name]) / "bin" / "python":
            return Chosen(path, f"the active environment, {name}")
    return Chosen(path, "the one that runs vault-run, since no environment is active")


def examine_python(config: Config, vault: Path, wish: str, surroundings: Mapping[str, str], kept: Path) -> list[Answer]:
    """Return the answers about the interpreter, its packages and the device."""
    try:
        chosen = choose(config, vault, wish, surroundings)
    except VaultRunnerError as error:
        return [Answer("python", "fail", error.message, error.remedy)]
    try:
        python = ask(chosen.path, kept)
    except SilentError as error:
        step = (
            "" if chosen.because.startswith("the one") else f"vault-run doctor --python {shlex.quote(sys.executable)}"
        )
        return [Answer("python", "fail", f"{chosen.path}, {chosen.because}, {error}", step)]
    return [_version(chosen, python), *_packages(chosen, python), _device(chosen, python)]


def _version(chosen: Chosen, python: Python) -> Answer:
    version = ".".join(map(str, python.version))
    says = f"{chosen.path}, {python.kind} {version}: {chosen.because}"
    if python.version < OLDEST:
        oldest = ".".join(map(str, OLDEST[:2]))
        return Answer("python", "fail", f"{says}; notes need {oldest} or newer", f"install python {oldest} or newer")
    if python.kind != "CPython":
        return Answer("python", "warn", f"{says}; only CPython is tested")
    return Answer("python", "ok", says)


def _packages(chosen: Chosen, python: Python) -> Iterator[Answer]:
    there = {name: package for name, package in python.packages.items() if package is not None}
    missing = [name for name in python.packages if name not in there]
    broken = [name for name, package in there.items() if package.error]
    good = [f"{name} {package.version}" for name, package in there.items() if not package.error]
    if good:
        yield Answer("packages", "ok", ", ".join(good))
    for name in broken:
        command = _install(chosen, python, ["--force-reinstall", name])
        yield Answer("packages", "fail", f"{name} is installed and can't be imported: {there[name].error}", command)
    if missing:
        names = [f"{name} ({NEEDED_FOR[name]})" for name in missing]
        wants = " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
        verb = (
            "are not installed; notes that use them fail"
            if len(missing) > 1
            else "is not installed; notes that use it fail"
        )
        yield Answer("packages", "warn", f"{wants} {verb}", _install(chosen, python, missing))


def _install(chosen: Chosen, python: Python, names: list[str]) -> str:
    """Return the command that installs packages where the notes find them."""
    what = " ".join(names)
    if "torch" in names and sys.platform == "linux" and not _accelerated():
        what += f" --extra-index-url {WHEELS}"  # without it pip fetches gigabytes for a card that isn't there
    if python.managed:
        place = "~/notes-env"
        return f"{shlex.quote(str(chosen.path))} -m venv {place} && {place}/bin/pip install {what}"
    path = shlex.quote(str(chosen.path))
    return f"{path} -m pip install {what}" if python.pip else f"uv pip install --python {path} {what}"


def _device(chosen: Chosen, python: Python) -> Answer:
    torch = python.packages.get("torch")
    if torch is None or torch.error:
        return Answer("device", "ok", "cpu, since there is no torch to use another one")
    if python.trouble:
        return Answer(
            "device", "warn", f"cpu, since torch fails to look for another one: {python.trouble}", "nvidia-smi"
        )
    if python.devices:
        return Answer("device", "ok", ", ".join(f"{kind} ({name})" for kind, name in python.devices))
    if Path("/dev/nvidiactl").exists() and "+cpu" in torch.version:
        command = _install(chosen, python, ["--force-reinstall", "torch"])
        return Answer(
            "device", "warn", f"cpu, although there is an NVIDIA card: torch {torch.version} can't use it", command
        )
    return Answer("device", "ok", "cpu, there is no accelerator; blocks for others are checked by shapes and values")


def _accelerated() -> bool:
    return any(Path(name).exists() for name in DEVICE_FILES)
