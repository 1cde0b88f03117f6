"""Walks the vault now and then for what was never heard of; where that finds something, hearing is unreliable."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from vault_runner.watch import telling
from vault_runner.watch.causes import EDITED
from vault_runner.watch.census import Census
from vault_runner.watch.hearing import Hearing
from vault_runner.watch.saver import Saver
from vault_runner.watch.work import Work

STALE: Final = 5.0
"""Seconds after which a change that was found on such a walk should have been heard of."""


class Patrol:
    """The walks through one vault."""

    def __init__(self, root: Path, census: Census, saver: Saver, hearing: Hearing, teller: telling.Teller) -> None:
        """Walk when told."""
        self._root, self._census, self._saver = root, census, saver
        self._hearing, self._teller = hearing, teller

    def walk(self, work: Work) -> list[str]:
        """Add the notes that were changed to what is to be done, and return those that are gone."""
        difference = self._census.walk()
        for note, digest in difference.changed.items():
            if not self._saver.is_ours(note, digest):
                work.add(note, EDITED, note)
                work.edited.add(note)
        unheard = [note for note in work.edited if self._is_old(note)]
        if unheard and not self._hearing.why:
            self._hearing.poll("the system did not tell of every change")
            self._teller.say(telling.watching(self._root, len(self._census.notes), self._hearing))
        return list(difference.gone)

    def _is_old(self, note: str) -> bool:
        try:
            return time.time() - (self._root / note).stat().st_ctime > STALE
        except OSError:
            return False
