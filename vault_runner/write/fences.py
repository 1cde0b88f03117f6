"""Choose the fence around an output so that no fence of the note closes it, and it closes none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vault_runner.model import Block, Note
from vault_runner.write.inert import break_runs, inert

SHORTEST = 3
UNLIMITED = 1_000
"""No fence of a note is that long; lines of an output are cut long before."""
OPENING = re.compile(r"`{3,}|~{3,}")
RUNS = {"~": re.compile("~+"), "`": re.compile("`+")}


@dataclass(frozen=True, slots=True)
class Room:
    """What the fences around a block leave for the fence of its output."""

    limits: tuple[tuple[str, int], ...]
    """For a tilde and a backtick: the shortest run that would close a fence around the block."""
    own: str
    """The block's own fence, which is known to stand there well."""


def room_of(note: Note, block: Block) -> Room:
    """Read the fences of the admonitions around `block` off the note's lines."""
    limits = dict.fromkeys("~`", UNLIMITED)
    for container in block.containers:
        if container.kind == "ad":
            line = note.text[note.lines.start(container.line) : note.lines.end(container.line)]
            run = OPENING.search(line)
            if run:
                limits[run[0][0]] = min(limits[run[0][0]], len(run[0]))
    return Room(tuple(limits.items()), block.fence)


def fenced(text: str, room: Room) -> tuple[str, ...]:
    """Return the lines of an output fence that holds `text`, with whatever would act in it broken."""
    text = inert(text)
    fence = choose_fence(text, room)
    limits = dict(room.limits)
    limits[fence[0]] = min(limits[fence[0]], len(fence))
    return (f"{fence}output", *break_runs(text, limits).split("\n"), fence)


def choose_fence(text: str, room: Room) -> str:
    """Return tildes, longer than any run in `text` but shorter than any fence around; else backticks alike.

    Where neither leaves room, which takes a block that is indented inside its admonition, the block's own
    fence is as safe as the block.
    """
    for char, limit in room.limits:
        needed = max((len(run) for run in RUNS[char].findall(text)), default=0) + 1
        if limit > SHORTEST:
            return char * min(max(needed, SHORTEST), limit - 1)
    return room.own
