"""What blocks depend on: blocks of their own note, other notes, files; and whether notes do so in a circle."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vault_runner.plan.links import link_target, wikilinks

Kind: TypeAlias = Literal["note", "file", "label"]

_FILE_ENDING: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a block depends on."""

    kind: Kind
    name: str
    """The note's name as linked, the file's path as written, or the label."""
    written: str


def targets_of(depends: Iterable[str], labels: Collection[str]) -> Iterator[Target]:
    """Yield what the entries of `depends` mean, in order.

    Args:
        depends: The entries as written; one may hold several wikilinks.
        labels: The labels of the note's blocks; what is one of them is never a file.
    """
    for entry in depends:
        written = entry.strip()
        links = wikilinks(written)
        if links:
            for link in links:
                yield Target("note", link, f"[[{link}]]")
        elif written in labels:
            yield Target("label", written, written)
        elif written.lower().endswith(".md"):
            yield Target("note", link_target(written), written)
        elif written:
            yield Target("file" if "/" in written or names_file(written) else "label", written, written)


def names_file(name: str) -> bool:
    """Tell whether a name has a file's ending; a note's own `.md` is left off in links."""
    return bool(_FILE_ENDING.search(name))


def way(start: str, goal: str, edges: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the shortest way from `start` along `edges` to `goal`, both included; empty if there is none."""
    came_from = {start: ""}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            steps = [here]
            while came_from[steps[-1]]:
                steps.append(came_from[steps[-1]])
            return tuple(reversed(steps))
        for there in sorted(edges.get(here, ())):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return ()


def in_order(edges: Mapping[str, Collection[str]], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return `wanted` and all that they depend on, each after what it depends on; circles are cut open."""
    done: dict[str, None] = {}
    begun: set[str] = set()
    for first in wanted:
        waiting = [first]
        while waiting:
            here = waiting[-1]
            ahead = [] if here in begun else [there for there in edges.get(here, ()) if there not in begun]
            begun.add(here)
            if ahead:
                waiting.extend(reversed(ahead))
            else:
                done.setdefault(waiting.pop())
    return tuple(done)
