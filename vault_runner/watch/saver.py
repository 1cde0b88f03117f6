"""Writes what was found, beside the watching: a write that waits for an editor holds nothing else up."""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from vault_runner.errors import VaultRunnerError
from vault_runner.model import Finding
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.saving import Saved, save_all
from vault_runner.watch.presence import place_for
from vault_runner.write.protocol.own import OwnWrites

PATIENCE: Final = 15.0
"""Seconds that a write which is on its way gets at the end."""
LATER: Final = 5.0
"""Seconds between two looks for results that wait, since a note was busy or another command held the vault."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written at one go."""

    digests: dict[str, str] = field(default_factory=dict)
    """The digest of what each note holds that nobody saved since."""
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    overtaken: tuple[str, ...] = ()
    """The notes that hold something else than what was judged, and so were left as they are."""


class Saver:
    """A thread that writes; one note is written after the other, in the order in which they were judged."""

    def __init__(self, vault: Vault, tell: Callable[[str], None], on_done: Callable[[], None]) -> None:
        """Start to wait for something to write.

        Args:
            vault: The vault.
            tell: Called with a sentence when a write has to wait, from the thread.
            on_done: Called when `taken` has something new, from the thread.
        """
        self.vault = vault
        self._own = OwnWrites(place_for(vault.root) / "own")
        self._tell, self._on_done = tell, on_done
        self._orders: queue.SimpleQueue[Sequence[NoteOutcome] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Written] = queue.SimpleQueue()
        self._open = 0
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Return the saver."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the write that is on its way, and end."""
        self._orders.put(None)
        self._thread.join(PATIENCE)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written, or was and nobody has taken note of it."""
        return self._open > 0

    def write(self, outcomes: Sequence[NoteOutcome]) -> None:
        """Have what is proposed for some notes written."""
        with self._lock:
            self._open += 1
        self._orders.put(outcomes)

    def deliver(self) -> None:
        """Have what other commands had to leave written, every few seconds."""
        if not self._open and time.monotonic() - self._looked > LATER:
            self._looked = time.monotonic()
            self.write(())

    def taken(self) -> list[Written]:
        """Return what has been written since this was asked the last time."""
        done = []
        with suppress(queue.Empty):
            while True:
                done.append(self._done.get_nowait())
                with self._lock:
                    self._open -= 1
        return done

    def is_ours(self, note: str, digest: str) -> bool:
        """Tell whether vault-run wrote what a note holds, this command or another one."""
        return self._own.is_ours(note, digest)

    def _work(self) -> None:
        while (outcomes := self._orders.get()) is not None:
            self._done.put(self._written(outcomes))
            self._on_done()

    def _written(self, outcomes: Sequence[NoteOutcome]) -> Written:
        current = [outcome for outcome in outcomes if self._is_current(outcome)]
        try:
            saved = save_all(self.vault, current, tell=self._tell)
        except (VaultRunnerError, OSError) as error:
            self._tell(f"nothing could be written: {error}")
            saved = Saved()
        notes = {name: digest for name in saved.notes if self.is_ours(name, digest := self._digest(name))}
        judged = {outcome.path: outcome.note.digest for outcome in outcomes}
        # Of a note that is gone or was saved meanwhile nothing needs to be said: its own change brings it up again.
        findings = (one for one in saved.findings if judged.get(one.path) in {None, self._digest(one.path)})
        kept = {outcome.path for outcome in current}
        overtaken = tuple(outcome.path for outcome in outcomes if outcome.path not in kept)
        return Written(notes, tuple(saved.notes), tuple(saved.files), tuple(findings), overtaken)

    def _is_current(self, outcome: NoteOutcome) -> bool:
        """Tell whether a note holds what was judged: if not, be it by our own last write, it is judged again.

        To wait until its editor is left alone, as a command does that writes once, would hold all other notes up.
        """
        return self._digest(outcome.path) == outcome.note.digest

    def _digest(self, name: str) -> str:
        try:
            return hashlib.sha256((self.vault.root / name).read_bytes()).hexdigest()
        except OSError:
            return ""
