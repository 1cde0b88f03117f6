"""All repairs together: their order, their words, and that sound code is never touched."""

from __future__ import annotations

import pytest

from vault_runner.plan.repair import repair
from vault_runner.plan.source import Source

SOUND = [
    "x = 1\n",
    "print('>>> ', '\u00a0', '%matplotlib', '!ls')\n",
    "def f():\n    '''\n    >>> f()\n    1\n    '''\n",
    "x = Dense(8) (inputs)\n",
    "y = (a\n% b)\n",
    "",
    "x =\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_needs_no_repair_gets_none(text: str) -> None:
    repaired = repair(Source.of(text, 10), ())
    assert repaired.source == Source.of(text, 10)
    assert repaired.repairs == ()
    assert repaired.refused == ""


def test_repairs_build_on_each_other() -> None:
    text = "%matplotlib inline\nA = f((2, 3))\u00a0B = f((3, 4)) (A @ B).shape\n"
    repaired = repair(Source.of(text, 10), ())
    assert repaired.source == Source(
        "# %matplotlib inline\nA = f((2, 3))\nB = f((3, 4))\n(A @ B).shape\n", (10, 11, 11, 11)
    )
    assert [(one.rule, one.line) for one in repaired.repairs] == [("VRX110", 11), ("VRX113", 10), ("VRX112", 11)]


def test_a_refused_block_says_why() -> None:
    repaired = repair(Source.of("%matplotlib inline\n!ls\n", 10), ())
    assert repaired.refused == "line 11 begins with `!ls`, which needs the `shell` switch"


WORDS = {
    "x\u00a0= 1\n": "VRX110 10: blanks that python doesn't know stand in this block, as in code pasted from a web "
    "page; it runs with plain blanks; `--fix` writes them",
    "# a\n>>> x\n": "VRX111 11: this block is a transcript: its prompts were left out, and the outputs below them; "
    "`--fix` writes the code without `>>>` and the outputs as comments",
    "lr = 0.1 epochs = 10\n": "VRX112 10: 2 statements have run together on this line, and were read as 2; "
    "`--fix` gives each statement a line of its own",
    "%load_ext x\n": "VRX113 10: `%load_ext x` is a notebook's magic and was passed over; remove it",
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_each_repair_is_told(text: str, expected: str) -> None:
    (one,) = repair(Source.of(text, 10), ()).repairs
    assert f"{one.rule} {one.line}: {one.message}; {one.remedy}" == expected
