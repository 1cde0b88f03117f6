"""The report for people: what is wrong, note by note, then one line that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vault_runner.pipeline import Outcome
from vault_runner.report.findings import ALL, WITHOUT_HINTS, findings_text, here
from vault_runner.report.style import Style
from vault_runner.report.wire import Report, report

CHECKED = frozenset(("verified-exact", "verified", "refuted", "doubted"))


def to_text(outcome: Outcome, style: Style, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines of the report; hints (`info`) only when `verbose`."""
    shown = ALL if verbose else WITHOUT_HINTS
    notes = [note.note for note in outcome.notes]
    yield from findings_text(outcome.all_findings, outcome.vault, style, notes, shown=shown)
    counted = report(outcome)
    if counted.summary.notes or outcome.findings:
        yield _counts(outcome, counted, style)
    else:
        yield f"no notes in {here(outcome.vault)}"
    yield from _left_unrun(outcome, style)


def _counts(outcome: Outcome, counted: Report, style: Style) -> str:
    summary = counted.summary
    statuses = Counter(block.status for note in counted.notes for block in note.blocks)
    on_purpose = _on_purpose(outcome)
    statuses.subtract(on_purpose)
    words = [
        _many(summary.notes, "note"),
        _many(summary.blocks_found, "block"),
        f"{summary.blocks_run} ran",
        *([f"{summary.blocks_cached} from the cache"] if summary.blocks_cached else []),
        *(f"{count} {status}" for status, count in sorted(statuses.items()) if count and status != "ok"),
        *([f"{len(on_purpose)} wrong on purpose"] if on_purpose else []),
    ]
    claims = sum(summary.claims.values())
    if claims:
        checked = sum(count for status, count in summary.claims.items() if status in CHECKED)
        words.append(f"{checked} of {claims} statements checked")
    return f"{_verdict(outcome, style)}: {', '.join(words)}"


def _on_purpose(outcome: Outcome) -> list[str]:
    """Return how the blocks ended that are left wrong with a reason."""
    expected = {
        (note.note.path, step.block.id) for note in outcome.notes for step in note.plan.steps if step.options.expect
    }
    results = (result for note in outcome.notes for result in note.results)
    return [result.status for result in results if (result.path, result.block) in expected and result.status != "ok"]


def _verdict(outcome: Outcome, style: Style) -> str:
    wrong = sum(finding.severity == "error" for finding in outcome.all_findings)
    return style.paint(f"{_many(wrong, 'thing')} wrong", "red") if wrong else style.paint("nothing wrong", "green")


def _left_unrun(outcome: Outcome, style: Style) -> Iterator[str]:
    if outcome.interrupted:
        yield style.paint("interrupted: what had not ended was not judged", "yellow")
    if outcome.unapproved:
        blocks = _many(outcome.unapproved, "block")
        yield style.paint(f"{blocks} left unrun, since nobody approved of running them", "yellow")
        yield f"    → name what you trust: vault-run check {here(outcome.vault)}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
