"""Look again at what was displaced: somebody may have had it open, and written to it after all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from vault_runner.write.protocol.draft import Draft, drop, read_file
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.lease import CollisionError, take_lease
from vault_runner.write.protocol.put_back import keep_overtaken
from vault_runner.write.replace import CLOSE, NO_FOLLOW

LATE = "somebody saved this note into the file that an output had just replaced"
WRITERS = 5.0
"""Seconds in which somebody who has it open should be done."""
Late = Callable[[bytes], bool]
"""Brings late bytes into the note; returns False if it can't."""


@dataclass(slots=True)
class Displaced:
    """A file that is out of the way, and looked at once more before it is removed."""

    draft: Draft
    due: float
    late: Late | None
    """What to do with other bytes; None if they can only be kept."""


class Grace:
    """The displaced files of one command."""

    def __init__(self, ground: Ground) -> None:
        """Hold none yet."""
        self._ground = ground
        self._waiting: list[Displaced] = []

    def add(self, draft: Draft, late: Late | None) -> None:
        """Look at the draft's temporary file again in a while."""
        patience = self._ground.patience
        sure = draft.is_leased and not draft.is_undone
        wait = patience.grace if sure else patience.grace_unleased
        self._waiting.append(Displaced(draft, time.monotonic() + wait, late))

    def look_at_due(self) -> None:
        """Look at those whose time has come."""
        now = time.monotonic()
        due = [displaced for displaced in self._waiting if displaced.due <= now]
        self._waiting = [displaced for displaced in self._waiting if displaced.due > now]
        for displaced in due:
            self._look(displaced)

    def settle(self, *, wait: bool = True) -> None:
        """Look at all of them; bringing a late save into a note may displace another file."""
        while self._waiting:
            first = min(self._waiting, key=lambda displaced: displaced.due)
            self._waiting.remove(first)
            if wait:
                time.sleep(max(0.0, first.due - time.monotonic()))
            self._look(first)

    def _look(self, displaced: Displaced) -> None:
        try:
            content = _read_settled(displaced)
        except FileNotFoundError:
            self._ground.journal.end(displaced.draft.number)
            return
        except CollisionError:
            return  # still open for writing; the journal tells the next command of it
        if content != displaced.draft.content and content:
            copy = self._ground.recover(displaced.draft.note, content, LATE)
            if displaced.late is not None and displaced.late(content):
                self._ground.forget_copy(copy)
        if displaced.draft.is_undone:
            keep_overtaken(self._ground, displaced.draft)
        drop(self._ground, displaced.draft)


def _read_settled(displaced: Displaced) -> bytes:
    """Read a displaced file once nobody has it open for writing.

    Raises:
        CollisionError: if somebody keeps it open.
        FileNotFoundError: if somebody removed it.
    """
    end = time.monotonic() + WRITERS
    file = os.open(displaced.draft.temp, os.O_RDONLY | NO_FOLLOW | CLOSE)
    try:
        while True:
            try:
                with take_lease(file):
                    return read_file(file)
            except CollisionError:
                if time.monotonic() >= end:
                    raise
                time.sleep(0.01)
    finally:
        os.close(file)
