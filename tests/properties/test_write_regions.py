"""Whatever a block prints and wherever it stands: the note stays the note, and the region is found again."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from write.making import PLAIN, Files, own_blocks, printed, proposed, read
from write.strategies import notes, output_texts

from vault_runner.model import Block, BlockOptions, Display, Figure, Note, Output
from vault_runner.write import apply, propose_clean, same_structure

SLOW = settings(
    max_examples=int(os.environ.get("VAULT_RUN_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

displays = st.builds(Display, st.sampled_from(["text/plain", "text/markdown", "text/latex", "text/html"]), output_texts)
figures = st.builds(
    Figure, st.just("image/svg+xml"), st.sampled_from([b"<svg/>", b"<svg><g/></svg>", b"<x/>"]), output_texts
)
outputs = st.lists(st.one_of(output_texts.map(lambda text: printed(text)[0]), displays, figures), max_size=3)
options = st.builds(BlockOptions, output=st.sampled_from([True, True, "asis", False]), fig_cap=output_texts)


def written(note: Note, given_outputs: Sequence[Sequence[Output]], files: Files, stated: BlockOptions = PLAIN) -> str:
    proposal = proposed(note, given_outputs, existing=files.read, options=stated)
    files.keep(proposal)
    return apply(note.text, proposal.edits)


def traits(note: Note) -> list[tuple[object, ...]]:
    """Return what a reader that knows nothing of regions sees of a note's blocks, our output fences left out."""
    return [
        (block.info, block.source, block.closed, tuple(container.name for container in block.containers))
        for block in note.blocks
        if not is_output(block)
    ]


def is_output(block: Block) -> bool:
    return block.info == "output"


@SLOW
@given(notes(), st.lists(outputs, min_size=8, max_size=8), options)
def test_a_run_adds_regions_and_nothing_else(
    text: str, given_outputs: list[list[Output]], stated: BlockOptions
) -> None:
    note = read(text)
    assume(own_blocks(note))
    files = Files()
    after_text = written(note, given_outputs, files, stated)
    after = read(after_text)
    assert same_structure(note, after) is None
    assert all(region.intact for region in after.regions)
    assert apply(after_text, propose_clean(after).edits) == text
    again = proposed(after, given_outputs, existing=files.read, options=stated)
    assert (again.edits, again.files) == ((), ())


@SLOW
@given(notes(), st.lists(output_texts.map(printed), min_size=8, max_size=8))
def test_a_reader_that_knows_no_regions_sees_the_same_note(text: str, given_outputs: list[Sequence[Output]]) -> None:
    note = read(text)
    assume(own_blocks(note))
    after_text = written(note, given_outputs, Files())
    plain = read(after_text.replace("<!-- vr:", "<!-- xx:"))
    assert traits(plain) == traits(note)
    assert [callout.title for callout in plain.callouts] == [callout.title for callout in note.callouts]
    assert [math.latex for math in plain.math] == [math.latex for math in note.math]
    fences = [block for block in plain.blocks if is_output(block)]
    bodies = [region.body.partition("\n[full output]")[0] for region in read(after_text).regions]
    for fence, body in zip(fences, bodies, strict=True):
        assert fence.closed
        assert read_alike(f"{fence.fence}output\n{fence.source}{fence.fence}", body, tabs="\t" in fence.prefix)


def read_alike(left: str, right: str, *, tabs: bool) -> bool:
    """Compare an output with what markdown-it reads there; in quotes of quotes, tabs make it find a blank more."""
    if tabs:
        return [line.strip() for line in left.split("\n")] == [line.strip() for line in right.split("\n")]
    return left == right


@SLOW
@given(notes(), st.lists(output_texts.map(printed), min_size=16, max_size=16))
def test_a_second_run_with_other_outputs_leaves_no_trace_of_the_first(
    text: str, given_outputs: list[Sequence[Output]]
) -> None:
    note = read(text)
    assume(own_blocks(note))
    first = read(written(note, given_outputs[:8], Files()))
    assert written(first, given_outputs[8:], Files()) == written(note, given_outputs[8:], Files())
