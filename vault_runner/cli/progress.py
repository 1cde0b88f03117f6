"""Progress of long work: a live line on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vault_runner.pipeline import Progress
from vault_runner.write import printable

if TYPE_CHECKING:
    from vault_runner.model import Result


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield a callback that shows what is happening, on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage, _result: None
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe never needs rich
    from rich.markup import escape  # noqa: PLC0415

    console = Console(stderr=True)
    done = 0
    started = time.monotonic()
    with console.status("starting") as status:

        def show(stage: str, result: Result | None) -> None:
            nonlocal done
            if result is None:
                status.update(stage)
                return
            done += 1
            name = escape(printable(result.path))
            status.update(f"{done} blocks in {time.monotonic() - started:.0f} s, now {name}")

        yield show
