"""The workflow and the action for GitHub: their commands run in a fresh clone, as a runner would call them.

What only GitHub itself can show (its checkout, its caches, its page of findings) is not tried here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import environment

ROOT = Path(__file__).parents[2]
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
GOOD = "```python run\n1 + 1  # => 2\n```\n"
BAD = "```python run\n1 + 1  # => 3\n```\n"


def _loaded(name: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _step(steps: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(step for step in steps if step.get("name") == name)


WORKFLOW = _loaded("examples/github-workflow.yml")["jobs"]["check"]
ACTION = _loaded("action.yml")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose branch adds a wrong note to a base that has a right and a wrong one."""
    origin, clone = tmp_path / "origin", tmp_path / "my clone"
    (origin / ".obsidian").mkdir(parents=True)
    (origin / ".obsidian" / "app.json").write_text("{}", encoding="utf-8")
    (origin / "Old.md").write_text(BAD, encoding="utf-8")
    (origin / "Good.md").write_text(GOOD, encoding="utf-8")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "base")):
        subprocess.run([*GIT, *command], cwd=origin, check=True)
    subprocess.run([*GIT, "clone", "-q", str(origin), str(clone)], check=True)
    (clone / "New.md").write_text(BAD, encoding="utf-8")
    for command in (("switch", "-qc", "work"), ("add", "-A"), ("commit", "-qm", "more")):
        subprocess.run([*GIT, *command], cwd=clone, check=True)
    return clone


def _shell(script: str, clone: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub runs it: bash that stops at the first failure."""
    summary = clone.parent / "summary.md"
    surroundings = environment(
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        GITHUB_ACTIONS="true",
        GITHUB_WORKSPACE=str(clone),
        GITHUB_STEP_SUMMARY=str(summary),
        CI="true",
        **{"GITHUB_BASE_REF": "", **variables},
    )
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=clone,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_workflow_checks_everything_on_a_push(clone: Path) -> None:
    done = _shell(_step(WORKFLOW["steps"], "Check the notes")["run"], clone, {"VAULT": WORKFLOW["env"]["VAULT"]})
    assert done.returncode == 1, done.stderr
    files = {line.split("file=")[1].split(",")[0] for line in done.stdout.splitlines() if line.startswith("::error")}
    assert files == {"Old.md", "New.md"}
    assert (clone.parent / "summary.md").read_text(encoding="utf-8").startswith("## vault-run check")


def test_the_workflow_checks_what_changed_on_a_pull_request(clone: Path) -> None:
    variables = {"VAULT": ".", "GITHUB_BASE_REF": "main"}
    done = _shell(_step(WORKFLOW["steps"], "Check the notes")["run"], clone, variables)
    assert done.returncode == 1, done.stderr
    assert "file=New.md,line=2" in done.stdout
    assert "Old.md" not in done.stdout
    sarif = json.loads((clone / "notes.sarif").read_text(encoding="utf-8"))
    places = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in sarif["runs"][0]["results"]
    ]
    assert places == ["New.md"]
    assert (clone / "notes.xml").exists()


def test_the_workflow_ends_well_when_all_is_well(clone: Path) -> None:
    (clone / "New.md").write_text(GOOD, encoding="utf-8")
    variables = {"VAULT": ".", "GITHUB_BASE_REF": "main"}
    done = _shell(_step(WORKFLOW["steps"], "Check the notes")["run"], clone, variables)
    assert (done.returncode, "::error" in done.stdout) == (0, False), done.stdout


def test_the_workflow_calls_the_doctor(clone: Path) -> None:
    done = _shell(_step(WORKFLOW["steps"], "Look at the surroundings")["run"], clone, {"VAULT": "."})
    assert done.returncode == 0, done.stdout
    assert "python" in done.stdout


def test_the_workflow_asks_for_no_more_than_it_needs() -> None:
    whole = _loaded("examples/github-workflow.yml")
    assert whole["permissions"] == {"contents": "read", "security-events": "write"}
    assert "pull_request_target" not in str(whole)
    checkout = next(step for step in WORKFLOW["steps"] if step.get("uses", "").startswith("actions/checkout"))
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


@pytest.mark.parametrize("text", ["examples/github-workflow.yml", "action.yml"])
def test_nothing_from_outside_is_pasted_into_a_script(text: str) -> None:
    steps = WORKFLOW["steps"] if text.startswith("examples") else ACTION["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []


def _act(clone: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's check with some inputs, the others at their defaults."""
    step = _step(ACTION["runs"]["steps"], "Check the notes")
    values = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    asked = {name: text.removeprefix("${{ inputs.").removesuffix(" }}") for name, text in step["env"].items()}
    return _shell(step["run"], clone, {name: values[one] for name, one in asked.items()})


def test_the_action_checks_the_folder_by_default(clone: Path) -> None:
    done = _act(clone, junit="out.xml", sarif="out.sarif")
    assert done.returncode == 1, done.stderr
    assert "file=Old.md" in done.stdout
    assert (clone / "out.xml").exists()
    assert (clone / "out.sarif").exists()


def test_the_action_takes_odd_paths_one_a_line(clone: Path) -> None:
    (clone / "a $(touch hit) b.md").write_text(GOOD, encoding="utf-8")
    (clone / "-v.md").write_text(GOOD, encoding="utf-8")
    done = _act(clone, paths="a $(touch hit) b.md\n-v.md\nGood.md\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 notes" in done.stdout
    assert not (clone / "hit").exists()


def test_the_action_can_be_strict(clone: Path) -> None:
    done = _act(clone, paths="Good.md", strict="true")
    assert (done.returncode, "VRO002" in done.stdout) == (1, True)
