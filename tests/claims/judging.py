"""Judge whole notes as the program does, from text to verdicts, in one warm interpreter for all of them."""

from __future__ import annotations

import hashlib
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from vault_runner.config import Config
from vault_runner.execute import Executor, always_approved, run_all
from vault_runner.model import Note, SessionRun, Verdict
from vault_runner.parse import parse
from vault_runner.plan import plan
from vault_runner.verify import judge_claims, judge_verdicts

Judged = dict[str, tuple[Note, tuple[Verdict, ...]]]


def judge_notes(texts: Mapping[str, str], vault: Path) -> Judged:
    """Return note and verdicts for each text, by its name; every python fence runs."""
    notes = {}
    for name, text in texts.items():
        note = parse(text, name, digest=hashlib.sha256(text.encode()).hexdigest(), bom=False)
        notes[name] = note
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
    planned = plan(tuple(notes.values()), Config(), others={}, everything=True)
    runs: dict[str, list[SessionRun]] = {}
    preload = {"numpy", "torch"}
    with Executor(Path(sys.executable), vault, Config(), preload=preload, profile_of=always_approved) as executor:
        for run in run_all(planned, executor, jobs=2):
            runs.setdefault(run.path, []).append(run)
    return {each.note.path: (each.note, judge_claims(each, runs.get(each.note.path, []))) for each in planned.notes}


def judge_code(code: str, vault: Path) -> tuple[Note, list[Verdict]]:
    """Return a note that holds `code` in one fence, and the verdicts on its claims."""
    text = f"```python\n{textwrap.dedent(code).strip()}\n```\n"
    note, verdicts = judge_notes({"note.md": text}, vault)["note.md"]
    return note, list(verdicts)


def told(note: Note, verdicts: list[Verdict]) -> list[str]:
    """Return the findings on verdicts, as a person reads them."""
    return [finding.message for finding in judge_verdicts(note, verdicts)]


def brief(verdicts: list[Verdict]) -> list[tuple[str, str]]:
    """Return text and status of each verdict."""
    return [(verdict.claim.text, verdict.status) for verdict in verdicts]
