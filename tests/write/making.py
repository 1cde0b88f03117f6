"""Notes, plans and runs for the tests of this room; notes are read by the real parser."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from vault_runner.config import Config, FigureConfig, ObsidianSettings
from vault_runner.model import (
    Block,
    BlockOptions,
    Display,
    Mode,
    Note,
    NotePlan,
    Output,
    Proposal,
    Result,
    Session,
    SessionRun,
    Status,
    Step,
    Stream,
)
from vault_runner.parse import parse
from vault_runner.write import apply, propose
from vault_runner.write.pictures import SIGNATURE

KEY = "0123456789ab"
OTHER_KEY = "ba9876543210"
MARKDOWN = ObsidianSettings(markdown_links=True, link_format="relative", attachment_folder="attachments")
PLAIN = BlockOptions()
BLOCK = "```python\nx\n```\n"

Outputs = Sequence[Output]


def read(text: str, path: str = "note.md") -> Note:
    """Parse `text` as the note at `path`."""
    return parse(text, path, digest=hashlib.sha256(text.encode()).hexdigest())


def own_blocks(note: Note) -> list[Block]:
    """Return the python blocks that could run, those that a region shows left out."""
    regions = [region.span for region in note.regions]
    return [
        block
        for block in note.blocks
        if block.language == "python"
        and block.closed
        and not block.commented
        and not any(region.contains(block.span) for region in regions)
    ]


def plan_of(note: Note, options: BlockOptions | Mapping[int, BlockOptions] = PLAIN) -> NotePlan:
    """Plan every python block of `note`, with the same options or with those of its number."""
    steps = tuple(
        Step(
            note.path,
            block,
            options if isinstance(options, BlockOptions) else options.get(number, PLAIN),
            block.source,
            (),
            frozenset(),
            frozenset(),
            (),
            KEY,
        )
        for number, block in enumerate(own_blocks(note))
    )
    return NotePlan(note, (Session("default", steps, (), frozenset()),) if steps else (), (), ())


def run_of(
    note: Note,
    outputs: Iterable[Outputs],
    *,
    key: str = KEY,
    status: Status = "ok",
    mode: Mode = "real",
    dropped: int = 0,
) -> tuple[SessionRun, ...]:
    """Return the run in which the blocks of `note` gave `outputs`, in order."""
    results = tuple(
        Result(note.path, block.id, key, status, tuple(given), mode=mode, dropped=dropped)
        for block, given in zip(own_blocks(note), outputs, strict=False)
    )
    return (SessionRun(note.path, "default", results),)


def printed(text: str) -> Outputs:
    """Return the outputs of a block that printed `text`."""
    return (Stream("stdout", text),)


def shown(text: str) -> Outputs:
    """Return the outputs of a block whose value reads `text`."""
    return (Display("text/plain", text),)


class Files(dict[str, bytes]):
    """The files of a vault that lives in memory."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None if there is none."""
        return self.get(path)

    def keep(self, proposal: Proposal) -> None:
        """Write the files that a proposal asks for."""
        self.update({file.path: file.content for file in proposal.files})


def proposed(  # noqa: PLR0913 - as many inputs as `propose` has
    note: Note,
    outputs: Iterable[Outputs],
    *,
    options: BlockOptions | Mapping[int, BlockOptions] = PLAIN,
    key: str = KEY,
    status: Status = "ok",
    mode: Mode = "real",
    dropped: int = 0,
    settings: ObsidianSettings = MARKDOWN,
    folder: str = "",
    existing: Callable[[str], bytes | None] = lambda _path: None,
    overwrite_edited: bool = False,
    taken: Mapping[str, str] | None = None,
    expand_tabs: bool = False,
) -> Proposal:
    """Propose what a run that gave `outputs` would change."""
    return propose(
        note,
        run_of(note, outputs, key=key, status=status, mode=mode, dropped=dropped),
        plan_of(note, options),
        Config(figures=FigureConfig(folder=folder)),
        settings,
        existing=existing,
        overwrite_edited=overwrite_edited,
        taken=taken,
        expand_tabs=expand_tabs,
    )


def written(text: str, *outputs: Outputs, options: BlockOptions | Mapping[int, BlockOptions] = PLAIN) -> str:
    """Return `text` after a run whose blocks gave `outputs`."""
    return apply(text, proposed(read(text), outputs, options=options).edits)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    pixels: bytes = b"\x00\x10\x20\x30", *, size: tuple[int, int] = (1, 1), level: int = 6, extra: bytes = b""
) -> bytes:
    """Make a PNG of one RGB pixel, or one whose header says that it is larger."""
    header = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    return (
        SIGNATURE + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(pixels, level)) + chunk(b"IEND", b"")
    )
