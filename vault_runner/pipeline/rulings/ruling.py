"""Judge, and then let options, settings and ignores say which of the findings are told: what every command asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault_runner.pipeline import checking

if TYPE_CHECKING:
    from vault_runner.pipeline.outcome import Outcome
    from vault_runner.pipeline.request import Request
    from vault_runner.pipeline.vaults import Vault


def judge(vault: Vault, request: Request) -> Outcome:
    """Read, plan, run and judge what `request` asks for, and keep what is to be told; nothing is written."""
    outcome = checking.judge(vault, request)
    if not (request.select or request.ignore or vault.config.rules or _has_remarks(outcome)):
        return outcome
    from vault_runner.pipeline.rulings.policy import Policy, govern  # noqa: PLC0415 - it loads the table of rules

    complete = request.execute and not outcome.interrupted and not outcome.unapproved
    return govern(outcome, Policy(vault.config, request.select, request.ignore, complete))


def _has_remarks(outcome: Outcome) -> bool:
    return any(note.remarks for note in outcome.telling)
