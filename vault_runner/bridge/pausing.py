"""Notes that are due once their writer pauses."""

from __future__ import annotations

import threading
import time


class Pausing:
    """Notes, each with the time at which it is due; every further change puts that off."""

    def __init__(self) -> None:
        """Begin with none."""
        self._due: dict[str, float] = {}
        self._bell = threading.Condition()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing will be due any more."""
        return self._closed

    def put(self, uri: str, pause: float) -> None:
        """Let a note be due after a pause, whenever it was before."""
        with self._bell:
            self._due[uri] = time.monotonic() + pause
            self._bell.notify_all()

    def drop(self, uri: str) -> None:
        """Let a note not be due."""
        with self._bell:
            self._due.pop(uri, None)

    def close(self) -> None:
        """Let nothing be due any more."""
        with self._bell:
            self._closed = True
            self._bell.notify_all()

    def next(self) -> str | None:
        """Wait for the first note that is due, and take it; None at the end."""
        with self._bell:
            while not self._closed:
                now = time.monotonic()
                uri = min(self._due, key=self._due.__getitem__, default=None)
                if uri is None:
                    self._bell.wait()
                elif self._due[uri] > now:
                    self._bell.wait(self._due[uri] - now)
                else:
                    del self._due[uri]
                    return uri
        return None
