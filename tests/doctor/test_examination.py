"""The whole examination through the real command line: on a vault, on nothing, and on what is broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, vault_run

from vault_runner.doctor import examination
from vault_runner.doctor.examination import examine

TOPICS = ["vault-run", "vault", "settings", "figures", "python", "packages", "device", "walls", "fonts", "watching"]


def _vault(folder: Path, settings: str = "") -> Path:
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "vault-run.yaml").write_text(settings, encoding="utf-8")
    return folder


def test_everything_is_looked_at(tmp_path: Path) -> None:
    done = vault_run("doctor", _vault(tmp_path / "vault"), "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert (report["version"], report["vault"]) == (1, str(tmp_path / "vault"))
    assert list(dict.fromkeys(answer["topic"] for answer in report["answers"])) == [*TOPICS, "cache", "disk", "clock"]
    assert all(set(answer) == {"topic", "verdict", "says", "command"} for answer in report["answers"])
    assert all(answer["verdict"] in {"ok", "warn"} for answer in report["answers"])


def test_text_ends_with_the_verdict(tmp_path: Path) -> None:
    done = vault_run("doctor", _vault(tmp_path / "vault", "timeut: 3\n"))
    assert done.returncode == 1
    assert "fail  settings " in done.stdout
    assert "→ did you mean `timeout`?" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 thing to mend before notes can run and be written")


def test_an_empty_folder_is_no_failure(tmp_path: Path) -> None:
    done = vault_run("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert f"→ vault-run init {tmp_path}" in done.stdout


def test_all_broken_at_once(tmp_path: Path) -> None:
    vault = _vault(tmp_path / "vault", "- no settings\n")
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    (tmp_path / "cache").write_text("", encoding="utf-8")
    done = vault_run("doctor", vault, "--python", broken, "--format", "json", XDG_CACHE_HOME=str(tmp_path / "cache"))
    verdicts = {answer["topic"]: answer["verdict"] for answer in json.loads(done.stdout)["answers"]}
    assert done.returncode == 1
    assert done.stderr == ""
    assert {"settings", "python"} <= {topic for topic, verdict in verdicts.items() if verdict == "fail"}
    assert verdicts["cache"] == "warn"
    assert verdicts["fonts"] in {"ok", "warn"}


def test_a_vault_that_can_not_be_read(tmp_path: Path) -> None:
    vault = _vault(tmp_path / "vault")
    (vault / "vault-run.yaml").chmod(0)
    vault.chmod(0o500)
    try:
        done = vault_run("doctor", vault, obey_permissions=True)
    finally:
        vault.chmod(0o700)
    assert done.returncode == 1
    assert "vault-run.yaml: can't be read: Permission denied" in done.stdout
    assert "can be read and not written" in done.stdout


def test_no_trouble_with_one_thing_keeps_from_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> None:
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr(examination, "examine_fonts", breaks)
    found = {answer.topic: answer for answer in examine(tmp_path, sys.executable, os.environ).answers}
    assert found["fonts"].verdict == "warn"
    assert found["fonts"].says == "could not be looked at: ZeroDivisionError: unforeseen"
    assert found["clock"].verdict == "ok"


def test_the_tool_itself_touches_no_accelerator(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom vault_runner.doctor import examine\n"
        f"examine(pathlib.Path({str(tmp_path)!r}), sys.executable)\n"
        "assert not {'torch', 'numpy', 'matplotlib'} & set(sys.modules), 'loaded'"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
