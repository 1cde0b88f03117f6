"""Where a region stands in a note, character by character, so that removing it gives the old bytes back.

Below the block's closing line, each line with that line's prefix and newline. The region owns every newline
that it adds: the one after each of its lines, or, where the closing line ends the file without one, the one
before each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from vault_runner.errors import WriteError
from vault_runner.model import NEWLINE, Block, Edit, Note, Region, Span
from vault_runner.model.region import BEGIN, END, MARKER, body_checksum, marker_line

TAB = 4


def region_lines(key: str, body: str) -> tuple[str, ...]:
    """Return the lines of a region without prefix: its marker, its body, its end."""
    lines = body.split("\n")
    return (marker_line(key, body_checksum(body), len(lines)), *lines, END)


def edit_below(note: Note, block: Block, lines: Sequence[str], *, expand_tabs: bool = False) -> Edit:
    """Return the edit that puts a region of `lines` below `block`, in place of the one that stands there.

    Args:
        note: The note.
        block: One of its blocks, closed.
        lines: The region without prefix.
        expand_tabs: Write the prefix with blanks for tabs, where a tab would not keep the lines in place.
    """
    prefix = line_prefix(block, expand_tabs=expand_tabs)
    prefixed = [prefix + line if line else prefix.rstrip() for line in lines]
    newline = closing_newline(note, block)
    region = block.region
    if region is not None:
        standing = note.text[region.span.start : region.span.end]
        ends_file = standing.startswith(("\r", "\n"))
        return Edit(region.span, _joined(prefixed, newline, ends_file=ends_file), standing, block.id)
    span = Span(block.span.end, block.span.end)
    ends_file = note.text[span.start - 1] not in "\r\n"
    return Edit(span, _joined(prefixed, newline, ends_file=ends_file), "", block.id)


def edit_key(note: Note, region: Region, key: str, block: str) -> Edit:
    """Return the edit that gives a region another key and leaves its body alone.

    Raises:
        WriteError: if the region has no marker that could be read.
    """
    marker = MARKER.search(note.text, region.span.start, region.span.end)
    if marker is None:
        raise WriteError("the output's marker can't be read", path=note.path, line=first_line(note, region))
    return Edit(Span(*marker.span("key")), key, marker["key"], block)


def edit_away(note: Note, region: Region, block: str) -> Edit:
    """Return the edit that removes a region with all that it owns."""
    return Edit(region.span, "", note.text[region.span.start : region.span.end], block)


def line_prefix(block: Block, *, expand_tabs: bool = False) -> str:
    """Return what each line of the block's region starts with."""
    prefix = block.prefix.expandtabs(TAB) if expand_tabs else block.prefix
    # Without a blank, the first blank of a line of the output would belong to the quote.
    return prefix + " " if prefix.endswith(">") else prefix


def closing_newline(note: Note, block: Block) -> str:
    """Return the newline of the block's closing line; at the file's end, the one that the author uses most."""
    found = NEWLINE.search(note.text, note.lines.start(block.end_line), note.lines.end(block.end_line))
    if found:
        return found[0]
    newlines = Counter(NEWLINE.findall(outside_text(note))).most_common(1)
    return newlines[0][0] if newlines else "\n"


def has_damaged_region(note: Note, block: Block) -> bool:
    """Tell whether a marker stands below `block` that is no region: writing there could bury it."""
    start = note.lines.start(block.end_line + 1)
    below = note.text[start : note.lines.end(block.end_line + 1)]
    return block.region is None and below.lstrip("> \t").startswith((BEGIN, END))


def outside_text(note: Note) -> str:
    """Return the text outside the regions: all that is the author's."""
    parts: list[str] = []
    at = 0
    for region in sorted(note.regions, key=lambda region: region.span.start):
        parts.append(note.text[at : region.span.start])
        at = max(at, region.span.end)
    return "".join((*parts, note.text[at:]))


def outside_regions(note: Note) -> Callable[[Span], bool]:
    """Return the test that tells whether a span lies outside every region of `note`."""
    regions = sorted((region.span for region in note.regions), key=lambda span: span.start)

    def is_outside(span: Span) -> bool:
        at = bisect_right(regions, span.start, key=lambda region: region.start)
        return at == 0 or not regions[at - 1].contains(span)

    return is_outside


def first_line(note: Note, region: Region) -> int:
    """Return the number of the line that holds the region's marker."""
    marker = note.text.find(BEGIN, region.span.start, region.span.end)
    return note.lines.line(max(marker, region.span.start))


def _joined(lines: Sequence[str], newline: str, *, ends_file: bool) -> str:
    joined = newline.join(lines)
    return newline + joined if ends_file else joined + newline
