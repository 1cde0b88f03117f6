"""What a watcher says, in sentences; who shows them where is not known here."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

from vault_runner.model import Finding
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.report.findings import here
from vault_runner.watch.hearing import Hearing
from vault_runner.watch.times import Waiting
from vault_runner.write import printable

__all__ = [
    "NAMED",
    "Teller",
    "changed",
    "circle",
    "from_start",
    "judged",
    "many",
    "named",
    "printable",
    "together",
    "too_slow",
    "unapproved",
    "watching",
]

NAMED: Final = 3
"""Notes that are named one by one in a sentence about several."""


class Teller(Protocol):
    """Shows what a watcher says."""

    def say(self, sentence: str) -> None:
        """Show a sentence that stays."""

    def status(self, sentence: str) -> None:
        """Show what is going on right now, until the next such sentence."""

    def findings(self, findings: Sequence[Finding], notes: Sequence[NoteOutcome]) -> None:
        """Show what was found of some notes."""


def many(count: int, word: str) -> str:
    """Return a number with its word, `1 note` or `2 notes`."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def named(names: Collection[str]) -> str:
    """Return a few names, or the first ones and how many more there are."""
    first = [printable(name) for name in sorted(names)[:NAMED]]
    more = len(names) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


def watching(root: Path, notes: int, hearing: Hearing) -> str:
    """Return what is watched, and how."""
    how = f"looking every second: {hearing.why}" if hearing.why else "the system tells of changes"
    return f"watching {many(notes, 'note')} in {printable(str(root))} ({how})"


def changed(edited: Collection[str], gone: Collection[str], moved: Collection[str], reached: Collection[str]) -> str:
    """Return what changed, and what that reaches."""
    edited = set(edited) - set(moved)
    parts = [f"{named(edited)} changed"] if edited else []
    parts += [f"{named(moved)} renamed"] if moved else []
    parts += [f"{named(gone)} gone"] if gone else []
    parts += [f"{named(reached)} out of date with it" if edited else f"{named(reached)} out of date"] if reached else []
    return "; ".join(parts)


def judged(outcome: NoteOutcome, seconds: float) -> str:
    """Return what became of one note."""
    tally = outcome.tally
    ran, cached = tally.get("ran", 0), tally.get("cached", 0)
    claims = {name.removeprefix("claim "): count for name, count in tally.items() if name.startswith("claim ")}
    holds = sum(count for status, count in claims.items() if status.startswith("verified"))
    stated = holds + claims.get("refuted", 0) + claims.get("doubted", 0)
    parts = [f"{many(ran, 'block')} ran"] if ran else []
    parts += [f"{many(cached, 'block')} known from before"] if cached else []
    parts += [f"{many(unrun(outcome), 'block')} not run"] if unrun(outcome) else []
    parts += [f"{holds} of {stated} statements hold"] if stated else []
    wrong = sum(finding.severity == "error" for finding in outcome.findings)
    parts += [f"{wrong} wrong"] if wrong else []
    return f"{printable(outcome.path)}: {', '.join(parts) or 'nothing to run'} ({seconds:.2f} s)"


def from_start(outcome: NoteOutcome) -> Iterator[str]:
    """Yield for each session of a note that had to run from its start why that was."""
    for run in outcome.runs:
        for result in run.results:
            if result.anew:
                yield f"{printable(outcome.path)}: {printable(result.anew)}"


def together(outcomes: Sequence[NoteOutcome], seconds: float) -> str:
    """Return what became of many notes."""
    ran = sum(outcome.tally.get("ran", 0) for outcome in outcomes)
    wrong = sum(finding.severity == "error" for outcome in outcomes for finding in outcome.findings)
    words = f"{many(len(outcomes), 'note')} judged, {many(ran, 'block')} ran"
    return f"{words}{f', {wrong} wrong' if wrong else ''} ({seconds:.2f} s)"


def too_slow(root: Path, note: str, waiting: Sequence[Waiting]) -> Iterator[str]:
    """Yield for each block that waits how it is run."""
    for block in waiting:
        how = f"run it with `vault-run run {quoted(root / note)}`"
        yield f"{printable(note)}:{block.line}: out of date, {block.seconds:.0f} s: {how}"


def unapproved(outcomes: Collection[NoteOutcome], root: Path) -> str:
    """Return that some notes are not run for want of approval, and the one command; empty if there are none."""
    left = {outcome.path: unrun(outcome) for outcome in outcomes if is_unapproved(outcome)}
    if not left:
        return ""
    meant = root / next(iter(left)) if len(left) == 1 else root
    blocks = many(sum(left.values()), "block")
    return f"{named(left)}: {blocks} not run, nobody approved of it: `vault-run trust {quoted(meant)}`"


def unrun(outcome: NoteOutcome) -> int:
    """Return how many blocks of a note were to run and did not."""
    tally = outcome.tally
    return tally.get("planned", 0) - tally.get("fresh", 0) - tally.get("cached", 0)


def is_unapproved(outcome: NoteOutcome) -> bool:
    """Tell whether a note was not run for want of approval."""
    return unrun(outcome) > 0 and not outcome.runs


def circle(note: str, files: Collection[str]) -> str:
    """Return that a note runs in a circle."""
    by = named(files)
    return (
        f"{printable(note)} runs in a circle: each run changes what it depends on ({by}), "
        "so it waits; let it write somewhere else, or edit it"
    )


def quoted(path: Path) -> str:
    """Return a path as a shell takes it, seen from the current folder."""
    return shlex.quote(printable(here(path)))
