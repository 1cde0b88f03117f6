"""Streams and events of a virtual device, on which everything has happened already."""

from __future__ import annotations

from typing import Self


class Event:
    """Stands in for an event; everything has happened already when it is asked."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        """Take what the real one takes."""

    def record(self, *_args: object) -> None:
        """Do nothing."""

    wait = synchronize = record

    def query(self) -> bool:
        """Say that it has happened."""
        return True

    def elapsed_time(self, _other: object) -> float:
        """Return milliseconds that mean nothing; positive, so that they can be divided by."""
        return 1.0


class Stream:
    """Stands in for a stream; what is put on it has ended already."""

    def __init__(self, device: object = None, priority: int = 0, **_kwargs: object) -> None:
        """Take what the real one takes."""
        self.device, self.priority = device, priority
        self.stream_id = self.cuda_stream = 0

    def __enter__(self) -> Self:
        """Become current, which changes nothing."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Change nothing."""

    def synchronize(self) -> None:
        """Do nothing."""

    def wait_stream(self, _other: object) -> None:
        """Do nothing."""

    wait_event = wait_stream

    def is_capturing(self) -> bool:
        """Say that no graph is recorded."""
        return False

    def record_event(self, event: Event | None = None) -> Event:
        """Return an event that has happened."""
        return event or Event()

    def query(self) -> bool:
        """Say that all is done."""
        return True


class Within:
    """Makes a stream current for a while, which changes nothing; code that looks at classes finds one."""

    def __init__(self, stream: object) -> None:
        """Take a stream, or None."""
        self.stream = stream

    def __enter__(self) -> object:
        """Begin."""
        return self.stream

    def __exit__(self, *_error: object) -> None:
        """End."""
