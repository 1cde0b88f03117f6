"""On a machine without walls: what nobody approved is left unrun, all else is judged, and a sentence says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner import execute
from vault_runner.execute import Lack, Level, Walls, executor
from vault_runner.pipeline import Outcome, Request, exit_code, judge, open_vault, running
from vault_runner.report import Style, to_text

NOTE = "# Sums\n\n```python run\nopen('ran', 'w').close()\n1 + 1\n```\n"


@pytest.fixture(autouse=True)
def _bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Walls(Level.LIMITS, 0, (Lack("this kernel is older than Landlock", "install Linux 5.13 or newer"),))
    for place in (execute, executor, running):
        monkeypatch.setattr(place, "probe", lambda: bare)


def judged(folder: Path, *, trusted: bool = False) -> Outcome:
    """Return the outcome of a check of a folder that holds one note."""
    (folder / ".obsidian").mkdir(exist_ok=True)
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    vault = open_vault([folder])
    return judge(vault, Request(paths=vault.under, trusted=trusted, cache=False))


def test_what_nobody_approved_is_left_unrun(tmp_path: Path) -> None:
    outcome = judged(tmp_path)
    assert (outcome.unapproved, exit_code(outcome)) == (1, 3)
    assert outcome.lacking == ("this kernel is older than Landlock", "install Linux 5.13 or newer")
    assert not (tmp_path / "ran").exists()
    said = "\n".join(to_text(outcome, Style(colour=False)))
    assert "1 block left unrun: nobody approved of running them, and this kernel is older than Landlock" in said
    assert said.endswith("→ install Linux 5.13 or newer")


def test_what_was_approved_runs(tmp_path: Path) -> None:
    outcome = judged(tmp_path, trusted=True)
    assert (outcome.unapproved, exit_code(outcome)) == (0, 0)
    assert (tmp_path / "ran").exists()
