"""The one path for open notes: looked at without running anything, checked with what is known, or run.

Each of the three is for one thread. Looking and checking start no process of the notes' interpreter.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from msgspec import structs

from vault_runner.bridge.documents import Document, Documents
from vault_runner.bridge.inputs import unanswered
from vault_runner.bridge.narrowing import kept, up_to
from vault_runner.execute.asking import Answer, Ask
from vault_runner.model import Note, Plan, Result
from vault_runner.pipeline.concluding import conclude
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.reading import read_note
from vault_runner.pipeline.request import Ended, Hearing, Progress, Request
from vault_runner.pipeline.rulings.policy import Policy, govern
from vault_runner.pipeline.running import Workshop
from vault_runner.pipeline.vaults import Vault


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told what happens during a run, as a request has it."""

    progress: Progress
    listen: Hearing
    ended: Ended
    ask: Ask


Narrow: TypeAlias = Callable[[Plan, Workshop], Plan]
DEAF = Ears(lambda _stage, _result: None, lambda *_said: None, lambda _result: None, lambda *_asked: unanswered())


class Workroom:
    """What the open notes of one vault share."""

    def __init__(self, vault: Vault, documents: Documents, python: str = "", *, asks: bool = False) -> None:
        """Start nothing yet; `asks` says that the editor answers what blocks ask for."""
        self._asks = asks
        self.vault = vault
        self._documents = documents
        self._python = python
        self._lock = threading.Lock()
        self._checking: Judging | None = None
        self._running: Judging | None = None
        self._plan_narrowed: Narrow = up_to(())
        self._force = False
        self._ears = DEAF
        self._stopped: list[Judging] = []

    def look(self, document: Document) -> NoteOutcome:
        """Return what can be told of a note at once: what it holds and what would run."""
        request = Request(execute=False, formulas=False, python=self._python)
        with Judging(self.vault, request, read=self._read) as judging:
            return self._governed(judging, request, document, complete=False)

    def check(self, document: Document) -> NoteOutcome:
        """Judge every statement of a note by mathematics and by what earlier runs gave."""
        request = Request(confine=False, naming=False, python=self._python, kept_only=True)
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
                self._dispose(judging)

    def run(self, document: Document, narrow: Narrow, ears: Ears, *, force: bool) -> NoteOutcome:
        """Run what `narrow` leaves of a note's plan, if all of that is approved; nothing is written.

        What stands of a run before is gone on with, unless it is to be forced.
        """
        self._plan_narrowed, self._force, self._ears = narrow, force, ears
        request = Request(
            confine=False,
            naming=False,
            python=self._python,
            formulas=False,
            jobs=1,
            live=True,
            progress=self._progress,
            listen=self._listen,
            ended=self._ended,
            ask=self._ask if self._asks else None,
        )
        with self._lock:
            if self._running is None:
                self._running = Judging(self.vault, request, read=self._read, narrow=self._narrow)
            judging = self._running
        judging.forget()
        if force:
            judging.let_go(document.path)
        try:
            return self._governed(judging, request, document, complete=False)
        finally:
            with self._lock:
                given_up = self._running is not judging
            if given_up:
                self._dispose(judging)

    def stop(self) -> None:
        """Break off what runs; the next run starts with new workers. For another thread."""
        with self._lock:
            judging, self._running = self._running, None
        if judging is not None:
            judging.stop()
            self._stopped.append(judging)

    def break_off(self, path: str) -> None:
        """Break off what runs of a note, and keep what stands of it. For another thread."""
        judging = self._running
        if judging is not None:
            judging.break_off(path)

    def let_go(self, path: str) -> None:
        """End what stands of a note that was closed, or is another one by now. For the thread that runs."""
        judging = self._running
        if judging is not None:
            judging.let_go(path)

    def rethink(self) -> None:
        """Break off what is being checked, and check anew when asked."""
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

    # The workers outlive a run, so who listens is looked up whenever there is something to hear.

    def _progress(self, stage: str, result: Result | None) -> None:
        self._ears.progress(stage, result)

    def _listen(self, path: str, block: str, stream: str, text: str) -> None:
        self._ears.listen(path, block, stream, text)

    def _ask(self, path: str, block: str, prompt: str, password: bool) -> Answer:  # noqa: FBT001 - as it is called
        return self._ears.ask(path, block, prompt, password)

    def _ended(self, result: Result) -> None:
        self._ears.ended(result)

    def _dispose(self, judging: Judging) -> None:
        """End what was broken off."""
        with self._lock:
            if judging in self._stopped:
                self._stopped.remove(judging)
        _end(judging)

    def _narrow(self, plan: Plan, workshop: Workshop) -> Plan:
        workshop.request = structs.replace(workshop.request, cache=not self._force)
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
