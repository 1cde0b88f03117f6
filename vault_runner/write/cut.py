"""Keep an output short enough to read: long lines and long outputs are cut, and the reader is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vault_runner.write.pieces import Marked, Picture, Piece, Words

LINE_LENGTH = 400
LINE_COUNT = 200
LOG_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Cut:
    """An output as it is shown."""

    pieces: tuple[Piece, ...]
    shortened: bool
    """Whether anything was left out, so that the whole is worth a file beside the note."""


def cut(pieces: Iterable[Piece], dropped: int = 0) -> Cut:
    """Return `pieces` with lines of 400 characters at most, and at most 200 of them over all.

    Args:
        pieces: What the block gave.
        dropped: Characters that the run itself already left out.
    """
    whole = tuple(pieces)
    shown = tuple(_within(whole, LINE_COUNT))
    shortened = shown != whole
    if dropped:
        shown += (Words((f"… {dropped:,} more characters were not kept",)),)
    return Cut(_join_words(shown), shortened)


def log_text(pieces: Iterable[Piece], dropped: int = 0) -> bytes:
    """Return the whole text of an output, pictures aside, as the bytes of a file of at most 1 MiB."""
    lines = [line for piece in pieces if not isinstance(piece, Picture) for line in piece.lines]
    text = "".join(f"{line}\n" for line in lines)
    kept = text.encode()[:LOG_BYTES].decode(errors="ignore")
    left_out = len(text) - len(kept) + dropped
    return (kept + (f"\n… {left_out:,} more characters were not kept\n" if left_out else "")).encode()


def _within(pieces: Iterable[Piece], room: int) -> Iterator[Piece]:
    left_out = 0
    for piece in pieces:
        if isinstance(piece, Picture):
            yield piece
            continue
        shown = piece.lines[: max(room, 0)]
        room -= len(shown)
        left_out += len(piece.lines) - len(shown)
        if isinstance(piece, Marked) and shown == piece.lines:
            yield piece
        elif shown:
            yield Words(tuple(_cut_line(line) for line in shown))
    if left_out:
        yield Words((f"… {left_out:,} more lines",))


def _cut_line(line: str) -> str:
    over = len(line) - LINE_LENGTH
    return f"{line[:LINE_LENGTH]}… {over:,} more characters" if over > 0 else line


def _join_words(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Words) and isinstance(last, Words):
            joined[-1] = Words((*last.lines, *piece.lines))
        else:
            joined.append(piece)
    return tuple(joined)
