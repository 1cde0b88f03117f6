"""Put the blocks of a session in their places: who needs whom, and under which keys they run."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from vault_runner.config import FigureConfig
from vault_runner.model import Session, Step
from vault_runner.plan.drafts import Draft
from vault_runner.plan.keys import conditions_of, key_of
from vault_runner.plan.prelude import prelude_modules, prelude_of

BUILTINS: Final = frozenset(dir(builtins)) | {
    *("__name__", "__file__", "__doc__", "__builtins__", "__spec__", "__loader__", "__package__", "__annotations__"),
    *("display", "exit", "quit", "copyright", "credits", "license", "help"),
}
"""Names that are there before a session's first block."""


def assemble(name: str, drafts: Sequence[Draft], *, seed: int, figures: FigureConfig) -> Session:
    """Return the session of `drafts`, which stand in the order in which they run, other notes' first."""
    prelude = prelude_of(drafts)
    steps: list[Step] = []
    setters = Setters()
    above = ""
    for draft in drafts:
        used = draft.names.reads.keys() & set(prelude)
        conditions = conditions_of(draft.options, figures, seed=seed, prelude=used)
        above = key_of(draft.source.text, draft.tree, above=above, conditions=conditions)
        steps.append(_step(draft, above, setters))
        setters.add(draft)
    modules = frozenset[str]().union(*(draft.names.modules for draft in drafts))
    return Session(name, tuple(steps), prelude, modules | prelude_modules(prelude), seed)


@dataclass(slots=True)
class Setters:
    """Which blocks have set each name so far; a block that only changes a name (`x += 1`) joins the earlier ones."""

    of: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """For each name the places of its setters in the session."""
    ids: list[str] = field(default_factory=list)
    closures: dict[str, frozenset[str]] = field(default_factory=dict)
    opaque: bool = False
    """Whether a block may have set names that can't be read off it."""

    @property
    def known(self) -> Collection[str] | None:
        """The names that are set; None if that can't be told."""
        return None if self.opaque else self.of.keys()

    def add(self, draft: Draft) -> None:
        """Take in what a block sets and removes."""
        place = len(self.ids)
        self.ids.append(draft.block.id)
        self.opaque |= draft.names.opaque
        for name in draft.names.sets:
            earlier = self.of.get(name, ()) if name in draft.names.reads else ()
            self.of[name] = (*earlier, place)
            self.closures[name] = draft.names.closures.get(name, frozenset())
        for name in draft.names.removes:
            self.of.pop(name, None)

    def needed(self, draft: Draft) -> tuple[str, ...]:
        """Return the identifiers of the blocks that a block needs, in order."""
        names = _with_closures(draft.names.reads, self.closures)
        places = {place for name in names for place in self.of.get(name, ())}
        places |= {self.ids.index(identifier) for identifier in draft.after if identifier in self.ids}
        return tuple(dict.fromkeys(self.ids[place] for place in sorted(places)))


def _step(draft: Draft, key: str, setters: Setters) -> Step:
    refs = frozenset(name for name in draft.names.reads if name in setters.of or name not in BUILTINS)
    return Step(
        path=draft.path,
        block=draft.block,
        options=draft.options,
        source=draft.source.text,
        lines=draft.source.lines,
        defs=draft.names.sets,
        refs=refs,
        needs=setters.needed(draft),
        key=key,
    )


def _with_closures(names: Collection[str], closures: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield `names` and whatever the functions among them read when they are called."""
    seen = set(names)
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        yield name
        new = closures.get(name, frozenset()) - seen
        seen |= new
        waiting.extend(new)
