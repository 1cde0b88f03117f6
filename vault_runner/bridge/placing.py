"""From the proposal of a run to what a client is told to place, or to the edits that it is asked to apply."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from vault_runner.bridge.documents import Document
from vault_runner.bridge.run_messages import Figure, Place
from vault_runner.bridge.telling import Found
from vault_runner.model import NEWLINE, Edit, Finding, Note, Proposal
from vault_runner.model.region import BEGIN
from vault_runner.parse import parse
from vault_runner.pipeline.writing.proposing import harm
from vault_runner.write import apply, rebase
from vault_runner.write.place import line_prefix


def of_blocks(proposal: Proposal, blocks: Collection[str]) -> Proposal:
    """Return the part of a proposal that belongs to some blocks: their regions, and the files that these show."""
    edits = tuple(edit for edit in proposal.edits if edit.block in blocks)
    drawn = {picture.path for picture in proposal.drawn if picture.block in blocks}
    shown = "".join(edit.replacement for edit in edits)
    files = (file for file in proposal.files if file.path in drawn or PurePosixPath(file.path).name in shown)
    return replace(proposal, edits=edits, files=tuple(files))


def place_of(document: Document, found: Found, edit: Edit, proposal: Proposal, run_id: str) -> Place:
    """Return what a client needs to put one block's region where the block stands by then."""
    after = _after(document.note, found, edit)
    prefix = after.partition(BEGIN)[0] if after else line_prefix(found.block)
    drawn = {picture.path: picture.mime for picture in proposal.drawn if picture.block == found.block.id}
    return Place(
        uri=document.uri,
        run_id=run_id,
        block_id=found.block.id,
        source_hash=found.source_hash,
        ordinal=found.ordinal,
        prefix=prefix,
        before=_standing(document.note, found),
        after=after,
        figures=[Figure(path=path, mime=mime) for path, mime in drawn.items()],
    )


def _standing(note: Note, found: Found) -> str:
    region = found.block.region
    return _plain(note.text[region.span.start : region.span.end]) if region else ""


def _after(note: Note, found: Found, edit: Edit) -> str:
    """Return the whole region as it is to stand; the edit may cover no more than its key."""
    region = found.block.region
    if region is None or edit.span == region.span or not region.span.contains(edit.span):
        return _plain(edit.replacement)
    text = note.text
    return _plain(text[region.span.start : edit.span.start] + edit.replacement + text[edit.span.end : region.span.end])


def _plain(region: str) -> str:
    """Return a region's text with LF and without the newline around it."""
    return NEWLINE.sub("\n", region).strip("\n")


def rebased(document: Document, ran: Document, edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], tuple[Finding, ...]]:
    """Carry edits over to what the note is by now; none that would change how the rest of it reads."""
    moved, refused = rebase(document.note, ran.note, edits)
    return (moved, refused) if not moved or harm(document.note, moved) is None else ((), refused)


def workspace_edit(document: Document, edits: Iterable[Edit], *, versioned: bool) -> dict[str, Any]:
    """Return edits of one version of a note as LSP has them."""
    changes = list(_text_edits(document, edits))
    if not versioned:
        return {"changes": {document.uri: changes}}
    return {
        "documentChanges": [
            {"textDocument": {"uri": document.uri, "version": document.version}, "edits": changes},
        ]
    }


def _text_edits(document: Document, edits: Iterable[Edit]) -> Iterator[dict[str, Any]]:
    for edit in edits:
        yield {"range": document.positions.range(edit.span), "newText": edit.replacement}


def edited(note: Note, edits: Sequence[Edit]) -> Note:
    """Return the note as it would read with `edits`."""
    return parse(apply(note.text, sorted(edits, key=lambda edit: edit.span.start)), note.path, bom=note.bom)
