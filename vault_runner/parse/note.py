"""`parse`: from a note's text to the Note, by way of its blocks, what they hold, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vault_runner.model import Block, Callout, Claim, Finding, Math, Note, Span
from vault_runner.parse import rules
from vault_runner.parse.blocks import block_state
from vault_runner.parse.claims import code_claims, fence_claims, formula_claims, prose_claims
from vault_runner.parse.code_blocks import PYTHON, CodePlaces, Identifiers, make_block, make_region
from vault_runner.parse.front_matter import FrontMatter, read_front_matter
from vault_runner.parse.links import make_link
from vault_runner.parse.mojibake import mojibake_place
from vault_runner.parse.nesting import fence_troubles
from vault_runner.parse.remarks import remarks
from vault_runner.parse.seen import Seen, SeenCallout, SeenItem, Trouble
from vault_runner.parse.source import Source
from vault_runner.parse.tags import is_tagged
from vault_runner.parse.walk import walk

_NO_BREAK_SPACE = re.compile("[^\n]*\u00a0")


def parse(text: str, path: str, *, digest: str = "", bom: bool = False) -> Note:
    """Read a note. Odd Markdown never raises: what is wrong with it becomes findings.

    Args:
        text: The note's text without byte-order mark, newlines as they stand.
        path: The note's path in the vault, with forward slashes.
        digest: SHA-256 of the file's bytes, hexadecimal.
        bom: Whether the file starts with a byte-order mark.
    """
    source = Source.of(text)
    front_matter = read_front_matter(source.lf)
    state = block_state(source.lf, front_matter.lines)
    seen = walk(state, source)
    reader = _Reader(source, path, seen, state.eMarks)
    blocks = reader.blocks()
    math = reader.math()
    note = Note(
        path=path,
        text=text,
        bom=bom,
        digest=digest,
        lines=source.lines,
        properties=front_matter.properties,
        blocks=blocks,
        callouts=tuple(reader.callout(callout) for callout in seen.callouts),
        math=math,
        links=tuple(
            make_link(item, source) for item in seen.items if item.found.kind in ("wikilink", "embed", "image")
        ),
        regions=tuple(reader.regions.values()),
        claims=_in_order(reader.claims),
        findings=reader.all_findings(front_matter, blocks),
        remarks=tuple(remarks(state, source, blocks, math)),
    )
    said = tuple(prose_claims(note))
    return replace(note, claims=_in_order((*note.claims, *said))) if said else note


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.span.start, claim.span.end)))


class _Reader:
    """Turns what the walk saw into values; the claims gather on the way."""

    def __init__(self, source: Source, path: str, seen: Seen, ends: Sequence[int]) -> None:
        self.source, self.path, self.seen, self.ends = source, path, seen, ends
        self.regions = {found.first: make_region(found, source) for found, _ in seen.regions}
        self.claims: list[Claim] = []
        self.troubles: list[Trouble] = list(seen.troubles)

    def blocks(self) -> tuple[Block, ...]:
        identifiers = Identifiers()
        found = []
        for seen in self.seen.fences:
            if seen.admonition:
                continue
            places = CodePlaces.of(seen.fence, self.ends)
            block = make_block(seen, self.source, places, identifiers)
            region = self.regions.get(block.end_line) if block.closed else None
            found.append(replace(block, region=region) if region else block)
            if block.language in PYTHON and not block.commented:
                self.python(block, places)
        self.claims += fence_claims(found, self.source)
        return tuple(found)

    def python(self, block: Block, places: CodePlaces) -> None:
        if block.closed and ("#" in block.source or ">>>" in block.source):
            self.claims += code_claims(block, self.source, places)
        if "\u00a0" in block.source:
            lines = _NO_BREAK_SPACE.findall(block.source)
            place = places.place(block.source.index("\u00a0"))
            holds = "1 line of this block holds" if len(lines) == 1 else f"{len(lines)} lines of this block hold"
            message = f"{holds} no-break spaces (U+00A0), which python does not take for blanks"
            remedy = "replace them with blanks, or let `--fix` do it"
            self.troubles.append(Trouble(rules.NO_BREAK_SPACE, place, place + 1, message, remedy))

    def math(self) -> tuple[Math, ...]:
        return tuple(self.formula(item) for item in self.seen.items if item.found.kind in ("inline", "display"))

    def formula(self, item: SeenItem) -> Math:
        _, start, end, first, last = item.found
        latex = item.leaf.content[first:last]
        self.claims += formula_claims(item, latex, self.source)
        span = self.source.span(*item.leaf.range(start, end))
        return Math(span, latex, item.found.kind == "display", item.containers)

    def callout(self, seen: SeenCallout) -> Callout:
        span = self.source.line_span(seen.first, seen.after)
        return Callout(seen.kind, seen.type, seen.title, seen.fold, seen.metadata, seen.depth, seen.first + 1, span)

    def all_findings(self, front_matter: FrontMatter, blocks: Sequence[Block]) -> tuple[Finding, ...]:
        self.troubles += fence_troubles(self.seen.fences, self.source.lf)
        tagged = {block.span.start for block in blocks if is_tagged(block)}
        found = [*self.note_findings(front_matter), *(self.finding(trouble, tagged) for trouble in self.troubles)]
        return tuple(sorted(found, key=lambda finding: finding.span.start))

    def finding(self, trouble: Trouble, tagged: set[int]) -> Finding:
        span = self.source.span(trouble.start, trouble.end)
        severity = rules.SEVERITIES[trouble.rule]
        line = self.source.lines.line(span.start)
        if trouble.rule == rules.UNCLOSED_FENCE and self.source.lines.start(line) in tagged:
            severity = "error"
        return Finding(self.path, span, trouble.rule, severity, trouble.message, trouble.remedy)

    def note_findings(self, front_matter: FrontMatter) -> Iterator[Finding]:
        """Yield what is wrong with the note as a whole."""
        if front_matter.problem:
            line = front_matter.problem_line
            yield Finding(
                self.path,
                self.source.line_span(line, line + 1),
                rules.FRONT_MATTER,
                rules.SEVERITIES[rules.FRONT_MATTER],
                f"the front matter can't be read: {front_matter.problem}",
                "correct it; until then none of its settings hold",
            )
        place = mojibake_place(self.source.text)
        if place >= 0:
            yield Finding(
                self.path,
                Span(place, place + 1),
                rules.MOJIBAKE,
                rules.SEVERITIES[rules.MOJIBAKE],
                "the text of this note was once read in the wrong encoding (UTF-8 taken for Windows-1252 or -1254)",
                "it can't be restored, since bytes were lost; look for an older copy",
            )
