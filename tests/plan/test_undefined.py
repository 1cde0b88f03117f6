"""Names that nothing sets in time, and what is said about each."""

from __future__ import annotations

import pytest
from plan.making import Code, code, marked, note, planned, said

NOWHERE = "which nothing above sets; set it above, or name the note that sets it with `depends`"

UNTAGGED = (
    "uses `x`, which the block of line 1 sets, and that one doesn't run: it is not tagged with `run`; "
    "let that block run too"
)

TOLD: list[tuple[list[Code | str], list[str]]] = [
    (["print(x)"], [f"uses `x`, {NOWHERE}"]),
    (["total += 1"], [f"uses `total`, {NOWHERE}"]),
    (["x + y", "x + z"], [f"uses `x`, {NOWHERE}", f"uses `y`, {NOWHERE}", f"uses `z`, {NOWHERE}"]),
    (["x", "x = 1"], ["uses `x`, which is set only further down, by the block of line 5; move that block up"]),
    (
        [code("x = 1", "python"), "x"],
        [UNTAGGED],
    ),
    (
        ["x", code("x = 1", "python run skip")],
        ["uses `x`, which the block of line 5 sets, and that one doesn't run: it says `skip`; let that block run too"],
    ),
    (
        ["#| session: a\nx = 1", "x"],
        ["uses `x`, which the block of line 1 sets in the session `a`; give both blocks the same session"],
    ),
    (["x = 1\ndel x", "x"], [f"uses `x`, {NOWHERE}"]),
    (["F(x)\nx = 1"], [f"uses `F`, {NOWHERE}", f"uses `x`, {NOWHERE}"]),
    (["def f(): return w", "f()"], [f"uses `w`, {NOWHERE}"]),
    (["x = 1\nprint(e)\ntry: f\nexcept ValueError as e: pass"], [f"uses `e`, {NOWHERE}", f"uses `f`, {NOWHERE}"]),
]
SILENT: list[list[Code | str]] = [
    ["x = 1", "x"],
    ["print(len([1]), __name__)\ndisplay(1)"],
    ["def f(): return w", "w = 1", "f()"],
    ["def f(): return w\nw = 1"],
    ["from math import *\nsin(1)", "cos(1)"],
    ["exec('x = 1')", "x"],
    ["for i in range(3):\n    if i: print(last)\n    last = i"],
    ["try:\n    x\nexcept NameError:\n    x = 1"],
    ["x ="],
    ["np.ones(3)"],
    [code("x", "python")],
    ["#| raises: NameError\nx"],
    ["#| error: true\nx"],
    ['#| expect: wrong "x is missing"\nx'],
]


@pytest.mark.parametrize(("blocks", "expected"), TOLD)
def test_what_is_told(blocks: list[Code | str], expected: list[str]) -> None:
    holder = note(*blocks)
    findings = [one for one in planned(holder).findings if one.rule == "VRX101"]
    assert said(findings) == [f"VRX101: {sentence}" for sentence in expected]
    for one in findings:
        assert one.severity == "warning"
        assert f"`{marked(holder, one)}`" in one.message


@pytest.mark.parametrize("blocks", SILENT)
def test_what_is_not_told(blocks: list[Code | str]) -> None:
    assert said(planned(note(*blocks)).findings, "VRX101") == []


def test_the_place_is_the_name_itself() -> None:
    holder = note("a = 1\nprint(a.b, xb, b)")
    findings = [one for one in planned(holder).findings if one.rule == "VRX101"]
    places = [(holder.lines.line(one.span.start), holder.lines.column(one.span.start)) for one in findings]
    assert dict(zip([marked(holder, one) for one in findings], places, strict=True)) == {"xb": (3, 12), "b": (3, 16)}


def test_another_note_may_set_the_name() -> None:
    base = note("x = 1", path="Base.md")
    user = note('#| depends: "[[Base]]"\nx + y', path="User.md")
    assert [one.split(";")[0] for one in said(planned(user, base).findings, "VRX101")] == [
        "VRX101: uses `y`, which nothing above sets"
    ]


def test_names_of_the_other_note_are_its_own_affair() -> None:
    base = note("x = y", path="Base.md")
    user = note('#| depends: "[[Base]]"\nx', path="User.md")
    assert said(planned(user, base).findings, "VRX101") == []
    assert len(said(planned(base).findings, "VRX101")) == 1
