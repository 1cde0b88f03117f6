"""Threads: torch's modes belong to the thread that turned them on, and a thread of the author's has none of its own."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any


def adapt(modes: Callable[[], AbstractContextManager[Any]]) -> None:
    """Let every thread that is started from here on run within modes that are made for it."""
    threading.Thread.start = _starting(threading.Thread.start, modes)  # type: ignore[method-assign] # the only way in


def _starting(start: Callable[..., None], modes: Callable[[], AbstractContextManager[Any]]) -> Any:
    @functools.wraps(start)
    def start_within(self: threading.Thread) -> None:
        run = self.run

        def run_within() -> None:
            with modes():
                run()

        self.run = run_within  # type: ignore[method-assign] # what the new thread calls
        start(self)

    return start_within
