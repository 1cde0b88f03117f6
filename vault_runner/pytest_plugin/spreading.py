"""How xdist spreads a run with notes: the tests of one note go to one worker, all others one by one."""

from __future__ import annotations

from typing import Final

from xdist.scheduler import LoadScopeScheduling

from vault_runner.pytest_plugin.choice import ENDINGS

NOTE_ENDINGS: Final = tuple(ENDINGS)


class NotesTogether(LoadScopeScheduling):  # type: ignore[misc] # xdist comes without types
    """Spreads tests like `--dist load`, but for those of notes, which would be run by every worker that has one."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what must stay together."""
        file = nodeid.split("::", maxsplit=1)[0]
        return file if file.lower().endswith(NOTE_ENDINGS) else nodeid
