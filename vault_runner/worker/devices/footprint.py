"""The most bytes that a session's tensors ever took on each virtual device at once.

Storages are counted, not tensors: a view takes nothing. What an operation holds only while it runs is not seen, nor
what a device's allocator rounds up, so that the real need is never less.
"""

from __future__ import annotations

import contextlib
import weakref
from collections import Counter
from collections.abc import Iterator
from typing import Any

import torch


class Footprint:
    """Storages that live on virtual devices."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self.peak: dict[int, int] = {}
        """The most bytes so far, by the number of the device."""
        self._now: Counter[int] = Counter()
        self._alive: dict[int, weakref.ref[Any]] = {}
        self._paused = False
        self._since: dict[int, int] = {}
        """The most bytes since the author's code last asked to count anew."""

    def now(self, ordinal: int) -> int:
        """Return the bytes on a device."""
        return self._now[ordinal]

    def most(self, ordinal: int) -> int:
        """Return the most bytes that were on a device since the count began anew."""
        return self._since.get(ordinal, 0)

    def begin_anew(self, ordinal: int) -> None:
        """Count the most bytes from here on, for the author; what the session needs stays known."""
        self._since[ordinal] = self._now[ordinal]

    def note(self, inner: Any, ordinal: int | None) -> None:
        """Count the storage of a tensor on a device, once, until nobody has it any more."""
        if ordinal is None or self._paused or inner.layout is not torch.strided:
            return
        storage = inner.untyped_storage()
        key, size = storage._cdata, storage.nbytes()  # noqa: SLF001 - what torch's own memory tracker goes by
        if key in self._alive or not size:
            return

        def forget(_gone: object) -> None:
            self._alive.pop(key, None)
            self._now[ordinal] -= size

        self._alive[key] = weakref.ref(storage, forget)
        self._now[ordinal] += size
        for most in (self.peak, self._since):
            most[ordinal] = max(most.get(ordinal, 0), self._now[ordinal])

    @contextlib.contextmanager
    def fused(self) -> Iterator[None]:
        """Count nothing meanwhile: what is many operations here is one on the device, with no room between them."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before
