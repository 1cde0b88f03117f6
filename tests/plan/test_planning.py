"""The public functions: planning is pure, and inspection and loading see what planning sees."""

from __future__ import annotations

import pytest
from plan.making import Code, code, note, planned

from vault_runner.config import Config
from vault_runner.plan import PRELUDE, RULES, depends_targets, executable, plan

BLOCKS = [
    code("x = 1", "python run"),
    code("x = 1", "python"),
    code("x = 2", "bash run"),
    code("x = 3", "{python}"),
    code("#| eval: false\nx = 4"),
    code("pip install torch", "python"),
    code("!ls"),
    code("x = 5", commented=True),
]


@pytest.mark.parametrize(
    ("config", "everything", "expected"),
    [(Config(), False, [0, 3]), (Config(execute="all"), False, [0, 1, 3]), (Config(), True, [0, 1, 3])],
)
def test_what_can_run_is_what_a_plan_runs(config: Config, everything: bool, expected: list[int]) -> None:
    holder = note(*BLOCKS)
    would = executable(holder, config, everything=everything)
    assert [place for place, block in enumerate(holder.blocks) if would(block)] == expected
    ids = [step.block.id for step in planned(holder, config=config, everything=everything).steps]
    assert ids == [holder.blocks[place].id for place in expected]


def test_the_notes_own_word_wins_over_everything() -> None:
    holder = note(code("x"), properties={"vault-run-execute": "none"})
    assert planned(holder, everything=True).steps == ()
    assert planned(note(code("x", "python"), properties={"vault-run-execute": "tagged"}), everything=True).steps != ()


def test_a_note_without_code_has_an_empty_plan() -> None:
    found = planned(note())
    assert (found.sessions, found.skipped, found.findings) == ((), (), ())


def test_planning_twice_gives_the_same() -> None:
    notes = [note(*BLOCKS, path=f"{name}.md") for name in "ab"]
    assert plan(notes, Config()) == plan(notes, Config())


TARGETS: list[tuple[list[Code | str], dict[str, object], tuple[str, ...]]] = [
    (["x = 1"], {}, ()),
    (['#| depends: "[[Other|o]]"\nx'], {}, ("Other",)),
    (['#| depends: [data.csv, "[[A/B#c]]"]\nx', '#| depends: "[[Other]]"\ny'], {}, ("data.csv", "A/B", "Other")),
    (["#| label: a\nx", "#| depends: a\ny"], {}, ()),
    ([code('#| depends: "[[Other]]"\nx', "python")], {}, ("Other",)),
    ([code('#| depends: "[[Other]]"\nx', "python run skip")], {}, ()),
    (["x = 1"], {"vault-run-depends": ["[[Other]]", "a.npy"]}, ("Other", "a.npy")),
    (["x = 1"], {"vault-run": {"depends": [["Other"]]}}, ("Other",)),
    (["x = 'depends'"], {}, ()),
]


@pytest.mark.parametrize(("blocks", "properties", "expected"), TARGETS)
def test_what_a_note_depends_on(
    blocks: list[Code | str], properties: dict[str, object], expected: tuple[str, ...]
) -> None:
    assert depends_targets(note(*blocks, properties=properties)) == expected


def test_the_public_tables() -> None:
    assert all(code[:3] in {"VRX", "VRP"} and line for code, line in RULES.items())
    assert set(PRELUDE) == {"np", "torch", "nn", "F", "plt", "vm"}
