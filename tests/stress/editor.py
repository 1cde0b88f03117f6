"""An editor at work: loads the note anew whenever it changed on the disk, types a token, saves, again and again.

    python editor.py NOTE SAVES MODE SEED

It saves in place, by a rename, or mixed; in place in two pieces, with a pause between them now and then. A token
that was in the editor's text and is in the note no more after loading was lost for it, and is not typed again.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

PLACE = b"Typed: "


def save_in_place(note: Path, text: bytes, chance: random.Random) -> None:
    """Empty the file and write it in two pieces."""
    half = chance.randrange(len(text))
    file = os.open(note, os.O_WRONLY | os.O_TRUNC | os.O_CREAT, 0o644)
    os.write(file, text[:half])
    if chance.random() < 0.3:
        time.sleep(chance.random() * 0.002)
    os.write(file, text[half:])
    os.close(file)


def save_by_rename(note: Path, text: bytes) -> None:
    """Write another file, and rename it over the note."""
    fresh = note.with_name(".editor-save")
    fresh.write_bytes(text)
    fresh.rename(note)


def main(name: str, saves: str, mode: str, seed: str) -> None:
    """Type and save."""
    note, chance = Path(name), random.Random(seed)  # noqa: S311 - a seeded run can be repeated
    for number in range(int(saves)):
        text = note.read_bytes()
        text = text.replace(PLACE, PLACE + b"<t%d> " % number, 1)
        if chance.random() < 0.5 if mode == "mixed" else mode == "in-place":
            save_in_place(note, text, chance)
        else:
            save_by_rename(note, text)
        time.sleep(chance.random() * 0.006)


if __name__ == "__main__":
    main(*sys.argv[1:])
