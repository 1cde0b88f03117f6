"""Work-done progress of a run, for editors that show it and offer to stop it."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import Any

from vault_runner.bridge.editor import Editor


class WorkDone:
    """The progress of one run; its token is the run's number."""

    def __init__(self, editor: Editor, run_id: str, title: str, total: int) -> None:
        """Ask the editor to show it; an editor that can't, or doesn't want to, is told nothing."""
        self._editor, self._token, self._title, self._total = editor, run_id, title, total
        self._lock = threading.Lock()
        self._done = 0
        self._shown = self._over = False
        if editor.can.progress:
            editor.show_progress(run_id).add_done_callback(self._begin)

    def step(self) -> None:
        """Say that one more block is over."""
        with self._lock:
            self._done += 1
            if self._shown and not self._over:
                self._report("report", message=self._message(), percentage=self._percentage())

    def end(self, message: str) -> None:
        """Say how the run ended."""
        with self._lock:
            if self._shown and not self._over:
                self._report("end", message=message)
            self._over = True

    def _begin(self, answer: Future[Any]) -> None:
        with self._lock:
            if self._over or answer.cancelled() or answer.exception() is not None:
                return
            self._shown = True
            self._report(
                "begin", title=self._title, cancellable=True, message=self._message(), percentage=self._percentage()
            )

    def _message(self) -> str:
        return f"{min(self._done, self._total)} of {self._total} blocks"

    def _percentage(self) -> int:
        return 100 * min(self._done, self._total) // max(self._total, 1)

    def _report(self, kind: str, **said: object) -> None:
        self._editor.report(self._token, {"kind": kind, **said})
