"""Outputs whose block is gone: nothing will ever bring them up to date, and nothing else would tell."""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.model import Finding, Note, Span
from vault_runner.model.region import BEGIN

REMEDY = "move it back below its block, or delete it from its marker to its end"


def orphaned_outputs(note: Note) -> Iterator[Finding]:
    """Yield a finding for each output that stands below no block."""
    held = {block.region.span for block in note.blocks if block.region}
    for region in note.regions:
        if region.span not in held:
            start = note.text.find(BEGIN, region.span.start, region.span.end)
            at = max(start, region.span.start)
            message = "this output stands below no block: its block is gone or was moved"
            yield Finding(note.path, Span(at, region.span.end), "VRO003", "warning", message, REMEDY)
