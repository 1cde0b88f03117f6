"""Who needs whom in a session: a table of small notes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from plan.making import note, planned, session, steps


@dataclass(frozen=True)
class Case:
    """Blocks by label; of some of them what they set, read and need."""

    name: str
    blocks: dict[str, str]
    needs: dict[str, str]
    refs: dict[str, str] = field(default_factory=dict)


CASES = [
    Case("chain", {"a": "x = 1", "b": "y = x", "c": "z = y"}, {"a": "", "b": "a", "c": "b"}),
    Case("diamond", {"a": "x = 1", "b": "y = x", "c": "z = x", "d": "y + z"}, {"b": "a", "c": "a", "d": "b c"}),
    Case("the last setter counts", {"a": "x = 1", "b": "x = 2", "c": "x"}, {"b": "", "c": "b"}),
    Case("a change joins the chain", {"a": "x = 1", "b": "x += 1", "c": "x"}, {"b": "a", "c": "a b"}),
    Case("a change and a fresh start", {"a": "x = 1", "b": "x += 1", "c": "x = 2", "d": "x"}, {"d": "c"}),
    Case("read and set again", {"a": "x = 1", "b": "x = f(x)", "c": "x"}, {"b": "a", "c": "a b"}),
    Case("nothing shared", {"a": "x = 1", "b": "y = 2"}, {"a": "", "b": ""}, {"b": ""}),
    Case("builtins are no refs", {"a": "print(len([]))"}, {"a": ""}, {"a": ""}),
    Case("builtins set above are", {"a": "input = 3", "b": "input + 1"}, {"b": "a"}, {"b": "input"}),
    Case("display is there", {"a": "display(__name__)"}, {"a": ""}, {"a": ""}),
    Case("unknown names are refs", {"a": "foo(bar)"}, {"a": ""}, {"a": "foo bar"}),
    Case("deleted", {"a": "x = 1", "b": "del x", "c": "x"}, {"b": "a", "c": ""}, {"c": "x"}),
    Case(
        "a function's names count when it is called",
        {"a": "def f(): return w", "b": "w = 1", "c": "f()"},
        {"a": "", "c": "a b"},
    ),
    Case(
        "through two functions",
        {"a": "def f(): return g()", "b": "def g(): return w", "c": "w = 1", "d": "f()"},
        {"d": "a b c"},
    ),
    Case("a function's names set above", {"a": "w = 1", "b": "def f(): return w", "c": "f()"}, {"b": "a", "c": "a b"}),
    Case(
        "a function set again",
        {"a": "def f(): return w", "b": "w = 1", "c": "def f(): return 2", "d": "f()"},
        {"d": "c"},
    ),
    Case("imports", {"a": "import torch", "b": "x = torch.ones(3)"}, {"b": "a"}, {"b": "torch"}),
    Case("broken code needs nothing", {"a": "x = 1", "b": "y = x +"}, {"b": ""}, {"b": ""}),
    Case("named by label", {"a": "x = 1", "b": "#| depends: a\ny = 2"}, {"b": "a"}),
    Case(
        "perhaps set in a loop", {"a": "last = 0", "b": "for i in range(3):\n    print(last)\n    last = i"}, {"b": "a"}
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_needs(case: Case) -> None:
    found = {step.block.id: step for step in steps(*(f"#| label: {one}\n{text}" for one, text in case.blocks.items()))}
    assert list(found) == list(case.blocks)
    assert {name: " ".join(found[name].needs) for name in case.needs} == case.needs
    assert {name: found[name].refs for name in case.refs} == {n: set(refs.split()) for n, refs in case.refs.items()}


def test_defs_are_what_a_block_sets() -> None:
    (one,) = steps("import os\nx, y = 1, 2\nfor i in x: pass\ndel y")
    assert one.defs == {"os", "x", "i"}


def test_a_key_covers_all_that_is_above() -> None:
    before = [step.key for step in steps("x = 1", "y = 2", "z = 3")]
    after = [step.key for step in steps("x = 1  # one", "y = 0", "z = 3")]
    assert before[0] == after[0]
    assert before[1] != after[1]
    assert before[2] != after[2]


def test_the_prelude_enters_the_keys_of_those_that_use_it() -> None:
    bound = steps("np.ones(2)", "x = 1")
    imported = steps("np.ones(2)", "x = 1", "import numpy as np")
    assert bound[0].key != imported[0].key


def test_lines_are_the_notes() -> None:
    holder = note("x = 1\n\ny = 2", "z = 3", properties={"a": 1})
    first, second = session(holder).steps
    assert [holder.text.split("\n")[line - 1] for line in first.lines] == ["x = 1", "", "y = 2"]
    assert [holder.text.split("\n")[line - 1] for line in second.lines] == ["z = 3"]


def test_a_session_knows_its_modules_and_its_seed() -> None:
    holder = note("import numpy as np, os.path\nplt.plot(np.ones(2))", properties={"vault-run-seed": 5})
    found = session(holder)
    assert found.imports == {"numpy", "os", "matplotlib"}
    assert found.prelude == ("plt",)
    assert found.seed == 5
    assert found.own == "Note.md"


def test_sessions_by_name_and_blocks_by_themselves() -> None:
    plan = planned(
        note(
            "x = 1",
            "#| session: b\nx = 2",
            "#| session: none\nx = 3",
            "#| session: none\nx = 4",
            "#| session: b\nx",
            "x + 0",
        )
    )
    sources = {
        one.name.split(":")[0] + str(n): [s.source.split("\n")[-2] for s in one.steps]
        for n, one in enumerate(plan.sessions)
    }
    assert sources == {"default0": ["x = 1", "x + 0"], "b1": ["x = 2", "x"], "none2": ["x = 3"], "none3": ["x = 4"]}
    assert len({one.name for one in plan.sessions}) == 4
    assert plan.sessions[0].steps[1].needs == (plan.sessions[0].steps[0].block.id,)
