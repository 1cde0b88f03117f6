"""Let an editor save and the writer write into one note at the same time, and count what was lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest import mock

from stress.typed import TOKEN, merged, new_note, tokens, without_outputs

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.write.protocol import swap
from vault_runner.write.protocol import writer as writer_module
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.put_back import put_back
from vault_runner.write.protocol.writer import Writer

EDITOR = Path(__file__).with_name("editor.py")
RESTLESS = Patience(still=0.0, grace=0.05, grace_unleased=0.2, attempts=60)
"""Nobody waits for the editor to be quiet: it never is."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in one run."""

    saves: int
    writes: int
    undone: int
    copies: int
    """Tokens that stand in recovery copies alone."""
    parked: int
    lost: int
    damaged: bool
    """Whether the author's text is another than he left, tokens aside, or something was left beside the note."""


def fight(folder: Path, saves: int, mode: str, newline: str, seed: int) -> Tally:
    """Run an editor with so many saves against a writer that never rests."""
    vault, state = folder / "vault", folder / "state"
    vault.mkdir()
    note = vault / "note.md"
    note.write_bytes(new_note(newline))
    writer = Writer(Ground(vault, state, patience=RESTLESS))
    command = [sys.executable, "-S", str(EDITOR), str(note), str(saves), mode, str(seed)]
    # Without waiting for the disk there are more moments in which both are at work; order on the disk has its own test.
    with (
        mock.patch.object(os, "fsync"),
        mock.patch.object(writer_module, "LONGEST_PAUSE", 0.004),
        mock.patch.object(swap, "put_back", wraps=put_back) as undone,
        subprocess.Popen(command) as editor,
    ):
        writes, parked = _write_until_done(writer, note, editor, seed)
        writer.close()
    assert editor.returncode == 0
    typed = {b"<t%d>" % number for number in range(saves)}
    in_note, kept = tokens(vault), tokens(state)
    return Tally(
        saves,
        writes,
        undone.call_count,
        len(kept - in_note),
        parked,
        len(typed - in_note - kept),
        _is_damaged(note, newline),
    )


def _write_until_done(writer: Writer, note: Path, editor: subprocess.Popen[bytes], seed: int) -> tuple[int, int]:
    chance = random.Random(seed)  # noqa: S311 - a seeded run can be repeated
    writes = parked = number = 0
    while editor.poll() is None:
        number += 1
        try:
            writes += writer.write(note, partial(merged, number))
        except BusyNoteError:
            parked += 1
        except WriteError:
            continue
        time.sleep(chance.random() * 0.01)
    return writes, parked


def _is_damaged(note: Path, newline: str) -> bool:
    bare = TOKEN.sub(b"", without_outputs(note.read_bytes()))
    wanted = new_note(newline)
    left_over = [path.name for path in note.parent.iterdir()] != ["note.md"]
    return left_over or bare.replace(b" ", b"") != wanted.replace(b" ", b"")
