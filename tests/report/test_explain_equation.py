"""`--explain` on an equation: tokens, tree, reading, engine, numbers, verdict, and the id to replay them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import vault_run

from vault_runner.model import Claim, Span, Verdict
from vault_runner.report.explain_equation import explain_equation

NOTE = r"""# Inner products

Let $x, y \in \mathbb{R}^d$.

$$
\|x + y\|^2
  = \|x\|^2 + \langle x, y \rangle + \|y\|^2
$$
"""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def _told(note: Path, line: int) -> list[str]:
    done = vault_run("check", note, "--explain", str(line))
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_all_steps_are_told_in_their_order(note: Path) -> None:
    lines = _told(note, 6)
    starts = [line.strip().partition(":")[0] for line in lines[1:]]
    order = ["tokens", "tree", "read", "engine", "smallest counterexample", "verdict", "replay"]
    assert [start for start in dict.fromkeys(starts) if start in order] == order
    assert any(line.startswith("    tree: (") and line.count("norm") >= 3 for line in lines)
    assert any(line.startswith("    read: x: a vector") for line in lines)
    assert "        size d = 2" in lines
    assert any(line.startswith("        left side:  ") for line in lines)


def test_each_line_of_a_display_stands_for_its_statements(note: Path) -> None:
    assert _told(note, 5) == _told(note, 6) == _told(note, 8)


def _verdict(**evidence: str) -> Verdict:
    claim = Claim("equation", Span(0, 5), "a = b", "display")
    return Verdict(claim, "not-checkable", "syntax: it can't be read to its end", evidence=tuple(evidence.items()))


def test_what_can_not_be_read_says_where() -> None:
    problem = "syntax: a bracket is open, at character 3"
    lines = list(explain_equation(_verdict(engine="not-checkable"), {"problem": problem}))
    assert lines == [
        "problem: syntax: a bracket is open, at character 3",
        "engine: none: it was read and sorted, and nothing was computed",
        "verdict: not-checkable, syntax: it can't be read to its end",
    ]


def test_long_lines_are_cut() -> None:
    (line, *_) = explain_equation(_verdict(engine="not-checkable"), {"tokens": "x" * 5000})
    assert len(line) < 700
    assert line.endswith("…")
