"""Verdicts and blocks as they are kept beside a note's findings, for reports that name every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from vault_runner.model import Verdict
from vault_runner.pipeline.outcome import BlockOutcome

if TYPE_CHECKING:
    from vault_runner.pipeline.outcome import NoteOutcome


class Detail(msgspec.Struct, frozen=True, array_like=True):
    """What a full report tells of one note beside its findings."""

    verdicts: tuple[Verdict, ...]
    blocks: tuple[BlockOutcome, ...]


_DECODER = msgspec.msgpack.Decoder(Detail)


def detail_to(outcome: NoteOutcome) -> bytes:
    """Write verdicts and blocks of an outcome."""
    return msgspec.msgpack.encode(Detail(outcome.verdicts, outcome.blocks))


def detail_from(raw: bytes, *, recalled: bool) -> Detail | None:
    """Read what `detail_to` wrote, None if that is damaged; in what is recalled, all that ended is from the cache."""
    try:
        detail = _DECODER.decode(raw)
    except msgspec.MsgspecError:
        return None
    if not recalled:
        return detail
    return Detail(detail.verdicts, tuple(replace(block, cached=block.ended) for block in detail.blocks))
