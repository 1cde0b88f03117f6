"""Ask the equation engine about many notes, several at a time once that is worth another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any, NamedTuple, Self

from vault_runner.pipeline.formulas.asking import Oracle

WORTH_A_PROCESS = 32
"""Notes; to start the engine takes about as long as the formulas of so many."""


class Question(NamedTuple):
    """The statements of one note."""

    request: Mapping[str, Any]
    path: str


class Oracles:
    """As many engines as may run at a time; each starts with the first question that falls to it."""

    def __init__(self, folder: Path, count: int) -> None:
        """Keep the answers of all of them in `folder`."""
        self.first = Oracle(folder)
        self._all = [self.first, *(Oracle(folder) for _ in range(count - 1))]
        self._free: LifoQueue[Oracle] = LifoQueue()
        for oracle in reversed(self._all):
            self._free.put(oracle)

    def __enter__(self) -> Self:
        """Return the engines."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process."""
        with ExitStack() as stack:
            for oracle in self._all:
                stack.push(oracle)

    def ask_all(self, questions: Sequence[Question]) -> list[Mapping[str, Any]]:
        """Return the answers to the statements of each note, in the order of the questions."""
        count = min(len(self._all), 1 + len(questions) // WORTH_A_PROCESS)
        with ThreadPoolExecutor(count, thread_name_prefix="formulas") as pool:
            return list(pool.map(self._ask, questions))

    def cancel(self) -> None:
        """Answer nothing any more. For another thread."""
        for oracle in self._all:
            oracle.cancel()

    def _ask(self, question: Question) -> Mapping[str, Any]:
        oracle = self._free.get()
        try:
            return oracle.ask(question.request, question.path)
        finally:
            self._free.put(oracle)
