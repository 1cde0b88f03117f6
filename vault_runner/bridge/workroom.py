"""The one path for open notes: looked at without running anything, checked with what is known, or run.

Each of the three is for one thread. Looking and checking start no process of the notes' interpreter.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection
from dataclasses import replace

from vault_runner.bridge.documents import Document, Documents
from vault_runner.bridge.narrowing import kept, up_to
from vault_runner.model import Note, Plan
from vault_runner.pipeline.concluding import conclude
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.policy import Policy, govern
from vault_runner.pipeline.reading import read_note
from vault_runner.pipeline.request import Hearing, Progress, Request
from vault_runner.pipeline.running import Workshop
from vault_runner.pipeline.vaults import Vault


class Workroom:
    """What the open notes of one vault share."""

    def __init__(self, vault: Vault, documents: Documents, python: str = "") -> None:
        """Start nothing yet."""
        self.vault = vault
        self._documents = documents
        self._python = python
        self._lock = threading.Lock()
        self._checking: Judging | None = None
        self._running: Judging | None = None
        self._plan_narrowed: Callable[[Plan, Workshop], Plan] = up_to(())
        self._force = False
        self._stopped: list[Judging] = []

    def look(self, document: Document) -> NoteOutcome:
        """Return what can be told of a note at once: what it holds and what would run."""
        request = Request(execute=False, formulas=False, python=self._python)
        with Judging(self.vault, request, read=self._read) as judging:
            return self._governed(judging, request, document, complete=False)

    def check(self, document: Document, *, trusted: bool) -> NoteOutcome:
        """Judge every statement of a note by mathematics and by what earlier runs gave."""
        request = Request(trusted=trusted, confine=False, python=self._python, kept_only=True)
        with self._lock:
            if self._checking is None:
                self._checking = Judging(self.vault, request, read=self._read, narrow=kept)
            judging = self._checking
        judging.forget()
        try:
            return self._governed(judging, request, document, complete=False)
        finally:
            with self._lock:
                given_up = self._checking is not judging
            if given_up:
                _end(judging)

    def run(
        self, document: Document, blocks: Collection[str], progress: Progress, listen: Hearing, *, force: bool
    ) -> NoteOutcome:
        """Run some blocks and all above them in their sessions; nothing is written. Only for notes that are trusted."""
        self._plan_narrowed, self._force = up_to(blocks), force
        request = Request(
            trusted=True, confine=False, python=self._python, formulas=False, jobs=1, progress=progress, listen=listen
        )
        with self._lock:
            if self._running is None:
                self._running = Judging(self.vault, request, read=self._read, narrow=self._narrow)
            judging = self._running
        judging.forget()
        try:
            return self._governed(judging, request, document, complete=False)
        finally:
            with self._lock:
                given_up = self._running is not judging
            if given_up:
                _end(judging)

    def stop(self) -> None:
        """Break off what runs; the next run starts with new workers. For another thread."""
        with self._lock:
            judging, self._running = self._running, None
        if judging is not None:
            judging.stop()
            self._stopped.append(judging)

    def rethink(self) -> None:
        """Check by the rules of now, since trust was given or taken."""
        with self._lock:
            judging, self._checking = self._checking, None
        if judging is not None:
            judging.stop()
            self._stopped.append(judging)

    @property
    def interpreter(self) -> str:
        """The python of the notes, as far as it is known without looking for it."""
        running = self._running
        found = running.python if running is not None else None
        return str(found) if found is not None else self._python

    def interrupt(self) -> None:
        """Break everything off."""
        self.rethink()
        self.stop()

    def close(self) -> None:
        """End every process."""
        self.interrupt()
        while self._stopped:
            _end(self._stopped.pop())

    def _narrow(self, plan: Plan, workshop: Workshop) -> Plan:
        workshop.request = replace(workshop.request, cache=not self._force)
        return self._plan_narrowed(plan, workshop)

    def _read(self, vault: Vault, name: str) -> Note:
        document = self._documents.named(name)
        return document.note if document is not None else read_note(vault, name)

    def _governed(self, judging: Judging, request: Request, document: Document, *, complete: bool) -> NoteOutcome:
        notes = judging.judge([document.note])
        outcome = conclude(self.vault, request, notes, plain=0, findings=(), interrupted=False)
        return govern(outcome, Policy(self.vault.config, complete=complete)).notes[0]


def _end(judging: Judging) -> None:
    with contextlib.suppress(OSError), judging:
        pass
