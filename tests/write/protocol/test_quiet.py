"""A note is left alone until it is quiet."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from vault_runner.errors import BusyNoteError
from vault_runner.write.protocol.ground import Patience
from vault_runner.write.protocol.quiet import editor_of, wait_until_quiet


def test_a_fresh_note_is_left_alone_until_it_is_quiet(note: Path) -> None:
    told: list[str] = []
    start = time.monotonic()
    wait_until_quiet(note, Patience(still=0.3, most=20), told.append)
    assert time.monotonic() - start > 0.1
    assert told == ["waiting until note.md has been left alone for 0.3 s"]
    with pytest.raises(BusyNoteError, match="is being edited"):
        _wait_while_saved(note)


def _wait_while_saved(note: Path) -> None:
    stop = threading.Event()

    def save() -> None:
        while not stop.wait(0.02):
            os.utime(note)

    saving = threading.Thread(target=save)
    saving.start()
    try:
        wait_until_quiet(note, Patience(still=1.0, most=0.3), lambda _sentence: None)
    finally:
        stop.set()
        saving.join()


def test_a_clock_that_jumps_is_not_waited_for(note: Path) -> None:
    os.utime(note, (time.time() + 3600, time.time() + 3600))
    start = time.monotonic()
    wait_until_quiet(note, Patience(still=60), lambda _sentence: None)
    assert time.monotonic() - start < 30


def test_editors_are_known_by_their_locks(note: Path) -> None:
    note.with_name(".note.md.swp").touch()
    assert editor_of(note) == ".note.md.swp"
