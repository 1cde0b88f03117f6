"""Writes a Note down as a few lines of text, for the case files; also checks that its spans are true."""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.model import Block, Container, Note
from vault_runner.parse import parse


def dump(text: str) -> str:
    """Parse `text` and return what it holds, one line each."""
    note = parse(text, "case.md")
    return "".join(f"{line}\n" for line in _lines(note))


def _lines(note: Note) -> Iterator[str]:
    for key, value in note.properties.items():
        yield f"property {key} = {value!r}"
    for block in note.blocks:
        yield from _block(block)
    for callout in note.callouts:
        parts = [f"{callout.kind} `{callout.type}`", callout.meta and f"meta={callout.meta}", callout.fold]
        title = f"title={callout.title!r}" if callout.title else ""
        lines = f"{callout.line}-{note.lines.line(callout.span.end - 1)}"
        yield " ".join(part for part in ("callout", lines, *parts, title, f"depth={callout.depth}") if part)
    for math in note.math:
        place = f"{note.lines.line(math.span.start)}:{note.lines.column(math.span.start)}"
        kind = "display" if math.display else "inline"
        yield f"math {place} {kind}{_names(math.containers)} {math.latex!r}"
    for link in note.links:
        kind = "embed" if link.embed else "link"
        yield f"{kind} {link.target!r}" + (f" as {link.alias!r}" if link.alias else "")
    for region in note.regions:
        lines = f"{note.lines.line(region.span.start)}-{note.lines.line(region.span.end - 1)}"
        owner = next((block.line for block in note.blocks if block.region == region), 0)
        below = f"below line {owner}" if owner else "orphan"
        yield f"region {lines} {'intact' if region.intact else 'edited'} {below} {region.body!r}"
    for claim in note.claims:
        of = f" of line {claim.line}" if claim.block else ""
        expect = f" expect={claim.expect!r}" if claim.expect else ""
        yield f"claim {claim.kind} ({claim.form}){of} {claim.text!r}{expect}"
    for finding in note.findings:
        line = note.lines.line(finding.span.start)
        yield f"finding {finding.rule} {finding.severity} line {line}: {finding.message} -> {finding.remedy}"


def _block(block: Block) -> Iterator[str]:
    flags = ["" if block.closed else "unclosed", "commented" if block.commented else ""]
    flags += [f"prefix={block.prefix!r}" if block.prefix else "", _names(block.containers).strip()]
    words = " ".join(flag for flag in flags if flag)
    language = block.language or "-"
    yield f"code {block.line}-{block.end_line} {language} {words}".rstrip() + f" {block.source!r}"
    for option in block.options:
        yield f"  {option.spelling} {option.key} = {option.value!r}"


def _names(containers: tuple[Container, ...]) -> str:
    return f" [{', '.join(container.name for container in containers)}]" if containers else ""
