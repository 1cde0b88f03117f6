"""A container changes nothing of what it holds: it only stands first among the containers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from parse.mixtures import mixtures

from vault_runner.model import Note
from vault_runner.parse import parse


def in_admonition(body: str) -> str:
    return f"{'`' * 40}ad-outer\n{body}\n{'`' * 40}\n"


def in_quote(body: str) -> str:
    return "".join(f"> {line}\n" for line in body.split("\n"))


def in_list(body: str) -> str:
    first, *rest = body.split("\n")
    return "".join([f"- {first}\n", *(f"  {line}\n" if line else "\n" for line in rest)])


def held(note: Note, *, outer: int = 0) -> list[tuple[object, ...]]:
    """Return what `note` holds, without its `outer` outermost containers and without places."""
    return [
        *(
            (
                block.source if block.closed else block.source.rstrip(),  # blank lines below it are the tail's
                block.language,
                block.closed,
                block.commented,
                [each.name for each in block.containers[outer:]],
            )
            for block in note.blocks
        ),
        *((math.latex, math.display, [each.name for each in math.containers[outer:]]) for math in note.math),
        *((link.target, link.alias, link.embed) for link in note.links),
        *((call.type, call.title, call.fold, call.depth - outer) for call in note.callouts if call.type != "outer"),
        *((claim.kind, claim.text, claim.form, claim.expect) for claim in note.claims),
        *((region.body, region.intact) for region in note.regions),
    ]


@pytest.mark.parametrize("wrap", [in_admonition, in_quote, in_list])
@settings(max_examples=500, deadline=None)
@given(mixtures())
def test_same_things_inside(wrap: Callable[[str], str], text: str) -> None:
    tail = "\n\nlast $$ [[z]] `%%` --> $t$\n"  # nothing that the body leaves open may reach it
    body = f"start\n\n{text}".rstrip("\n")  # starts with neither a parameter nor a callout's title
    expected = held(parse(f"{body}\n", "n.md"))
    assert held(parse(wrap(body), "n.md"), outer=1) == expected
    whole = held(parse(f"{wrap(body)}{tail}", "n.md"), outer=1)
    assert sorted(map(repr, whole)) == sorted(map(repr, [*expected, *held(parse(tail, "n.md"))]))
