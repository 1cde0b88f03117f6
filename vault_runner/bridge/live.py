"""What is told of open notes as they change: at once what reading them shows, a little later what judging them does.

Two threads: the desk answers questions about a note and looks at each new version; the judge, who may take seconds
over a formula, comes after it. Whatever is found of a version that is no longer the newest is dropped.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import structs

from vault_runner.bridge.approvals import Approvals
from vault_runner.bridge.check_messages import Checks
from vault_runner.bridge.documents import Document, Documents
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.pausing import Pausing
from vault_runner.bridge.run_messages import Blocks
from vault_runner.bridge.telling import blocks, checks, diagnostics
from vault_runner.bridge.workroom import Workroom
from vault_runner.errors import VaultRunnerError
from vault_runner.model import Finding, Span
from vault_runner.pipeline.outcome import NoteOutcome

PAUSE: Final = 0.25
"""Seconds without a change after which a note is judged."""
NEXT_CLOSED: Final = ""
"""Stands for the next note that isn't open."""
_log = logging.getLogger(__name__)


class Live:
    """Keeps the editor told of its open notes."""

    def __init__(
        self, workroom: Workroom, documents: Documents, memories: Memories, editor: Editor, approvals: Approvals
    ) -> None:
        """Start both threads."""
        self.approvals = approvals
        self._workroom, self._documents, self._memories, self._editor = workroom, documents, memories, editor
        self._looked: dict[str, tuple[Document, NoteOutcome]] = {}
        self._judged: dict[str, tuple[Document, NoteOutcome]] = {}
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._pausing = Pausing()
        self._closed_notes: deque[Callable[[], Document | None]] = deque()
        self._closed_lock = threading.Lock()
        self._threads = (
            threading.Thread(target=self._work, name="desk", daemon=True),
            threading.Thread(target=self._judge, name="judge", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def later(self, task: Callable[[], None]) -> None:
        """Let the desk do something after what it was given before."""
        self._tasks.put(task)

    def changed(self, uri: str, *, judge: bool) -> None:
        """Look at the newest version of a note, and judge it too if asked."""
        self.later(lambda: self._look(uri))
        if judge:
            self.judge_soon(uri, PAUSE)

    def judge_soon(self, uri: str, pause: float = 0.0) -> None:
        """Judge the newest version of a note after a pause without a further change."""
        self._pausing.put(uri, pause)

    def judge_closed(self, read: Callable[[], Document | None]) -> None:
        """Judge a note that isn't open, after those that are; it is read once it has its turn."""
        with self._closed_lock:
            self._closed_notes.append(read)
        self._pausing.put(NEXT_CLOSED, 0.0)

    def forget(self, uri: str) -> None:
        """Forget a note that was closed."""
        self._pausing.drop(uri)
        self._looked.pop(uri, None)
        self._judged.pop(uri, None)

    def known(self, document: Document) -> NoteOutcome:
        """Return the most that is known of this version. For the desk's thread."""
        judged = self._judged.get(document.uri)
        return judged[1] if judged is not None and judged[0] is document else self.looked(document)

    def looked(self, document: Document) -> NoteOutcome:
        """Return what reading this version shows. For the desk's thread."""
        seen = self._looked.get(document.uri)
        if seen is not None and seen[0] is document:
            return seen[1]
        outcome = self._workroom.look(document)
        self._looked[document.uri] = (document, outcome)
        return outcome

    def look_anew(self) -> None:
        """Look at every open note again, since something beside them changed; for the desk's thread."""
        for document in self._documents.all():
            self._looked.pop(document.uri, None)
            self._look(document.uri)
            self.judge_soon(document.uri)
        self._editor.refresh()

    def close(self, patience: float) -> None:
        """End both threads."""
        self._tasks.put(None)
        self._pausing.close()
        for thread in self._threads:
            thread.join(patience)

    def tell_blocks(self, document: Document, outcome: NoteOutcome) -> None:
        """Tell the blocks of a version with their states."""
        trusted = self.approvals.allow(outcome.plan)
        found = blocks(document, outcome, self._memories, trusted=trusted)
        message = Blocks(uri=document.uri, version=document.version, trusted=trusted, blocks=found)
        self._editor.tell("vaultRunner/blocks", message)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task()
            except VaultRunnerError as error:
                _log.warning("%s", error)
            except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
                _log.exception("looking at a note broke down")

    def _look(self, uri: str) -> None:
        document = self._documents.at(uri)
        if document is None or self._is_told(document):
            return
        outcome = self.looked(document)
        if self._documents.is_current(document):
            self.tell_blocks(document, outcome)
            self._editor.publish(document, diagnostics(document, (*outcome.findings, *self._carried(document))))

    def _is_told(self, document: Document) -> bool:
        seen = self._looked.get(document.uri)
        return seen is not None and seen[0] is document

    def _carried(self, document: Document) -> Iterator[Finding]:
        """Yield what was found wrong with statements before the change and stands outside it, until they are judged.

        Otherwise every mark of a note would go out at each key and come back a second later.
        """
        before = self._judged.get(document.uri)
        if before is None:
            return
        old, new = before[0].text, document.text
        head = _shared(old, new)
        most = min(len(old), len(new)) - head
        tail = _shared(old[::-1][:most], new[::-1][:most])
        for finding in before[1].findings:
            if finding.rule.startswith("VRP"):
                continue
            if finding.span.end <= head:
                yield finding
            elif finding.span.start >= len(old) - tail:
                moved = len(new) - len(old)
                yield structs.replace(finding, span=Span(finding.span.start + moved, finding.span.end + moved))

    def _judge(self) -> None:
        while (uri := self._pausing.next()) is not None:
            with self._closed_lock:
                read = self._closed_notes.popleft() if uri == NEXT_CLOSED and self._closed_notes else None
                if self._closed_notes:
                    self._pausing.put(NEXT_CLOSED, 0.0)
            try:
                document = read() if read is not None else self._documents.at(uri)
                if document is not None:
                    self._judge_one(document, is_open=read is None)
            except VaultRunnerError as error:
                _log.warning("%s", error)
            except Exception:  # noqa: BLE001 - a mistake of ours must not end the server
                _log.exception("judging a note broke down")

    def _judge_one(self, document: Document, *, is_open: bool) -> None:
        outcome = self._workroom.check(document)
        if self._documents.is_current(document) != is_open or self._pausing.closed:
            return
        if is_open:
            self._judged[document.uri] = (document, outcome)
        found = checks(document, outcome)
        summary: dict[str, int] = {}
        for check in found:
            summary[check.status] = summary.get(check.status, 0) + 1
        self._editor.publish(document, diagnostics(document, outcome.findings))
        message = Checks(uri=document.uri, version=document.version, checks=found, summary=summary)
        self._editor.tell("vaultRunner/checks", message)
        if is_open:
            self.tell_blocks(document, outcome)
        if is_open and outcome.results:
            self._editor.refresh()


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
