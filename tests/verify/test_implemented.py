"""What code gives is compared with what its formula gives; only an explicit link may contradict for sure."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from vault_runner.config import Config
from vault_runner.model import Verdict
from vault_runner.parse import parse
from vault_runner.plan import plan
from vault_runner.verify.implemented import with_code
from vault_runner.verify.implementing import Link, links_of

TEXT = (
    "$$\n\\text{Gain}(x) = 2 x \\label{g}\n$$\n\n```python run\n#| implements: g\ndef gain(x):\n    return 2 * x\n```\n"
)
CALLS: dict[str, Any] = {
    "arguments": ["x"],
    "declared": True,
    "trials": [{"inputs": [1.0], "output": 2.0}, {"inputs": [[1.0, 3.0]], "output": [2.0, 6.0]}],
}


def _link() -> tuple[Link, Verdict]:
    (note_plan,) = plan([parse(TEXT, "note.md")], Config()).notes
    (link,) = links_of(note_plan)
    return link, Verdict(note_plan.note.claims[0], "definition")


def test_equal_numbers_are_noted_and_change_nothing() -> None:
    link, before = _link()
    after = with_code(before, link, CALLS, [2.0, [2.0, 6.0000001]])
    assert after.status == "definition"
    assert after.reason == "`gain` of line 7 gives the same at 2 random arguments"


def test_other_numbers_refute_by_an_explicit_link_and_doubt_by_a_name() -> None:
    link, before = _link()
    after = with_code(before, link, CALLS, [2.0, [2.0, 9.0]])
    assert (after.status, after.expected, after.found) == ("refuted", "[2.0, 6.0]", "[2.0, 9.0]")
    assert json.loads(dict(after.evidence)["values"]) == {"x": [1.0, 3.0]}
    assert with_code(before, replace(link, explicit=False), CALLS, [2.0, [2.0, 9.0]]).status == "doubted"


def test_what_nothing_declares_is_never_refuted() -> None:
    link, before = _link()
    guessed = {**CALLS, "declared": False}
    assert with_code(before, link, guessed, [5.0, [2.0, 6.0]]).status == "doubted"
    assert with_code(before, replace(link, explicit=False), guessed, [5.0, [2.0, 6.0]]).status == "definition"


def test_rounding_and_other_kinds_of_values_say_nothing() -> None:
    link, before = _link()
    for values in ([2.002, [2.0, 6.0]], [None, None], ["nothing", [2.0, 6.0]], [2.0, [2.0]], [2.0, [2.0, "nan"]]):
        assert with_code(before, link, CALLS, values).status == "definition"
