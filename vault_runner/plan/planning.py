"""The three questions that the other rooms' corridor asks about notes before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from vault_runner.config import Config
from vault_runner.model import Block, Note, Plan
from vault_runner.plan.drafts import Draft, make_draft
from vault_runner.plan.planner import Planner
from vault_runner.plan.survey import survey

NO_OTHERS: Final[Mapping[str, Note]] = MappingProxyType({})


def plan(
    notes: Sequence[Note],
    config: Config,
    *,
    others: Mapping[str, Note] = NO_OTHERS,
    everything: bool = False,
    shell: bool = False,
) -> Plan:
    """Return what will run of `notes`.

    Args:
        notes: The notes that were asked for.
        config: The vault's settings.
        others: Notes, by path, that may be named by `depends` but aren't themselves to be run.
        everything: Run every python block that isn't opted out, tagged or not.
        shell: Run lines that need a shell, such as `!ls`, as this device's owner allowed.
    """
    asked_for = {note.path: note for note in notes}
    return Planner({**others, **asked_for}, config, everything=everything, shell=shell).plan(tuple(asked_for))


def executable(note: Note, config: Config, *, everything: bool = False) -> Callable[[Block], bool]:
    """Return a function that tells whether a block of `note` would run if all that it depends on does."""
    candidates = survey(note, config, everything=everything).candidates
    running = {
        candidate.block.span
        for candidate in candidates
        if isinstance(make_draft(note.path, candidate, frozenset())[0], Draft)
    }
    return lambda block: block.span in running


def depends_targets(note: Note) -> tuple[str, ...]:
    """Return the notes and files that a note's blocks or front matter name in `depends`, links without brackets."""
    if "depends" not in note.text:
        return ()
    candidates = survey(note, Config(), everything=True).candidates
    targets = (target for candidate in candidates for target in candidate.targets if target.kind != "label")
    return tuple(dict.fromkeys(target.name for target in targets))
