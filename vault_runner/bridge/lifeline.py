"""End when the editor does: an editor that was killed closes no stream as long as a child of it holds the other end."""

from __future__ import annotations

import contextlib
import os
import select
import threading
from collections.abc import Callable


def watch_parent(process: int, on_death: Callable[[], None]) -> None:
    """Call `on_death` once `process` has ended; a process that can't be seen from here is none to wait for."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.pidfd_open(process)
        threading.Thread(target=_wait, args=(descriptor, on_death), name="lifeline", daemon=True).start()


def _wait(descriptor: int, on_death: Callable[[], None]) -> None:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    poll.poll()
    os.close(descriptor)
    on_death()


def leave(close: Callable[[], None]) -> None:
    """End everything, then this process; the thread that reads messages may wait for ever and is not asked."""
    try:
        close()
    finally:
        os._exit(0)
