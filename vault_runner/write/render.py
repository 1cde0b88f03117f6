"""A block's result → the body of its region, and the files that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vault_runner.model import Block, BlockOptions, Finding, Note, Result, VaultFile
from vault_runner.write.compare import same_text
from vault_runner.write.cut import cut, log_text
from vault_runner.write.fences import fenced, room_of
from vault_runner.write.figures import Shown, show_pictures
from vault_runner.write.pieces import Marked, Picture, Piece, Words, pieces_of
from vault_runner.write.shelf import LOG_SUFFIX, Shelf, stem_of

Part: TypeAlias = tuple[Literal["fence", "markdown", "line"], tuple[str, ...]]
"""Lines of the body: an output fence, Markdown that needs blank lines around it, or a line of ours."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What stands below a block after its run."""

    body: str
    """Empty if the block shows nothing."""
    files: tuple[VaultFile, ...] = ()
    findings: tuple[Finding, ...] = ()


def render(result: Result, options: BlockOptions, note: Note, block: Block, shelf: Shelf) -> Rendered:
    """Return what `block` shows once it gave `result`."""
    pieces = pieces_of(result, options, note, block)
    same_code = block.region is not None and block.region.key == result.key
    pictures = (piece for piece in pieces if isinstance(piece, Picture))
    shown = show_pictures(pictures, block, options, shelf, same_code=same_code)
    short = cut(pieces, result.dropped)
    parts = _parts(short.pieces, shown, note, block)
    files = [file for picture in shown.values() for file in picture.files]
    if short.shortened:
        link, log = _full_log(log_text(pieces, result.dropped), block, options, shelf, same_code=same_code)
        parts.append(("line", (link,)))
        files.extend(log)
    findings = tuple(found for picture in shown.values() for found in picture.findings)
    return Rendered(_body(parts), tuple(files), findings)


def _parts(pieces: Iterable[Piece], shown: dict[int, Shown], note: Note, block: Block) -> list[Part]:
    room = room_of(note, block)
    parts: list[Part] = []
    for piece in pieces:
        match piece:
            case Words(lines):
                parts.append(("fence", fenced("\n".join(lines), room)))
            case Marked(lines):
                parts.append(("markdown", lines))
            case Picture(number=number) if number in shown:
                parts.append(("line", shown[number].lines))
            case Picture():
                continue
    return parts


def _body(parts: Sequence[Part]) -> str:
    """Join the parts; a blank line only where two would run into each other, so that a list stays tight."""
    lines: list[str] = []
    before = ""
    for kind, part in parts:
        if kind == "markdown" or before not in {"", "fence"}:
            lines.append("")
        lines.extend(part)
        before = kind
    if before == "markdown":
        lines.append("")
    return "\n".join(lines)


def _full_log(
    content: bytes, block: Block, options: BlockOptions, shelf: Shelf, *, same_code: bool
) -> tuple[str, tuple[VaultFile, ...]]:
    """Return the link to the file that holds the whole output, and the file unless it stands there."""
    named = shelf.named_by(block, (LOG_SUFFIX,))
    path = named[0] if named else shelf.free(block, stem_of(block, options.label, "output"), 0, LOG_SUFFIX, content)
    link = shelf.links.link(path, "full output")
    standing = shelf.existing(path)
    if standing is not None and _same_log(standing, content, same_code=same_code):
        return link, ()
    return link, (VaultFile(path, content),)


def _same_log(standing: bytes, fresh: bytes, *, same_code: bool) -> bool:
    return standing == fresh or same_text(standing.decode(errors="replace"), fresh.decode(), same_code=same_code)
