"""Kill the writer with signal 9 at random moments, sweep, and look whether the note is whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from stress.typed import merged, new_note, without_outputs

from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.sweep import sweep
from vault_runner.write.protocol.writer import Writer

SIZE = 480_000
TESTS = Path(__file__).parents[1]
NOBODY = Patience(still=0.0, grace=0.0, grace_unleased=0.0)


@dataclass(frozen=True, slots=True)
class Deaths:
    """What was found after the kills."""

    kills: int
    damaged: int
    temporaries: int
    """Temporary files that lay there before the sweep."""
    left: int
    """Those that lay there after it."""
    copies: int


def kill(folder: Path, kills: int, seed: int) -> Deaths:
    """Let a writer write until it is killed, again and again."""
    vault, state = folder / "vault", folder / "state"
    vault.mkdir()
    note = vault / "note.md"
    note.write_bytes(new_note("\n", SIZE))
    chance = random.Random(seed)  # noqa: S311 - a seeded run can be repeated
    damaged = temporaries = left = 0
    for _ in range(kills):
        _write_and_die(vault, state, chance.random() * 0.06)
        temporaries += len(list(vault.iterdir())) - 1
        sweep(Ground(vault, state))
        left += len(list(vault.iterdir())) - 1
        damaged += without_outputs(note.read_bytes()) != new_note("\n", SIZE)
    return Deaths(kills, damaged, temporaries, left, len(list((state / "recovered").glob("*"))))


def _write_and_die(vault: Path, state: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "stress.killing", str(vault), str(state)]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == b"writing\n"
        time.sleep(seconds)
        writing.kill()


def write_for_ever(vault: Path, state: Path) -> None:
    """Write an output, another one, and so on."""
    writer = Writer(Ground(vault, state, patience=NOBODY))
    print("writing", flush=True)  # noqa: T201 - what the killer waits for
    for number in count():
        writer.write(vault / "note.md", partial(merged, number))


if __name__ == "__main__":
    write_for_ever(Path(sys.argv[1]), Path(sys.argv[2]))
