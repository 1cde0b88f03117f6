"""Statements that a note or a vault asks not to check: they are counted as unchecked, and nothing is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from vault_runner.config.checks import checked_kinds, class_of
from vault_runner.model import NotePlan, Verdict

_ENGINE = frozenset({"shape", "equation", "recurrence", "complexity"})


def without_switched_off(plan: NotePlan, verdicts: Sequence[Verdict], check: str) -> tuple[Verdict, ...]:
    """Return the verdicts with those of classes that are switched off replaced.

    Args:
        plan: The note's plan; the options of its blocks say what is checked in each.
        verdicts: One for each claim.
        check: What the note or the vault says for all that stands in no block.
    """
    by_block = {step.block.id: step.options.check for step in plan.steps}
    if not check and not any(by_block.values()):
        return tuple(verdicts)
    return tuple(_switched(verdict, by_block.get(verdict.claim.block, check)) for verdict in verdicts)


def asks_engine(check: str) -> bool:
    """Tell whether anything is left that the equation engine would judge."""
    return bool(checked_kinds(check) & _ENGINE)


def _switched(verdict: Verdict, check: str) -> Verdict:
    kind = verdict.claim.kind
    if kind in checked_kinds(check):
        return verdict
    return Verdict(verdict.claim, "not-checkable", f"switched-off: `check: {check}` leaves out {class_of(kind)} here")
