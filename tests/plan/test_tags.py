"""Which blocks run: every way to tag one, every way to opt one out."""

from __future__ import annotations

import pytest
from plan.making import Code, code, note

from vault_runner.model import BlockOptions
from vault_runner.plan.options import block_options
from vault_runner.plan.properties import Execute
from vault_runner.plan.tags import Decision, decide, is_python


def decided(one: Code, execute: Execute = "tagged", base: BlockOptions | None = None) -> Decision:
    holder = note(one)
    block = holder.blocks[0]
    options, _ = block_options(holder, block, base or BlockOptions())
    return decide(block, options, execute)


RUN = Decision(run=True, because="", tagged=True)
PLAIN = Decision(run=False, because="it is not tagged with `run`", tagged=False)

TAGGED = [
    code("x", "python run"),
    code("x", "Python run"),
    code("x", "py run"),
    code("x", "python3 run"),
    code("x", "{python}"),
    code("x", "{Python}"),
    code("x", "{ py }"),
    code("x", "{python label=a}"),
    code("x", "run-python"),
    code("#| eval: true\nx", "python"),
    code("x", "python {run=true}"),
]
UNTAGGED = [
    code("x", "python"),
    code("x", "{.python .input}"),
    code("x", "python runner"),
    code("x", "python {label=run}"),
    code("#| eval:\nx", "py"),
]
OPTED_OUT = {
    "it says `eval: false`": [code("#| eval: false\nx"), code("x", "python run eval=false")],
    "it says `skip`": [code("x", "python run skip")],
    "it says `notest`": [code("x", "{python} notest")],
    "it says `norun`": [code("x", "python norun run")],
    "it says `disabled`": [code("x", "python run {disabled=true}")],
    "it says `active: false`": [code("x", "python run {active=false}")],
    "it says `run: false`": [code("#| run: false\nx")],
    "its language is `norun-python`": [code("#| eval: true\nx", "norun-python")],
    "it is tagged `skip-execution`": [code("#| tags: [skip-execution]\nx")],
    "its option `eval` can't be read": [code("#| eval: flase\nx")],
    "a `skip` comment stands above it": [Code("x\n", options=(("skip", True),))],
    "a `skip` comment stands above it: needs data": [Code("x\n", options=(("skip", "needs data"),))],
    "it stands in a comment": [code("x", commented=True)],
}


@pytest.mark.parametrize("one", TAGGED)
def test_every_way_to_tag_a_block(one: Code) -> None:
    assert decided(one) == RUN


@pytest.mark.parametrize("one", UNTAGGED)
def test_what_is_no_tag(one: Code) -> None:
    decision = decided(one)
    assert not decision.run
    assert not decision.tagged


@pytest.mark.parametrize(("because", "one"), [(because, one) for because, ones in OPTED_OUT.items() for one in ones])
@pytest.mark.parametrize("execute", ["tagged", "all"])
def test_an_opt_out_always_wins(because: str, one: Code, execute: Execute) -> None:
    assert decided(one, execute) == Decision(run=False, because=because, tagged=False)


def test_all_runs_what_is_not_tagged() -> None:
    assert decided(code("x", "python")) == PLAIN
    assert decided(code("x", "python"), "all") == Decision(run=True, because="", tagged=False)


def test_none_runs_nothing() -> None:
    assert decided(code("x"), "none") == Decision(run=False, because="its note runs no blocks", tagged=False)


def test_a_switch_that_says_yes_is_no_opt_out() -> None:
    assert decided(code("x", "python run {active=true} skip=false")) == RUN


def test_only_a_blocks_own_eval_outweighs_the_notes_eval_false() -> None:
    base = BlockOptions(eval=False)
    assert not decided(code("x", "python run"), base=base).run
    assert decided(code("#| eval: true\nx", "python"), base=base) == RUN
    refused = Decision(run=False, because="its note says `eval: false`", tagged=False)
    assert decided(code("x", "python"), "all", base=base) == refused


def test_a_fence_that_is_never_closed_does_not_run() -> None:
    because = "its fence is never closed"
    assert decided(code("x", closed=False)) == Decision(run=False, because=because, tagged=True)
    assert decided(code("x", "python", closed=False), "all") == Decision(run=False, because=because, tagged=False)


@pytest.mark.parametrize(("info", "expected"), {
    "python": True, "PYTHON": True, "py": True, "python3": True, "{python}": True, "run-python": True,
    "norun-python": True, "pycon": False, "bash": False, "": False, "pythonic": False, "ad-note": False,
}.items())  # fmt: skip
def test_python_fences(info: str, expected: bool) -> None:
    assert is_python(note(code("x", info)).blocks[0]) is expected
