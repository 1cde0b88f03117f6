"""Tell whether a note after a write is the note before it, plus regions: the last look before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from vault_runner.model import Block, Callout, Container, Link, Math, Note, Region, Span
from vault_runner.write.place import outside_regions, outside_text

Trait: TypeAlias = tuple[object, ...]


def same_structure(before: Note, after: Note) -> str | None:
    """Return None if `after` is `before` plus or minus regions, else the sentence that says what differs.

    Both are what `parse` made of the text before and after the edits. Equal text outside the regions is not
    enough: a fence that a region leaves open would swallow what follows.
    """
    if outside_text(before) != outside_text(after):
        return "text outside the outputs would change"
    known = {_words(region) for region in before.regions}
    broken = next((region for region in after.regions if not region.intact and _words(region) not in known), None)
    if broken is not None:
        return f"the output at line {after.lines.line(broken.span.start)} would not be read as it was written"
    if before.properties != after.properties:
        return "the properties of the note would change"
    return _first_difference(before, after)


def _words(region: Region) -> Trait:
    return (region.key, region.checksum, region.body)


def _first_difference(before: Note, after: Note) -> str | None:
    """Compare what both hold outside their regions, kind by kind."""
    for what, traits in TRAITS:
        for mine, yours in zip_longest(traits(before), traits(after)):
            if mine is None:
                return f"a {what} would appear at line {yours[0]}"
            if yours is None or mine[1] != yours[1]:
                return f"the {what} of line {mine[0]} would be read otherwise"
    return None


def _outside_regions(note: Note, items: Iterable[tuple[Span, Trait]]) -> Iterator[tuple[int, Trait]]:
    """Yield the line and the traits of each item that lies in no region."""
    is_outside = outside_regions(note)
    for span, trait in items:
        if is_outside(span):
            yield note.lines.line(span.start), trait


def _blocks(note: Note) -> Iterator[tuple[int, Trait]]:
    return _outside_regions(note, ((block.span, _block_trait(block)) for block in note.blocks))


def _block_trait(block: Block) -> Trait:
    kinds = _kinds(block.containers)
    return (block.info, block.source, block.fence, block.closed, block.prefix, block.commented, kinds)


def _callouts(note: Note) -> Iterator[tuple[int, Trait]]:
    return _outside_regions(note, ((callout.span, _callout_trait(callout)) for callout in note.callouts))


def _callout_trait(callout: Callout) -> Trait:
    return (callout.kind, callout.type, callout.title, callout.fold, callout.meta, callout.depth)


def _formulas(note: Note) -> Iterator[tuple[int, Trait]]:
    return _outside_regions(note, ((math.span, _math_trait(math)) for math in note.math))


def _math_trait(math: Math) -> Trait:
    return (math.latex, math.display, _kinds(math.containers))


def _links(note: Note) -> Iterator[tuple[int, Trait]]:
    return _outside_regions(note, ((link.span, _link_trait(link)) for link in note.links))


def _link_trait(link: Link) -> Trait:
    return (link.target, link.alias, link.embed)


def _kinds(containers: Sequence[Container]) -> tuple[str, ...]:
    return tuple(container.name for container in containers)


TRAITS: tuple[tuple[str, Callable[[Note], Iterator[tuple[int, Trait]]]], ...] = (
    ("code block", _blocks),
    ("callout", _callouts),
    ("formula", _formulas),
    ("link", _links),
)
