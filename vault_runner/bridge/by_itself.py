"""Runs that nobody clicked for: after an edit, of blocks that are approved, known, and quick.

A block that has never run waits for a click, since nobody knows what it takes, and maybe it is half written. So does
what would probably take long. What goes wrong shows in the editor and enters the note only on an explicit run.
"""

from __future__ import annotations

import ast
import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from vault_runner.bridge.documents import Documents
from vault_runner.bridge.live import Live
from vault_runner.bridge.memory import Memories, Remembered
from vault_runner.bridge.narrowing import up_to
from vault_runner.bridge.pausing import Pausing
from vault_runner.bridge.runs import Runs
from vault_runner.model import Plan, Session, Step
from vault_runner.pipeline.running import Workshop

PAUSE: Final = 0.25
"""Seconds without a key after which blocks run by themselves."""
QUICK: Final = 2.0
"""Seconds that all that runs by itself may probably take."""
_log = logging.getLogger(__name__)


class ByItself:
    """Watches over edits, and lets what is quick run after them."""

    def __init__(self, documents: Documents, memories: Memories, live: Live, runs: Runs, *, on: bool) -> None:
        """Start the thread; nothing runs by itself unless it is `on`."""
        self.on = on
        self._documents, self._memories, self._live, self._runs = documents, memories, live, runs
        self._pausing = Pausing()
        self._missed: set[str] = set()
        self._thread = threading.Thread(target=self._work, name="by itself", daemon=True)
        self._thread.start()

    def edited(self, uri: str) -> None:
        """Take note of an edit: what runs by itself of before it is stopped."""
        if self.on:
            self._runs.stop_by_itself(uri)
            self._pausing.put(uri, PAUSE)

    def ended(self, uri: str) -> None:
        """Take note of the end of a run, for which an edit had to wait."""
        if uri in self._missed:
            self._missed.discard(uri)
            self._pausing.put(uri, PAUSE)

    def forget(self, uri: str) -> None:
        """Forget a note that was closed."""
        self._pausing.drop(uri)
        self._missed.discard(uri)

    def close(self, patience: float) -> None:
        """End the thread."""
        self._pausing.close()
        self._thread.join(patience)

    def _work(self) -> None:
        while (uri := self._pausing.next()) is not None:
            self._live.later(partial(self._begin, uri))

    def _begin(self, uri: str) -> None:
        """Start a run of what is quick; on the desk's thread."""
        document = self._documents.at(uri)
        if document is None or not self.on:
            return
        self._missed.add(uri)  # first, since what is busy may end just now
        if self._runs.is_busy(uri):
            return
        self._missed.discard(uri)
        outcome = self._live.looked(document)
        if not outcome.plan.sessions or not self._live.approvals.allow(outcome.plan):
            return
        quick = Quick(self._memories.of(uri))
        if not all(quick.stands(step) for step in outcome.plan.steps):
            job = self._runs.make(document, outcome, (), force=False)
            job.quick = quick
            self._runs.add(job)


@dataclass(slots=True)
class Quick:
    """What of a plan runs by itself."""

    remembered: Mapping[str, Remembered]
    blocks: tuple[str, ...] = ()
    """The blocks that run, once it is known."""
    waiting: dict[str, float] = field(default_factory=dict)
    """The blocks that would take too long together with what stands above them, with the seconds for all of that."""

    def narrow(self, plan: Plan, workshop: Workshop) -> Plan:
        """Leave of each session what is quick and not up to date, with what stands above it."""
        sessions = (session for note in plan.notes for session in note.sessions if workshop.is_approved(session))
        self.blocks = tuple(block for session in sessions for block in self._of_session(session, workshop))
        return up_to(self.blocks)(plan, workshop)

    def _of_session(self, session: Session, workshop: Workshop) -> Iterator[str]:
        total = 0.0
        for step, seconds in zip(session.steps, workshop.expected(session), strict=True):
            if seconds is None or not _is_whole(step):
                return
            total += seconds
            if step.path != session.own or (self.stands(step) and not seconds):
                continue
            if total > QUICK:
                self.waiting[step.block.id] = total
            else:
                yield step.block.id

    def stands(self, step: Step) -> bool:
        """Tell whether a block ended under the same conditions."""
        remembered = self.remembered.get(step.block.id)
        return remembered is not None and remembered.key == step.key and remembered.state != "waiting"


def _is_whole(step: Step) -> bool:
    """Tell whether a block can be read as code: while somebody writes, every other state of it can't."""
    try:
        ast.parse(step.source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
