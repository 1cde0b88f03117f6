"""Several engines answer as one does, in the order of the questions, and all of them end."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.pipeline.formulas.asking import Oracle
from vault_runner.pipeline.formulas.asking_many import WORTH_A_PROCESS, Oracles, Question


def question(number: int) -> Question:
    """A square that is right for even numbers alone."""
    formula = f"(x + {number + 1})^2 = x^2 + {2 * (number + 1) + number % 2} x + {(number + 1) ** 2}"
    items = [{"kind": "prose", "text": r"Let $x \in \mathbb{R}$."}, {"kind": "display", "text": formula, "index": 0}]
    return Question({"items": items}, f"{number}.md")


def engines() -> int:
    """How many engines this process has."""
    children = [pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]
    return sum(b"vault_runner.oracle" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children)


QUESTIONS = [question(number) for number in range(2 * WORTH_A_PROCESS)]


def test_several_engines_answer_in_the_order_of_the_questions(tmp_path: Path) -> None:
    with Oracle(tmp_path / "one") as oracle:
        expected = [oracle.ask(*each) for each in QUESTIONS]
    with Oracles(tmp_path / "many", 3) as oracles:
        assert oracles.ask_all(QUESTIONS) == expected
        assert engines() in {2, 3}
    assert engines() == 0
    assert {"verified-exact", "refuted"} <= {reply["answers"][-1]["verdict"] for reply in expected}


def test_a_few_questions_are_not_worth_another_process(tmp_path: Path) -> None:
    with Oracles(tmp_path, 3) as oracles:
        oracles.ask_all(QUESTIONS[: WORTH_A_PROCESS - 1])
        assert engines() == 1


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_is_answered_once_all_are_cancelled(tmp_path: Path, count: int) -> None:
    with Oracles(tmp_path, count) as oracles:
        oracles.cancel()
        assert all("unanswered" in reply for reply in oracles.ask_all(QUESTIONS))
        assert engines() == 0
