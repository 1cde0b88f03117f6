"""Which devices are there, by their numbers, and a session of which a block names one that isn't.

The accelerator's own interface is never asked: a process that forks must not have spoken with it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from vault_runner.model import Result, Session, SessionRun, Step

MOST_DEVICES: Final = 8
"""No machine is supposed to have more."""
_CARD: Final = re.compile(r"nvidia\d+")


def cards(folder: Path = Path("/dev")) -> int:
    """Return how many NVIDIA cards this machine has."""
    try:
        return sum(_CARD.fullmatch(each.name) is not None for each in folder.iterdir())
    except OSError:
        return 0


def beyond(session: Session, present: int) -> int | None:
    """Return the first step whose `device` has a number that can't be had, None if there is none."""
    most = present or MOST_DEVICES
    for number, step in enumerate(session.steps):
        kind, _, ordinal = step.options.device.partition(":")
        limit = most if kind == "cuda" else MOST_DEVICES
        if ordinal and int(ordinal) >= limit:
            return number
    return None


def refused(session: Session, before: SessionRun, first: int, present: int) -> SessionRun:
    """Return a run that ended at a step because its device can't be had; what ran before it stands."""
    step = session.steps[first]
    name = step.options.device
    kind = name.partition(":")[0]
    have = present if kind == "cuda" and present else MOST_DEVICES
    why = f"here there {'is' if have == 1 else 'are'} only {have}" if present else "no machine is taken to have so many"
    failed = Result(
        *(step.path, step.block.id, step.key, "failed"),
        device=name,
        because=f"the block asks for `device: {name}`, and {why}",
        remedy=f"take `device: {kind}:{have - 1}` or less, or `device: auto`",
    )
    return ended_at(session, before, failed)


def ended_at(session: Session, before: SessionRun, failed: Result) -> SessionRun:
    """Return a run of which the block after `before` failed, so that none below it ran."""
    first = len(before.results)
    line = session.steps[first].block.line
    later = tuple(_not_run(each, line) for each in session.steps[first + 1 :])
    return SessionRun(session.own, session.name, (*before.results, failed, *later), before.files, cacheable=False)


def _not_run(step: Step, line: int) -> Result:
    return Result(step.path, step.block.id, step.key, "not-run", because=f"not run because of line {line}")
