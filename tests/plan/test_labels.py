"""Blocks that depend on blocks, and labels that are given twice."""

from __future__ import annotations

import pytest
from plan.making import Code, code, note, planned, said, steps

UNKNOWN = (
    "VRX103: depends on `Other`, which is no label of this note; a note is written `[[Other]]`, a file with its ending"
)

CASES: list[tuple[list[Code | str], list[str]]] = [
    (["#| label: a\nx = 1", "#| depends: a\ny = 2"], []),
    (
        ["#| label: load\nx = 1", "#| depends: laod\ny = 2"],
        ["VRX103: depends on `laod`, which is no label of this note; did you mean `load`?"],
    ),
    (
        ["#| depends: Other\ny = 2"],
        [UNKNOWN],
    ),
    (
        ["#| depends: a\ny = 2", "#| label: a\nx = 1"],
        ["VRX107: depends on `a`, which stands further down, on line 6; move that block up"],
    ),
    (
        ["#| label: a\n#| session: s\nx = 1", "#| depends: a\ny = 2"],
        ["VRX107: depends on `a`, which runs in the session `s`; give both blocks the same session"],
    ),
    (
        [code("#| label: a\nx = 1", "python"), "#| depends: a\ny = 2"],
        ["VRX107: depends on `a`, which doesn't run: it is not tagged with `run`; let that block run too"],
    ),
    (
        ["#| label: a\n#| depends: a\nx = 1"],
        ["VRX107: depends on `a`, which stands further down, on line 1; move that block up"],
    ),
    ([code("#| depends: nowhere\nx = 1", "python")], []),
    (["#| depends: data.csv\nx = 1"], []),
]


@pytest.mark.parametrize(("blocks", "expected"), CASES)
def test_dependencies_on_labels(blocks: list[Code | str], expected: list[str]) -> None:
    assert said(planned(note(*blocks)).findings) == expected


def test_a_block_needs_the_block_that_it_names() -> None:
    found = steps("#| label: a\nx = 1", "#| label: b\ny = 2", "#| depends: [b, a]\nz = 3")
    assert found[2].needs == ("a", "b")


def test_the_same_label_twice() -> None:
    holder = note("#| label: a\nx = 1", code("#| label: a\nx = 2", "python"), "#| label: b\nx = 3")
    findings = planned(holder).findings
    assert said(findings) == [
        "VRX105: the block of line 1 has the label `a` already; give each block a label of its own"
    ]
    assert holder.lines.line(findings[0].span.start) == 6
    assert findings[0].severity == "error"
