"""Figures → files beside the note, and the lines that show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from vault_runner.model import Block, BlockOptions, Drawn, Finding, VaultFile
from vault_runner.write.harmless import harmless_inline
from vault_runner.write.links import plain_text
from vault_runner.write.pictures import SUFFIXES, problem_of, same_picture
from vault_runner.write.pieces import Picture
from vault_runner.write.printable import printable
from vault_runner.write.rules import finding
from vault_runner.write.shelf import Shelf, stem_of
from vault_runner.write.stamp import is_ours, stamped, unstamped

MOST = 50
"""Pictures that are kept of one block."""
LONGEST_TEXT = 300
"""Characters of an alternative text that code gave."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How one picture is shown in the note, and what has to be written for it."""

    lines: tuple[str, ...]
    files: tuple[VaultFile, ...] = ()
    findings: tuple[Finding, ...] = ()


def show_pictures(
    pictures: Iterable[Picture], block: Block, options: BlockOptions, shelf: Shelf, *, same_code: bool
) -> dict[int, Shown]:
    """Return by number how each picture of a block is shown.

    Args:
        pictures: The block's pictures, in order.
        block: The block.
        options: Its options; label, caption and alternative text are used.
        shelf: The files beside the note.
        same_code: Whether the code is that which gave the standing output.
    """
    ordered = tuple(_stamped(picture) for picture in pictures)
    problems = {picture.number: problem_of(picture.figure) for picture in ordered[:MOST]}
    paths = dict(_paths((item for item in ordered[:MOST] if not problems[item.number]), block, options.label, shelf))
    shown: dict[int, Shown] = {}
    for picture in ordered[:MOST]:
        if picture.number in paths:
            path = paths[picture.number]
            shelf.drawn.append(Drawn(block.id, path, picture.figure.mime, picture.figure.content, same_code))
            line = shelf.links.embed(path, _alt(picture, options, len(ordered)))
            shown[picture.number] = Shown((line,), _changed(picture, path, shelf, same_code=same_code))
        else:
            shown[picture.number] = _refused(picture, problems[picture.number], block, shelf)
    if paths and options.fig_cap.strip():
        last = max(paths)
        shown[last] = Shown((*shown[last].lines, _caption(options.fig_cap)), shown[last].files)
    return shown | {picture.number: _beyond(len(ordered), block, shelf) for picture in ordered[MOST : MOST + 1]}


def _stamped(picture: Picture) -> Picture:
    """Return the picture as it is written, so that it is compared and named as what the file will hold."""
    figure = picture.figure
    return replace(picture, figure=replace(figure, content=stamped(figure.content, figure.mime)))


def _paths(pictures: Iterable[Picture], block: Block, label: str, shelf: Shelf) -> Iterator[tuple[int, str]]:
    """Yield the path of each picture: those that the standing output names, in order, then new ones."""
    names = shelf.named_by(block, tuple(f".{suffix}" for suffix in SUFFIXES.values()))
    stem = _numbered_stem(names[0]) if names else stem_of(block, label, "figure")
    for place, picture in enumerate(pictures):
        suffix = f".{SUFFIXES[picture.figure.mime]}"
        if place < len(names) and names[place].endswith(suffix):
            shelf.use(names[place])
            yield picture.number, names[place]
        else:
            alike = partial(_is_alike, mime=picture.figure.mime)
            yield picture.number, shelf.free(block, stem, place + 1, suffix, picture.figure.content, alike)


def _is_alike(standing: bytes, fresh: bytes, *, mime: str) -> bool:
    """Tell whether a file that no note names is ours and shows the same: another computer may have drawn it."""
    if standing == fresh:
        return True
    return is_ours(standing) and same_picture(unstamped(standing), unstamped(fresh), mime, same_code=False)


def _numbered_stem(path: str) -> str:
    """Return the stem of `attachments/note/loss-1.svg`, which is `loss`."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    stem, _, number = name.rpartition("-")
    return stem if stem and number.isdecimal() else name


def _changed(picture: Picture, path: str, shelf: Shelf, *, same_code: bool) -> tuple[VaultFile, ...]:
    standing, figure = shelf.existing(path), picture.figure
    bare = None if standing is None else unstamped(standing)
    if bare is None or (bare == standing and stamped(bare, figure.mime) != standing):  # none yet, or from before stamps
        return (VaultFile(path, figure.content),)
    same = same_picture(bare, unstamped(figure.content), figure.mime, same_code=same_code)
    return () if same else (VaultFile(path, figure.content),)


def _alt(picture: Picture, options: BlockOptions, among: int) -> str:
    stated = options.fig_alt or options.fig_cap
    if stated:
        return f"{stated} ({picture.number})" if among > 1 else stated
    title = plain_text(picture.figure.title[:LONGEST_TEXT])
    return title or f"Figure {picture.number}" + (f" of {options.label}" if options.label else "")


def _caption(text: str) -> str:
    """Return a caption in italics; one that would act, or can't be set in italics, as plain text."""
    text = " ".join(printable(text).split())
    if not harmless_inline(text):
        text = plain_text(text).replace("*", " ").replace("_", " ")
    mark = "_" if "*" in text and "_" not in text else "" if "*" in text else "*"
    return f"{mark}{text}{mark}"


def _refused(picture: Picture, problem: str, block: Block, shelf: Shelf) -> Shown:
    sentence = f"Figure {picture.number} is not shown: {plain_text(problem)[:LONGEST_TEXT]}"
    message = f"figure {picture.number} of the block of line {block.line} is not shown: {problem}"
    remedy = "draw it with matplotlib, or keep the file yourself and embed it"
    return Shown((f"({sentence}.)",), (), (finding(shelf.links.note, block.span, "VRF011", message, remedy),))


def _beyond(count: int, block: Block, shelf: Shelf) -> Shown:
    message = f"the block of line {block.line} drew {count} figures; the first {MOST} are kept"
    remedy = "close the figures that are not meant to be seen, or draw several into one"
    return Shown(
        (f"({count - MOST} more figures are not shown.)",),
        (),
        (finding(shelf.links.note, block.span, "VRF012", message, remedy),),
    )
