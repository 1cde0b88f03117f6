"""Tell whether a mended note reads as it did, but for the code of the blocks that were mended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vault_runner.model import Note
from vault_runner.write.structure import TRAITS


def other_reading(before: Note, after: Note, mended: Collection[str]) -> str | None:
    """Return None if nothing but the code of the `mended` blocks changed, else the sentence that says what did.

    Args:
        before: The note as it stands.
        after: The note as it would stand.
        mended: Identifiers of blocks of `before`.
    """
    if len(before.blocks) != len(after.blocks):
        return "it would hold another number of code blocks"
    pairs = zip(before.blocks, after.blocks, strict=True)
    blocks = [replace(new, source=old.source if old.id in mended else new.source) for old, new in pairs]
    if _words(before) != _words(after):
        return "an output below a block would be read otherwise"
    read = replace(after, blocks=tuple(blocks))
    for what, traits in TRAITS:
        if [trait for _, trait in traits(before)] != [trait for _, trait in traits(read)]:
            return f"a {what} of the note would be read otherwise"
    return None if before.properties == after.properties else "the properties of the note would change"


def _words(note: Note) -> list[tuple[str, str, bool]]:
    return [(region.key, region.body, region.intact) for region in note.regions]
