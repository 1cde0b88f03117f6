"""How lines end changes no place: LF, CRLF, CR and all of them mixed hold the same things."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from parse.mixtures import mixtures

from vault_runner.model import NEWLINE, Note, Span
from vault_runner.parse import parse


def places(note: Note) -> list[tuple[object, ...]]:
    """Return everything in `note` with its text, newlines made LF."""

    def text(span: Span) -> str:
        return NEWLINE.sub("\n", note.text[span.start : span.end])

    return [
        *(
            (block.id, block.line, block.end_line, block.source, block.prefix, text(block.span))
            for block in note.blocks
        ),
        *((text(option.span), option.key) for block in note.blocks for option in block.options),
        *((math.latex, math.display, math.containers, text(math.span)) for math in note.math),
        *((link.target, text(link.span)) for link in note.links),
        *((region.body, region.intact, text(region.span)) for region in note.regions),
        *((claim.kind, claim.text, claim.line, text(claim.span)) for claim in note.claims),
        *((finding.rule, finding.message, text(finding.span)) for finding in note.findings),
        *((callout.type, callout.line, text(callout.span)) for callout in note.callouts),
    ]


@settings(max_examples=500, deadline=None)
@given(mixtures(), st.randoms(use_true_random=False))
def test_newlines_of_every_kind(text: str, chance: random.Random) -> None:
    lines = text.split("\n")
    expected = places(parse(text, "n.md"))
    for newline in ("\r\n", "\r"):
        assert places(parse(newline.join(lines), "n.md")) == expected
    mixed = lines[0]
    for line in lines[1:]:
        # A CR before an empty line would join with an LF after it to one newline.
        mixed += chance.choice(("\n", "\r\n") if not mixed.endswith("\r") else ("\r\n",)) + line
    assert places(parse(mixed, "n.md")) == expected


@settings(max_examples=200, deadline=None)
@given(mixtures(), st.text(alphabet="é😀数\u2028\f", min_size=1, max_size=5))
def test_text_above_moves_every_place_by_its_length(text: str, above: str) -> None:
    before, after = parse(f"x\n\n{text}", "n.md"), parse(f"{above}\n\n{text}", "n.md")
    moved = len(above) - 1
    assert [(math.span.start + moved, math.latex) for math in before.math] == [
        (math.span.start, math.latex) for math in after.math
    ]
    assert [block.span.start + moved for block in before.blocks] == [block.span.start for block in after.blocks]
    assert [claim.span.end + moved for claim in before.claims] == [claim.span.end for claim in after.claims]
