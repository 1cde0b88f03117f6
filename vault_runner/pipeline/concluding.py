"""From the outcomes of notes to the outcome of a command: what is told of the vault as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vault_runner.model.finding import Finding
from vault_runner.model.text import Span
from vault_runner.pipeline.outcome import NoteOutcome, Outcome, Tally

if TYPE_CHECKING:
    from vault_runner.pipeline.request import Request
    from vault_runner.pipeline.vaults import Vault

WHOLE = Span(0, 0)
_MISSING = "missing "


def conclude(
    vault: Vault,
    request: Request,
    notes: Sequence[NoteOutcome],
    *,
    plain: int,
    findings: Sequence[Finding],
    interrupted: bool,
) -> Outcome:
    """Return the outcome of a command.

    Args:
        vault: The vault.
        request: What was asked.
        notes: The outcome of each note that has something to check, in the order of their paths.
        plain: How many notes have not.
        findings: What was found of no note that could be parsed.
        interrupted: Whether the runs were broken off.
    """
    outcome = Outcome(vault.root, notes, plain, (), 0, interrupted)
    tally = outcome.tally
    judging = request.execute and not interrupted
    unapproved = _unrun(tally) if judging else 0
    ran = _none_ran(tally) if judging and not unapproved else ()
    return Outcome(
        vault.root,
        notes,
        plain,
        (*findings, *_packages(tally), *ran),
        unapproved=unapproved,
        unapproved_notes=tuple(note.path for note in notes if _unrun(note.tally)) if unapproved else (),
        interrupted=interrupted,
        lacking=_lacking() if unapproved and request.confine and not request.approved else ("", ""),
    )


def _unrun(tally: Tally) -> int:
    return tally.get("planned", 0) - tally.get("fresh", 0) - tally.get("cached", 0)


def _lacking() -> tuple[str, str]:
    """Return what keeps this machine from running code that nobody approved, and what mends it."""
    from vault_runner.execute import probe  # noqa: PLC0415 - a check in which nothing changed must not load it

    lacks = probe().lacks
    return (lacks[0].what, lacks[0].command) if lacks else ("", "")


def _none_ran(tally: Tally) -> Iterator[Finding]:
    """Never let a check pass in which blocks were tagged and not one of them ran."""
    tagged = tally.get("planned", 0) + tally.get("left", 0)
    if tagged and not tally.get("alive"):
        yield Finding("", WHOLE, "VRX006", "error", f"none of the {tagged} tagged blocks ran", "see above for why")


def _packages(tally: Tally) -> Iterator[Finding]:
    """One line a package for the whole vault, where several notes miss the same one."""
    for name, notes in sorted(tally.items()):
        if name.startswith(_MISSING) and notes > 1:
            package = name.removeprefix(_MISSING)
            message = f"{notes} notes need the package `{package}`"
            yield Finding("", WHOLE, "VRX004", "info", message, f"install `{package}` once")
