"""The walls around code that nobody approved: which there are, and what would give more."""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.doctor.answer import Answer
from vault_runner.execute import Level, Walls, probe

SAYS = {
    Level.NONE: "there are none: code that nobody approved is left unrun",
    Level.LIMITS: "there are only limits on time and memory: code that nobody approved is left unrun",
    Level.CONFINED: "code that nobody approved sees no network and writes nothing (Landlock and seccomp)",
    Level.NAMESPACES: "code that nobody approved sees no network, writes nothing, and has a disk view of its own",
}


def examine_walls(walls: Walls | None = None) -> Iterator[Answer]:
    """Yield what holds here, and one answer for each thing that is missing where code can't run for it."""
    walls = probe() if walls is None else walls
    if walls.confines:
        lack = walls.lacks[0] if walls.lacks else None
        more = f"; {lack.what}, which would be one wall more" if lack else ""
        yield Answer("walls", "ok", f"{SAYS[walls.level]}{more}")
        return
    yield Answer("walls", "warn", SAYS[walls.level], "vault-run check --trust" if not walls.lacks else "")
    for lack in walls.lacks:
        yield Answer("walls", "warn", lack.what, lack.command)
