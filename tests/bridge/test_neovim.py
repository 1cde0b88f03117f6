"""Neovim as it comes with the system, headless, as a client that we did not write."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import environment

NOTE = "# 😀 Note\n\n$$1 + 1 = 3$$\n\n```python run\na\u00a0= 1\nb = 2\nprint(a + b)\n```\n\nThe end.\n"
ODD_LINE = 5
NEOVIM = shutil.which("nvim")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Let Neovim open a note, run it, take it back and mend it; return what it saw."""
    if NEOVIM is None:
        pytest.skip("there is no Neovim here; `tests/neovim.sh` installs one")
    folder = tmp_path_factory.mktemp("neovim")
    vault = folder / "My vault ü"
    vault.mkdir()
    (vault / "vault-run.yaml").touch()
    (vault / "n.md").write_text(NOTE)
    surroundings = environment(
        VAULT_RUN_NOTE=str(vault / "n.md"),
        VAULT_RUN_SAID=str(folder / "said.json"),
        VAULT_RUN_PYTHON=sys.executable,
        VAULT_RUN_LINE=str(ODD_LINE),
        XDG_CONFIG_HOME=str(folder / "config"),
        XDG_DATA_HOME=str(folder / "data"),
    )
    script = Path(__file__).with_name("neovim.lua")
    command = [NEOVIM, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}"]
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=200, check=False)
    assert (folder / "said.json").is_file(), ran.stderr
    found: dict[str, Any] = json.loads((folder / "said.json").read_text())
    assert "missing" not in found, found
    found["disk"] = (vault / "n.md").read_text()
    return found


pytestmark = pytest.mark.timeout(240)


def test_it_is_shown_what_is_wrong(said: dict[str, Any]) -> None:
    assert said["errors"] == []
    assert (2, "VRE") in {(each["line"], each["code"][:3]) for each in said["diagnostics"]}
    assert said["hover"].startswith("**")


def test_a_lens_runs_the_block_once_the_question_is_answered(said: dict[str, Any]) -> None:
    assert said["lenses"][0].startswith("Run block")
    assert "n.md isn't approved on this device" in said["question"]
    assert "```\n<!-- vr:out" in said["after_run"]
    assert "~~~output\n3\n~~~\n<!-- vr:end -->\n\nThe end." in said["after_run"]
    assert said["disk"] == NOTE, "the editor writes it, when it is saved"


def test_one_undo_takes_the_output_back(said: dict[str, Any]) -> None:
    assert said["after_undo"] == NOTE.rstrip("\n")


def test_a_quick_fix_mends_the_code(said: dict[str, Any]) -> None:
    assert said["actions"] == ["Write the code as it was read"]
    assert "a = 1\nb = 2\nprint(a + b)\n" in said["after_action"]
