"""Notes that depend on notes: order, circles, what isn't there, and how each is told."""

from __future__ import annotations

import pytest
from plan.making import Code, code, marked, note, planned, said

from vault_runner.config import Config
from vault_runner.model import Note
from vault_runner.plan import plan


def on(*others: str, text: str = "y = 1") -> str:
    links = ", ".join(f'"[[{other}]]"' for other in others)
    return f"#| depends: [{links}]\n{text}"


def ran(notes: list[Note], first: str) -> list[str]:
    """Return `path:last line` of each step of the session of a note."""
    whole = plan(notes, Config())
    (only,) = next(found for found in whole.notes if found.note.path == first).sessions
    return [f"{step.path}:{step.source.split(chr(10))[-2]}" for step in only.steps]


def test_the_other_notes_blocks_come_first() -> None:
    notes = [note("x = 1", "x = 2", path="Base.md"), note("z = 0", on("Base"), path="User.md")]
    assert ran(notes, "User.md") == ["Base.md:x = 1", "Base.md:x = 2", "User.md:z = 0", "User.md:y = 1"]
    assert ran(notes, "Base.md") == ["Base.md:x = 1", "Base.md:x = 2"]


def test_each_note_comes_once_and_after_what_it_depends_on() -> None:
    notes = [
        note(on("B", "C", text="a = 1"), path="A.md"),
        note(on("D", text="b = 1"), path="B.md"),
        note(on("D", text="c = 1"), path="C.md"),
        note("d = 1", path="D.md"),
    ]
    assert ran(notes, "A.md") == ["D.md:d = 1", "B.md:b = 1", "C.md:c = 1", "A.md:a = 1"]


def test_only_the_other_notes_usual_session_comes_along() -> None:
    base = note("x = 1", "#| session: side\nx = 2", "#| session: none\nx = 3", code("x = 4", "python"), path="Base.md")
    user = note(on("Base"), "#| session: side\nz = 1", path="User.md")
    by_session = {one.name: [step.path for step in one.steps] for one in planned(user, base).sessions}
    assert by_session == {"default": ["Base.md", "User.md"], "side": ["User.md"]}


def test_the_usual_session_is_the_one_that_the_note_names() -> None:
    base = note("x = 1", "#| session: default\nx = 2", path="Base.md", properties={"vault-run-session": "main"})
    assert ran([base, note(on("Base"), path="User.md")], "User.md") == ["Base.md:x = 1", "User.md:y = 1"]


def test_front_matter_speaks_for_all_blocks() -> None:
    properties = {"vault-run-depends": "[[Base]]"}
    user = note("y = x", "#| session: none\ny = x", path="User.md", properties=properties)
    plan = planned(user, note("x = 1", path="Base.md"))
    assert [[step.path for step in one.steps] for one in plan.sessions] == [["Base.md", "User.md"]] * 2
    assert [one.steps[1].needs for one in plan.sessions] == [(plan.sessions[0].steps[0].block.id,)] * 2


def test_a_note_that_is_only_named_is_not_planned_for_itself() -> None:
    base = note("x = 1", path="Base.md")
    user = note(on("Base", text="y = x"), path="User.md")
    whole = plan([user], Config(), others={"Base.md": base})
    assert [found.note.path for found in whole.notes] == ["User.md"]
    assert [step.path for step in whole.notes[0].steps] == ["User.md"]
    assert [step.path for step in whole.notes[0].sessions[0].steps] == ["Base.md", "User.md"]


def test_the_other_notes_keys_are_its_own() -> None:
    base, user = note("x = 1", path="Base.md"), note(on("Base"), path="User.md")
    found = planned(user, base).sessions[0].steps
    assert found[0].key == planned(base).sessions[0].steps[0].key
    assert found[1].key != planned(user, note("x = 2", path="Base.md")).sessions[0].steps[1].key


def test_plans_come_in_the_order_of_their_paths() -> None:
    notes = [note("x", path=path) for path in ("b.md", "a/c.md", "B.md", "a.md")]
    assert [found.note.path for found in plan(notes, Config()).notes] == ["B.md", "a.md", "a/c.md", "b.md"]


CIRCLE = "its notes depend on each other in a circle"


def test_a_circle_is_told_on_each_of_its_notes() -> None:
    notes = [
        note(on("B", text="a = 1"), "#| session: side\ns = 1", path="A.md"),
        note(on("C", text="b = 1"), path="B.md"),
        note(on("A", text="c = 1"), path="C.md"),
    ]
    for first, chain in (("A.md", "A → B → C → A"), ("B.md", "B → C → A → B"), ("C.md", "C → A → B → C")):
        found = next(one for one in plan(notes, Config()).notes if one.note.path == first)
        assert said(found.findings) == [f"VRX102: this can't run, since {CIRCLE}: {chain}; take one of the links out"]
        assert found.findings[0].severity == "warning"
        assert [skip.because for skip in found.skipped] == [f"not run because {CIRCLE}: {chain}"]
        assert found.skipped[0].tagged
        assert marked(found.note, found.findings[0]).startswith("#| depends")


def test_a_note_that_depends_on_itself() -> None:
    found = planned(note(on("A", text="a = 1"), path="A.md"))
    assert said(found.findings) == [f"VRX102: this can't run, since {CIRCLE}: A → A; take one of the links out"]
    assert found.sessions == ()


def test_other_sessions_of_a_note_in_a_circle_run() -> None:
    a = note(on("B", text="a = 1"), "#| session: side\ns = 1", path="A.md")
    found = planned(a, note(on("A"), path="B.md"))
    assert [one.name for one in found.sessions] == ["side"]


def test_what_depends_on_a_circle_does_not_run_either() -> None:
    notes = [note(on("A"), path="Z.md"), note(on("B"), path="A.md"), note(on("A"), path="B.md")]
    found = planned(*notes)
    because = f"`[[A]]` can't run: {CIRCLE}: A → B → A"
    assert said(found.findings) == [f"VRX102: this can't run, since {because}; take one of the links out"]
    assert [skip.because for skip in found.skipped] == [f"not run because {because}"]


def test_a_note_that_is_not_there() -> None:
    holder = note("x = 1", on("Bsae"), path="User.md")
    found = planned(holder, note("x = 1", path="Base.md"))
    assert said(found.findings) == [
        "VRX103: this can't run, since there is no note `[[Bsae]]`; correct the name, or take it out"
    ]
    assert found.findings[0].severity == "error"
    assert marked(holder, found.findings[0]) == '#| depends: ["[[Bsae]]"]'
    assert [skip.because for skip in found.skipped] == ["not run because there is no note `[[Bsae]]`"] * 2
    assert found.sessions == ()


def test_a_note_that_is_not_there_in_front_matter() -> None:
    holder = note("x = 1", path="User.md", properties={"vault-run": {"depends": ["[[Gone]]"]}})
    assert marked(holder, planned(holder).findings[0]) == "  depends:"


def test_a_file_that_is_linked_like_a_note() -> None:
    found = planned(note('#| depends: "[[data.csv]]"\nx = 1'))
    assert found.findings == ()
    assert len(found.sessions) == 1


def test_a_note_without_running_blocks() -> None:
    base = note(code("x = 1", "python"), path="Base.md")
    found = planned(note(on("Base"), path="User.md"), base)
    assert said(found.findings) == [
        "VRX107: depends on `[[Base]]`, of which no block runs; tag the blocks that it needs"
    ]
    assert len(found.sessions) == 1


SKIPS: list[tuple[Code | str, bool, str]] = [
    (code("", "python"), True, "it holds no code"),
    (code("pip install torch", "python"), True, "it is for a shell"),
    (code("!pip install torch", "python"), True, "line 2 begins with `!pip install …`, which needs the `shell` switch"),
    ("!pip install torch", False, "line 2 begins with `!pip install …`, which needs the `shell` switch"),
    (code("x = 1", "python"), False, "it is not tagged with `run`"),
    (code("x = 1", "python run", closed=False), False, "its fence is never closed"),
]


@pytest.mark.parametrize(("one", "everything", "because"), SKIPS)
def test_why_blocks_are_skipped(one: Code | str, everything: bool, because: str) -> None:
    found = planned(note(one), everything=everything)
    assert [skip.because for skip in found.skipped] == [because]
    assert found.sessions == ()


def test_a_tagged_block_that_cannot_run_is_told() -> None:
    shell = planned(note("x = 1\n!ls"))
    (sentence,) = said(shell.findings)
    assert sentence == (
        "VRX106: this block doesn't run: line 3 begins with `!ls`, which needs the `shell` switch; "
        "switch on `shell: true` in this device's `device.yaml`, take that line out, or take the tag off"
    )
    unclosed = planned(note(code("x = 1", closed=False)))
    assert unclosed.findings == (), "the parser has told of the fence already"
    assert [skip.tagged for skip in (*shell.skipped, *unclosed.skipped)] == [True, True]


def test_an_untagged_block_that_cannot_run_is_not_told() -> None:
    holder = note(code("!ls", "python"), code("pip install x", "python"), code("x", "python", closed=False))
    assert planned(holder, everything=True).findings == ()


def test_tagged_blocks_run_whatever_they_look_like() -> None:
    found = planned(note("pip install torch", "def f(x, y)", "..."))
    assert len(found.steps) == 3
    assert [step.defs for step in found.steps] == [frozenset()] * 3


def test_repairs_are_told_and_used() -> None:
    holder = note("if a:\n\u00a0\u00a0b = 1", properties={"vault-run-execute": "all"})
    found = planned(holder)
    assert found.steps[0].source == "if a:\n  b = 1\n"
    (repaired,) = [one for one in found.findings if one.rule == "VRX110"]
    assert holder.lines.line(repaired.span.start) == found.steps[0].lines[1]


def test_a_squashed_line_is_mended_knowing_what_is_above() -> None:
    line = "B = rand((2, 9)) (mul(A, B)).shape"
    fresh, known = planned(note("A = 1", line)), planned(note("A = B = 1", line))
    assert fresh.steps[1].source == "B = rand((2, 9))\n(mul(A, B)).shape\n"
    assert fresh.steps[1].lines == (6, 6)
    assert known.steps[1].source == f"{line}\n"
    base = note("B = 1", path="Base.md")
    below = planned(note(f'#| depends: "[[Base]]"\n{line}', path="User.md"), base)
    assert below.steps[0].source.endswith(f"{line}\n")


def test_two_blocks_with_one_identifier_do_not_both_run() -> None:
    """The label `a-2` is what the second of two blocks labelled `a` is called as well."""
    found = planned(note("#| label: a\nx = 1", "#| label: a\nx = 2", "#| label: a-2\nx = 3"))
    assert [step.block.id for step in found.steps] == ["a", "a-2"]
    assert [skip.because for skip in found.skipped] == ["it can't be told from the block of line 6"]
