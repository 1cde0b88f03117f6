"""A writer that is killed leaves a whole note, and the next command clears up after it."""

from __future__ import annotations

import os
from pathlib import Path

from stress.killing import kill

KILLS = int(os.environ.get("VAULT_RUN_KILLS", "30"))


def test_no_kill_damages_the_note(tmp_path: Path) -> None:
    deaths = kill(tmp_path, KILLS, seed=1)
    print(deaths)  # noqa: T201 - the figures, for `make stress`
    assert (deaths.damaged, deaths.left, deaths.copies) == (0, 0, 0)
    assert deaths.temporaries > 0
