"""Which findings are told, and how grave they are: options of the command, settings for paths, ignores in notes.

They are asked in this order. What an option or a setting leaves out is not counted anywhere; what a note's own
ignore leaves out is, since it may be somebody else's note.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import structs

from vault_runner.config import Config, PathPolicy, PathRules
from vault_runner.model import Finding
from vault_runner.model.rules import RULES, covers
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.rulings.ignoring import Ignores
from vault_runner.pipeline.rulings.overlay import Overlay
from vault_runner.pipeline.rulings.silencing import Silenced


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for every note."""

    config: Config
    select: tuple[str, ...] = ()
    """Rules, families and beginnings of rules; empty for all."""
    ignore: tuple[str, ...] = ()
    complete: bool = True
    """Whether all was judged, so that an ignore that nothing needed is one that nothing needs."""


def govern(outcome: Outcome, policy: Policy) -> Outcome:
    """Return `outcome` with the findings that are told."""
    paths = PathRules(policy.config)
    silenced: list[Silenced] = []
    changed: dict[str, NoteOutcome] = {}
    for note in outcome.telling:
        told = _of_note(note, policy, paths.of(note.path), silenced)
        if told != note.findings:
            changed[note.path] = structs.replace(note, findings=told)
    findings = tuple(
        told for finding in outcome.findings for told in _weighed([finding], policy, paths.of(finding.path))
    )
    notes = Overlay(outcome.notes, changed) if changed else outcome.notes
    return structs.replace(outcome, notes=notes, findings=findings, silenced=(*outcome.silenced, *silenced))


def _of_note(note: NoteOutcome, policy: Policy, here: PathPolicy, silenced: list[Silenced]) -> tuple[Finding, ...]:
    weighed = _weighed(note.findings, policy, here)
    if not note.remarks:
        return tuple(weighed)
    ignores = Ignores(note.path, note.remarks)
    told = []
    for finding in weighed:
        reason = ignores.reason(finding)
        if reason is None:
            told.append(finding)
        else:
            silenced.append(Silenced(finding, "note", reason))
    blocks = frozenset(note.lines.start(block.line) for block in note.blocks)
    troubles = ignores.troubles(lambda rule: _counts(rule, policy, here), blocks, complete=policy.complete)
    told += _weighed(troubles, policy, here)
    return tuple(sorted(told, key=lambda finding: finding.span.start))


def _weighed(findings: Iterable[Finding], policy: Policy, here: PathPolicy) -> list[Finding]:
    """Return the findings that count, each as grave as it is here."""
    told = []
    for finding in findings:
        if _is_always(finding.rule):
            told.append(finding)
        elif _counts(finding.rule, policy, here):
            severity = here.severity_of(finding.rule, finding.severity)
            told.append(finding if severity == finding.severity else structs.replace(finding, severity=severity))
    return told


def _counts(rule: str, policy: Policy, here: PathPolicy) -> bool:
    selected = not policy.select or covers(policy.select, rule)
    return selected and not covers(policy.ignore, rule) and not covers(here.ignore, rule)


def _is_always(rule: str) -> bool:
    return rule in RULES and RULES[rule].always
