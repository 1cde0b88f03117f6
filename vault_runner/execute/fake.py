"""A runner for tests that starts nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vault_runner.model import Result, Session, SessionRun


class FakeRunner:
    """Answers with results that were laid down before, by the identifier of their block."""

    def __init__(self, results: Mapping[str, Result]) -> None:
        """Know the results; a block without one ends well and puts nothing out."""
        self._results = results
        self.cancelled = False

    def run(
        self, session: Session, texts: Mapping[str, str], on_result: Callable[[Result], None] | None = None
    ) -> SessionRun:
        """Return the result of every step."""
        del texts
        results = tuple(
            self._results.get(step.block.id, Result(step.path, step.block.id, step.key, "ok")) for step in session.steps
        )
        for result in results:
            if on_result is not None:
                on_result(result)
        return SessionRun(session.own, session.name, results)

    def cancel(self) -> None:
        """Remember that an end was wanted."""
        self.cancelled = True
