"""`vault-run doctor --calibrate`: measure in a child of the notes' python what the devices cost, and keep it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vault_runner.doctor import probing
from vault_runner.doctor.answer import Answer
from vault_runner.execute.calibrated import costs_file
from vault_runner.execute.environ import zygote_environment

SECONDS = 120.0
_MOST_WORDS = 200
_WHY = "numbers in notes stay on the processor"


def calibrate(
    python: Path, *, folder: Path | None = None, surroundings: Mapping[str, str] = os.environ
) -> tuple[Answer, ...]:
    """Measure and keep what calls cost, and say what follows from it.

    Args:
        python: The interpreter of the notes.
        folder: Where the figures are kept; by default in the user's cache.
        surroundings: The environment's variables.
    """
    try:
        found = _measured(python, surroundings)
    except OSError as error:
        return (Answer("costs", "warn", f"could not be measured: {error}; {_WHY}"),)
    file = costs_file(python, folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(found), encoding="utf-8")
    fresh.replace(file)
    return tuple(_answers(found))


def _measured(python: Path, surroundings: Mapping[str, str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="vault-run-costs-") as empty:
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter that the user chose
                [str(python), str(probing.__file__)],
                env=zygote_environment(surroundings),
                cwd=empty,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise OSError(f"no answer within {SECONDS:.0f} seconds") from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    try:
        found: dict[str, Any] = json.loads(lines[-1] if lines else "")
        found["devices"][0]["device"]
    except (ValueError, LookupError, TypeError):
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise OSError(words[-1][:_MOST_WORDS] if words else f"it ended with status {done.returncode}") from None
    return found


def _answers(found: dict[str, Any]) -> list[Answer]:
    devices = found["devices"]
    answers = [Answer("costs", "ok", _told(each)) for each in devices]
    if len(devices) == 1:
        answers.append(Answer("costs", "ok", f"there is no accelerator, so `device: auto` takes the cpu: {_WHY}"))
    return answers


def _told(each: dict[str, Any]) -> str:
    speed = f"{each['flops'] / 1e9:.0f} GFLOP/s in float32, {each['flops_double'] / 1e9:.0f} in float64"
    return f"{each['device']}: {each['launch'] * 1e6:.1f} µs a call, {speed}, {each['bandwidth'] / 1e9:.1f} GB/s"
