"""Plans against the truth: small sessions are really run, with and without each of their blocks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from plan.making import note, session

from vault_runner.config import Config
from vault_runner.model import Note, Step
from vault_runner.plan import plan

NAME = st.sampled_from("abcd")
PLAIN = st.one_of(
    st.builds("{} = {}".format, NAME, st.integers(0, 9)),
    st.builds("{} = {} + {}".format, NAME, NAME, NAME),
    st.builds("{} += {}".format, NAME, NAME),
    st.builds("{} = [{} + i for i in range(2)][1]".format, NAME, NAME),
    st.builds("for {} in range({}): pass".format, NAME, st.integers(1, 3)),
)
WITH_FUNCTIONS = st.one_of(
    PLAIN,
    st.builds("def f():\n    return {} + {}".format, NAME, NAME),
    st.builds("def g():\n    {0} = 1\n    return {0} + {1} + f()".format, NAME, NAME),
    st.builds("{} = f()".format, NAME),
    st.builds("{} = g()".format, NAME),
)
BLOCK = st.lists(WITH_FUNCTIONS, min_size=1, max_size=2).map("\n".join)
SESSION = st.lists(BLOCK, min_size=2, max_size=6)


def outcomes(steps: Sequence[Step], without: Collection[int] = ()) -> list[object]:
    """Run a session and return, for each block, the error that ended it or the numbers that it set."""
    namespace: dict[str, object] = {}
    found: list[object] = []
    for place, step in enumerate(steps):
        if place in without:
            found.append(None)
            continue
        try:
            exec(step.source, namespace)  # noqa: S102 - the test's own code
        except (NameError, TypeError) as error:
            found.append(type(error).__name__)
        else:
            found.append({name: namespace[name] for name in step.defs if isinstance(namespace.get(name), int)})
    return found


def needed(steps: Sequence[Step], place: int) -> set[int]:
    """Return the places of all blocks that a block needs, also through others."""
    places = {step.block.id: number for number, step in enumerate(steps)}
    waiting, seen = [place], {place}
    while waiting:
        new = {places[name] for name in steps[waiting.pop()].needs} - seen
        seen |= new
        waiting.extend(new)
    return seen


@given(SESSION)
@settings(max_examples=300, deadline=None)
def test_blocks_that_do_not_need_another_come_out_the_same_without_it(blocks: list[str]) -> None:
    steps = session(note(*blocks)).steps
    whole = outcomes(steps)
    if any(isinstance(outcome, str) for outcome in whole):
        return  # a block that fails half-way sets less than it says
    for gone in range(len(steps)):
        rest = outcomes(steps, {gone})
        for place in range(gone + 1, len(steps)):
            if gone not in needed(steps, place):
                assert rest[place] == whole[place], (blocks, gone, place)


@given(st.lists(st.lists(PLAIN, min_size=1, max_size=2).map("\n".join), min_size=2, max_size=6))
@settings(max_examples=300, deadline=None)
def test_the_first_missing_name_is_foretold_and_nothing_before_it(blocks: list[str]) -> None:
    holder = note(*blocks)
    found = plan([holder], Config()).notes[0]
    whole = outcomes(found.steps)
    first = whole.index("NameError") if "NameError" in whole else len(whole)
    foretold = {holder.lines.line(one.span.start) for one in found.findings if one.rule == "VRX101"}
    told = [bool(foretold & set(step.lines)) for step in found.steps]
    assert told[: first + 1] == [False] * first + [True] * (first < len(whole))


NAMES = ["A", "B", "C", "D"]
NOTES = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), max_size=2), st.integers(1, 3)), min_size=len(NAMES), max_size=len(NAMES)
)


@given(NOTES)
@settings(max_examples=300, deadline=None)
def test_what_is_needed_comes_first(shapes: list[tuple[list[str], int]]) -> None:
    notes: list[Note] = []
    for name, (targets, count) in zip(NAMES, shapes, strict=True):
        links = ", ".join(f'"[[{target}]]"' for target in targets)
        first = f"#| depends: [{links}]\n{name} = {' + '.join(targets) or 1}"
        notes.append(note(first, *(f"{name} += {number}" for number in range(count)), path=f"{name}.md"))
    for found in plan(notes, Config()).notes:
        own = [block.id for block in found.note.blocks]
        skipped = [skip.block.id for skip in found.skipped]
        assert sorted([step.block.id for step in found.steps] + skipped) == sorted(own)
        assert bool(skipped) == any(one.rule == "VRX102" for one in found.findings)
        for one in found.sessions:
            ids = [(step.path, step.block.id) for step in one.steps]
            assert len(ids) == len(set(ids))
            assert ids[-1][0] == found.note.path
            for place, step in enumerate(one.steps):
                assert set(step.needs) <= {identifier for _, identifier in ids[:place]}
            assert "NameError" not in outcomes(one.steps)
