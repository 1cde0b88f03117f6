"""The note of the stress tests, its outputs, and how tokens that somebody typed are counted.

Outputs are put in by plain patterns and not by the parser, so that as many writes as can be meet the saves.
"""

from __future__ import annotations

import re
from pathlib import Path

from vault_runner.errors import StaleNoteError

TOKEN = re.compile(rb"<t\d+>")
TEXT = "# A note\n\nTyped: \n\n```python run\nprint(1)\n```\n\nMore text.\n\n```python run\nprint(2)\n```\n\nThe end.\n"
BLOCK = re.compile(rb"(```python run\r?\n.*?\r?\n```(\r?\n))(?:~~~output\r?\n\d+\r?\n~~~\r?\n)?", re.DOTALL)
BLOCKS = 2


def new_note(newline: str, size: int = 0) -> bytes:
    """Return the bytes of a note; with `size` it is about so long."""
    filling = "One more line of text that nobody changes.\n" * (size // 43)
    return (TEXT + filling).replace("\n", newline).encode()


def merged(number: int, raw: bytes) -> bytes:
    """Put the output of run `number` below every block of whatever the note holds."""

    def with_output(block: re.Match[bytes]) -> bytes:
        return block[1] + b"\n".join((b"~~~output", b"%d" % number, b"~~~", b"")).replace(b"\n", block[2])

    text, count = BLOCK.subn(with_output, raw)
    if count != BLOCKS or not raw.rstrip().endswith((b"The end.", b"changes.")):
        raise StaleNoteError("is half a note")
    return text


def without_outputs(raw: bytes) -> bytes:
    """Return what of the note is the author's."""
    return BLOCK.sub(rb"\1", raw)


def tokens(folder: Path) -> set[bytes]:
    """Return every token that stands in any file below `folder`."""
    return {token for path in folder.rglob("*") if path.is_file() for token in TOKEN.findall(path.read_bytes())}
