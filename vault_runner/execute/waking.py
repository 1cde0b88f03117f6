"""Asks a guardian to go on from one of its snapshots."""

from __future__ import annotations

import contextlib
import select
import socket
import time
from typing import Annotated, Literal

import msgspec

from vault_runner.execute.leash import Leash

_ANSWER = 1 << 12
_ANSWER_SECONDS = 15.0


class Lost(Exception):  # noqa: N818 - a turn of events, not an error
    """The snapshot from which to go on is no more."""


class _Word(msgspec.Struct):
    """What a guardian says of where it went on from."""

    did: Literal["went", "gone", "end", "interrupt"]
    origin: Annotated[int, msgspec.Meta(ge=0)] = msgspec.field(default=0, name="from")
    why: str = ""
    stays: bool = False


_WORDS = msgspec.json.Decoder(_Word)


def wake(leash: Leash, wanted: int, wires: list[int]) -> tuple[int, bool]:
    """Hand `wires` to the latest snapshot at or before block `wanted`.

    Returns:
        Before which block it stands, and whether it stays there, since a twin of it goes on in its place.

    Raises:
        Lost: if there is none.
    """
    try:
        _forget_news(leash.status)
        leash.start({"do": "go", "from": wanted}, wires)
        return _answer(leash.status)
    except (OSError, msgspec.MsgspecError) as error:
        raise Lost("the process that keeps the snapshots had ended") from error


def _forget_news(status: socket.socket) -> None:
    """Read what the guardian said since the last run."""
    with contextlib.suppress(BlockingIOError):
        while status.recv(_ANSWER, socket.MSG_DONTWAIT):
            pass


def _answer(status: socket.socket) -> tuple[int, bool]:
    """Return the block before which the snapshot stood that was found, and whether it stays.

    Raises:
        Lost: if there is none.
    """
    watch = select.poll()
    watch.register(status, select.POLLIN)
    end = time.monotonic() + _ANSWER_SECONDS
    while (left := end - time.monotonic()) > 0 and watch.poll(left * 1000):
        message = status.recv(_ANSWER)
        if not message:
            break
        word = _WORDS.decode(message)
        if word.did == "went":
            return word.origin, word.stays
        if word.did == "gone":
            raise Lost(word.why or "no snapshot was kept")
    raise Lost("the process that keeps the snapshots gave no answer")
