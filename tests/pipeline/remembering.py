"""A vault to edit, judged with and without memory; blocks are answered by a runner that starts nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from command import FOLDERS
from msgspec.structs import replace

from vault_runner.errors import NoteError
from vault_runner.model import Figure, FileRead, Output, Result, Session, SessionRun, Step, Stream
from vault_runner.pipeline import Outcome, Request, judging, open_vault, running
from vault_runner.pipeline.checking import judge
from vault_runner.pipeline.formulas.asking_many import Oracles
from vault_runner.pipeline.memory import context
from vault_runner.report import Style, to_json, to_text

PLAIN = "# Nothing\n\nNothing to check.\n"
FORMULA = "# Sums\n\n$$\n1 + 1 = {total}\n$$\n"
CODE = "Prose.\n\n```python run\nx = {value}\nprint(x)\n```\n"
READS = "```python run\nprint(open('data.txt').read())\n```\n"
DRAWS = "```python run\nplt.plot([1, 2])\n```\n"
NEEDS = '```python run\n#| depends: "[[base]]"\nprint(x + 1)\n```\n'
WANTS = "```python run\n#| depends: wanted.csv\nprint(2)\n```\n"
TEMPLATE = "<% tp.date.now() %>\n\n$$\n1 + 1 = 3\n$$\n"
IGNORED = "<!-- vr-ignore: VRX -->\n```python run\nprint(nowhere)\n```\n"
BROKEN = b"caf\xe9 $1 + 1 = 2$\n"
BARE = Request()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0L4 4"/></svg>'


class Answering:
    """Stands in for the workers: what a block gives can be told from its code and the files that it names."""

    runs: list[str]

    def __init__(self, _python: Path, vault: Path, _config: object, **_: object) -> None:
        """Know the vault."""
        self._vault = vault

    def run(
        self, session: Session, texts: Mapping[str, str], on_result: Callable[[Result], None] | None = None
    ) -> SessionRun:
        """Answer for each step."""
        del texts, on_result
        self.runs.append(session.own)
        data = self._vault / Path(session.own).parent / "data.txt"
        reads = any("data.txt" in step.source for step in session.steps)
        content = data.read_bytes() if data.is_file() else None
        digest = "absent" if content is None else hashlib.sha256(content).hexdigest()
        results = tuple(
            Result(step.path, step.block.id, step.key, "ok", self._outputs(step, digest)) for step in session.steps
        )
        files = (FileRead(str(data), digest),) if reads else ()
        return SessionRun(session.own, session.name, results, files, "time" not in session.steps[-1].source)

    def cancel(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def _outputs(self, step: Step, digest: str) -> tuple[Output, ...]:
        if "plot" in step.source:
            return (Figure("image/svg+xml", SVG, "A line"),)
        said = digest[:8] if "data.txt" in step.source else hashlib.sha256(step.source.encode()).hexdigest()[:8]
        return (Stream("stdout", f"{said}\n"),) if "print" in step.source else ()


def _asked_once(_folder: Path, count: int) -> Oracles:
    """Return engines with what any test of this process was answered: to start one is what takes time."""
    return Oracles(FOLDERS / "answers", count)


def pretend(patch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Put `Answering` in the place of the workers and all caches into `folder`; return the notes that run."""
    ran: list[str] = []
    patch.setattr(Answering, "runs", ran, raising=False)
    patch.setattr(running, "Executor", Answering)
    patch.setattr(context, "tool_stamp", lambda: "the same program")
    patch.setattr(judging, "Oracles", _asked_once)
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        patch.setenv(name, str(folder / name))
    return ran


def check(vault: Path, *under: str, remember: bool = True, wishes: Request = BARE) -> Outcome:
    """Judge a vault, or some of its paths."""
    opened = open_vault([vault / name for name in under] or [vault])
    return judge(opened, replace(wishes, paths=opened.under, trusted=True, remember=remember))


def told(outcome: Outcome) -> tuple[str, str]:
    """Return everything that reports tell of an outcome."""
    return to_json(outcome), "\n".join(to_text(outcome, Style(colour=False), verbose=True))


def both(vault: Path, *under: str, wishes: Request = BARE) -> tuple[str, str]:
    """Judge with memory, then without; return what is told if that is the same, else fail."""
    remembered, afresh = (_tried(vault, *under, remember=remember, wishes=wishes) for remember in (True, False))
    assert _settled(remembered) == _settled(afresh)
    return remembered


def _tried(vault: Path, *under: str, remember: bool, wishes: Request) -> tuple[str, str]:
    """Return what is told, which may be that the vault can't be judged at all."""
    try:
        return told(check(vault, *under, remember=remember, wishes=wishes))
    except NoteError as error:
        return "", str(error)


def _settled(reports: tuple[str, str]) -> tuple[str, str]:
    """Leave out what tells a result of this command from one of an earlier command."""
    text = reports[1].rsplit("\n", 1)
    counts = [word for word in text[-1].split(", ") if not word.endswith((" ran", "from the cache"))]
    lines = [line for line in reports[0].splitlines() if '"cached"' not in line and '"blocks_' not in line]
    return "\n".join(lines), "\n".join([*text[:-1], *counts])
