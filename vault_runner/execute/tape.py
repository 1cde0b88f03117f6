"""Gathers what one block puts out, in order, and never more than its share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from vault_runner.execute.claims import Picture, Shown, StreamText
from vault_runner.execute.limits import FLOOD
from vault_runner.model import Display, Figure, Output, Stream
from vault_runner.worker.plain import plain, squeeze

_PICTURE_BYTES = 100 << 20
_PICTURES = 200


class Tape:
    """The outputs of one block."""

    def __init__(self, room: int, listen: Callable[[str, str], None] | None = None) -> None:
        """Keep at most `room` characters of text; tell `listen` of each as it comes, with its stream."""
        self._room = room
        self._listen = listen
        self._flood = max(FLOOD, room)
        self._outputs: list[Stream | Display | Figure] = []
        self._seen = 0
        self._pictures = self._picture_count = 0
        self.dropped = 0
        self.pictures_dropped = 0

    @property
    def flooded(self) -> bool:
        """Whether so much came that the session is to be ended."""
        return self._seen > self._flood

    def take(self, claim: StreamText | Shown | Picture, payload: bytes) -> None:
        """Keep what a frame brought."""
        match claim:
            case StreamText(name, text):
                self.write(name, text)
            case Shown(mime, text):
                kept = self._kept(text)
                if kept:
                    self._outputs.append(Display(mime if kept == text else "text/plain", kept))
            case Picture(mime, title):
                self._pictures += len(payload)
                self._picture_count += 1
                if self._pictures <= _PICTURE_BYTES and self._picture_count <= _PICTURES:
                    self._outputs.append(Figure(mime, payload, title))
                else:
                    self.pictures_dropped += 1

    def write(self, name: str, text: str) -> None:
        """Keep text of a stream, whether it came in a frame or through a descriptor."""
        kept = self._kept(text)
        if kept:
            self._outputs.append(Stream("stderr" if name == "stderr" else "stdout", kept))
            if self._listen is not None:
                self._listen(name, kept)

    def outputs(self) -> tuple[Output, ...]:
        """Return everything kept, as a reader is to see it."""
        return tuple(self._cleaned())

    def _kept(self, text: str) -> str:
        self._seen += len(text)
        kept = text[: self._room]
        self._room -= len(kept)
        self.dropped += len(text) - len(kept)
        return kept

    def _cleaned(self) -> Iterator[Output]:
        for streams, run in groupby(self._outputs, key=lambda output: isinstance(output, Stream)):
            if streams:
                yield from _streams([output for output in run if isinstance(output, Stream)])
                continue
            for output in run:
                yield Display(output.mime, plain(output.text)) if isinstance(output, Display) else output


def _streams(written: list[Stream]) -> Iterator[Stream]:
    pieces = squeeze((stream.name, stream.text) for stream in written)
    for name, text in squeeze((name, plain(text)) for name, text in pieces):
        yield Stream("stderr" if name == "stderr" else "stdout", text)
