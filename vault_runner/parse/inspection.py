"""`inspect`: what a note holds, as plain values for JSON; lines and columns count from 1."""

from __future__ import annotations

from collections.abc import Callable

from vault_runner.model import Block, Callout, Container, Link, Math, Note


def inspect(note: Note, executable: Callable[[Block], bool]) -> dict[str, object]:
    """Return what `note` holds; `executable` tells which of its blocks would run."""
    return {
        "path": note.path,
        "properties": dict(note.properties),
        "code": [_code(block, executable=executable(block)) for block in note.blocks],
        "callouts": [_callout(callout) for callout in note.callouts],
        "math": [_math(math, note) for math in note.math],
        "embeds": [_link(link, note) for link in note.links if link.embed],
        "wikilinks": [_link(link, note) for link in note.links if not link.embed],
    }


def _code(block: Block, *, executable: bool) -> dict[str, object]:
    return {
        "line": block.line,
        "end_line": block.end_line,
        "language": block.language,
        "info": block.info,
        "options": {option.key: option.value for option in block.options},
        "executable": executable,
        "container": _names(block.containers),
        "source": block.source,
    }


def _callout(callout: Callout) -> dict[str, object]:
    return {
        "line": callout.line,
        "type": callout.type,
        "title": callout.title,
        "fold": callout.fold,
        "kind": callout.kind,
        "depth": callout.depth,
    }


def _math(math: Math, note: Note) -> dict[str, object]:
    return {
        "line": note.lines.line(math.span.start),
        "column": note.lines.column(math.span.start),
        "display": math.display,
        "latex": math.latex,
        "container": _names(math.containers),
    }


def _link(link: Link, note: Note) -> dict[str, object]:
    start = link.span.start
    line, column = note.lines.line(start), note.lines.column(start)
    return {"line": line, "column": column, "target": link.target, "alias": link.alias}


def _names(containers: tuple[Container, ...]) -> list[str]:
    return [container.name for container in containers]
