"""Write into a note: wait until it is quiet, merge onto what it holds, swap, and try again if somebody was faster."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from vault_runner.errors import BusyNoteError, StaleNoteError, WriteError
from vault_runner.write.protocol.draft import Draft, digest, drop, make_draft, read_file
from vault_runner.write.protocol.grace import Grace, Late
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.protocol.lease import CollisionError, take_lease
from vault_runner.write.protocol.quiet import LATER, editor_of, is_fresh, wait_until_quiet
from vault_runner.write.protocol.siblings import Siblings, refuse_merge, wait_for_git
from vault_runner.write.protocol.standing import refuse_unwritable
from vault_runner.write.protocol.swap import swap
from vault_runner.write.replace import CLOSE, NO_FOLLOW

Make = Callable[[bytes], bytes]
"""Returns what a note is to hold that holds these bytes now; raises a WriteError if that can't be told."""
TakeBack = Callable[[], None]
Record = Callable[[bytes, bytes], TakeBack]
"""Told what is about to be replaced by what; returns what forgets that again if nothing was replaced."""
NO_WAIT = getattr(os, "O_NONBLOCK", 0)
FIRST_PAUSE, LONGEST_PAUSE = 0.002, 0.25


def unrecorded(_before: bytes, _after: bytes) -> TakeBack:
    """Keep no record."""
    return lambda: None


class Writer:
    """The writes of one command into the notes of one vault."""

    def __init__(self, ground: Ground) -> None:
        """Write nothing yet."""
        self.ground = ground
        self._grace = Grace(ground)
        self._siblings = Siblings()

    def write(self, note: Path, make: Make, *, record: Record = unrecorded, seen: str = "") -> bool:
        """Bring a note to what `make` makes of the bytes that it holds; tell whether it had to be written.

        Args:
            note: The note, links followed.
            make: Called again whenever somebody saved the note in between.
            record: Called before each exchange.
            seen: SHA-256 of what the note held when it was read, empty if that doesn't matter.

        Raises:
            StaleNoteError: if `make` says so.
            BusyNoteError: if somebody keeps it busy.
            WriteError: if it can't be written; it holds what it held.
            OSError: if it is gone, or the system refuses.
        """
        self._grace.look_at_due()
        self.admit(note, seen=seen)
        pause = FIRST_PAUSE
        for _ in range(self.ground.patience.attempts):
            try:
                return self._attempt(note, make, record)
            except CollisionError:
                time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - not to keep step with the other
                pause = min(2 * pause, LONGEST_PAUSE)
                wait_until_quiet(note, self.ground.patience, self.ground.tell)
                self._grace.look_at_due()
        raise BusyNoteError("is being saved by another program again and again", remedy=LATER)

    def admit(self, note: Path, *, seen: str = "") -> None:
        """Wait until a note may be written, or refuse it; `write` does so by itself.

        Raises:
            BusyNoteError: if somebody keeps it busy.
            WriteError: if it lies beside a conflict copy, or can't be written.
            OSError: if it is gone.
        """
        refuse_unwritable(note, note.lstat())
        self._siblings.refuse_conflict(note)
        wait_for_git(note)
        self._wait_for_editor(note, seen)

    def close(self, *, wait: bool = True) -> None:
        """Look a last time at everything that was displaced, and remove it."""
        self._grace.settle(wait=wait)
        self.ground.journal.close()

    def _wait_for_editor(self, note: Path, seen: str) -> None:
        """Wait if an editor seems to be at work: somebody saved the note since, or just now with an editor open."""
        if not is_fresh(note, self.ground.patience):
            return
        now = digest(note.read_bytes())
        if self.ground.own.is_ours(self.ground.name(note), now):
            return
        if (seen and now != seen) or editor_of(note):
            wait_until_quiet(note, self.ground.patience, self.ground.tell)

    def _attempt(self, note: Path, make: Make, record: Record) -> bool:
        file = os.open(note, os.O_RDONLY | NO_FOLLOW | CLOSE | NO_WAIT)
        try:
            refuse_unwritable(note, os.fstat(file))
            with take_lease(file):  # so that nobody is halfway through it
                before = read_file(file)
            refuse_merge(note, before)
            after = make(before)
            if after == before:
                return False
            self._replace(note, file, before, after, make=make, record=record)
        finally:
            os.close(file)
        return True

    def _replace(self, note: Path, file: int, before: bytes, after: bytes, *, make: Make, record: Record) -> None:
        """Write the draft and swap it in; forget the record if the note holds what it held."""
        take_back = record(before, after)
        draft = None
        try:
            draft = make_draft(self.ground, note, file, before, after)
            self.ground.own.remember(self.ground.name(note), digest(after))
            swap(self.ground, draft, file)
        except BaseException:
            if draft is None or not draft.is_out or draft.is_undone:
                take_back()
            if draft is not None:
                self._clear(draft, None)
            raise
        self._clear(draft, lambda late: self._take_over(draft, late, make, record, take_back))

    def _clear(self, draft: Draft, late: Late | None) -> None:
        """Remove the temporary file: at once while it is surely ours, else after another look."""
        if draft.is_out:
            self._grace.add(draft, late)
        else:
            drop(self.ground, draft)

    def _take_over(self, draft: Draft, late: bytes, make: Make, record: Record, take_back: TakeBack) -> bool:
        """Bring a save that went into the displaced file into the note, if nobody saved the note since."""

        def merged(current: bytes) -> bytes:
            if current != draft.after:
                raise StaleNoteError("changed since")
            with suppress(WriteError):
                return make(late)
            return late

        with suppress(WriteError, OSError):
            self.write(draft.note, merged, record=lambda _before, after: record(late, after))
            take_back()
            return True
        return False
