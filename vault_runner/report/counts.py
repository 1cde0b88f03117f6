"""The last lines of a report for people: one that counts, and one for each thing that was not judged."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vault_runner.pipeline import Outcome, Tally
from vault_runner.report.defuse import log_line
from vault_runner.report.findings import here
from vault_runner.report.style import Style
from vault_runner.write import printable

NAMED = 10
"""Notes that are named one by one."""
CHECKED = frozenset(("verified-exact", "verified", "refuted", "doubted"))


def counts(outcome: Outcome, style: Style) -> Iterator[str]:
    """Yield the line that counts, and what was left unjudged."""
    if outcome.notes or outcome.plain or outcome.findings:
        yield f"{verdict(outcome, style)}: {', '.join(counted(outcome))}"
    else:
        yield f"no notes in {here(outcome.vault)}"
    yield from _left_unrun(outcome, style)


def verdict(outcome: Outcome, style: Style) -> str:
    """Return how many things are wrong."""
    wrong = sum(finding.severity == "error" for finding in outcome.all_findings)
    return style.paint(f"{many(wrong, 'thing')} wrong", "red") if wrong else style.paint("nothing wrong", "green")


def counted(outcome: Outcome) -> Iterator[str]:
    """Yield the counts of notes, blocks and statements."""
    tally = outcome.tally
    blocks, claims, on_purpose = (_by_status(tally, family) for family in ("block", "claim", "on purpose"))
    blocks.subtract(on_purpose)
    yield many(len(outcome.notes) + outcome.plain, "note")
    yield many(blocks.total() + on_purpose.total(), "block")
    yield f"{tally.get('ran', 0)} ran"
    if tally.get("cached", 0):
        yield f"{tally['cached']} from the cache"
    yield from (f"{count} {status}" for status, count in sorted(blocks.items()) if count and status != "ok")
    if on_purpose:
        yield f"{on_purpose.total()} wrong on purpose"
    if claims:
        checked = sum(count for status, count in claims.items() if status in CHECKED)
        yield f"{checked} of {claims.total()} statements checked"
    doubted = sum(finding.severity == "warning" for finding in outcome.all_findings)
    if doubted:
        yield f"{doubted} doubted"
    silenced = Counter(one.by for one in outcome.silenced)
    if silenced["note"]:
        yield f"{silenced['note']} ignored with a reason"
    if silenced["baseline"]:
        yield f"{silenced['baseline']} known from the baseline"


def many(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _by_status(tally: Tally, family: str) -> Counter[str]:
    prefix = f"{family} "
    return Counter({name.removeprefix(prefix): count for name, count in tally.items() if name.startswith(prefix)})


def _left_unrun(outcome: Outcome, style: Style) -> Iterator[str]:
    if outcome.interrupted:
        yield style.paint("interrupted: what had not ended was not judged", "yellow")
    if outcome.unapproved:
        blocks = many(outcome.unapproved, "block")
        why, mend = outcome.lacking
        if why:
            yield style.paint(f"{blocks} left unrun: nobody approved of running them, and {why}", "yellow")
            yield f"    → {mend or f'approve of running them: vault-run check --trust {here(outcome.vault)}'}"
        else:
            yield style.paint(f"{blocks} left unrun, since nobody approved of running them", "yellow")
            yield from approving(outcome.vault, outcome.unapproved_notes)


def approving(vault: Path, notes: Sequence[str]) -> Iterator[str]:
    """Name the notes that were left unrun, and the one command that approves of them for good."""
    for name in notes[:NAMED]:
        yield f"    {log_line(printable(name))}"
    if len(notes) > NAMED:
        yield f"    and {len(notes) - NAMED} more"
    meant = here(vault / notes[0]) if len(notes) == 1 else here(vault)
    yield f"    → approve of them: vault-run trust {shlex.quote(log_line(printable(meant)))}; `--trust`: this once"
