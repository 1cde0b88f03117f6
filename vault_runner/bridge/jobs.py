"""One run that was asked for, and what came of it so far."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault_runner.bridge.documents import Document
from vault_runner.bridge.progress import WorkDone
from vault_runner.bridge.reporting import Reporter
from vault_runner.bridge.run_messages import Place
from vault_runner.bridge.telling import Found
from vault_runner.model import Edit, NotePlan, Result

if TYPE_CHECKING:
    from vault_runner.bridge.by_itself import Quick


@dataclass(eq=False)
class Job:
    """One run."""

    run_id: str
    document: Document
    """The version that runs."""
    plan: NotePlan
    blocks: tuple[str, ...]
    """The blocks that were asked for; what stands above them runs as well."""
    force: bool
    found: dict[str, Found]
    reporter: Reporter
    uri: str
    """The address of its note, which may have been renamed since."""
    stopped: bool = False
    quick: Quick | None = None
    """What decides which blocks run, if nobody asked for it."""
    work: WorkDone | None = None
    """Its progress, once it runs."""
    put: dict[str, Edit] = field(default_factory=dict)
    """What the editor was asked to write, by block; for the thread that places results."""
    places: dict[str, Place] = field(default_factory=dict)
    """The same as a client was told it that places results itself."""
    _over: list[Result] = field(default_factory=list)
    _fresh: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ended(self, result: Result) -> None:
        """Keep the result of a block that is over."""
        with self._lock:
            self._over.append(result)
            self._fresh.add(result.block)

    def take(self) -> tuple[tuple[Result, ...], frozenset[str]]:
        """Return all results so far, and of which blocks nobody took them before."""
        with self._lock:
            fresh, self._fresh = frozenset(self._fresh), set()
            return tuple(self._over), fresh
