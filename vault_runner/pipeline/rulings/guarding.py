"""A check as a build server asks for it: only what changed, with the settings of the base, against a baseline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from vault_runner.model import Finding
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.rulings.baseline import Baseline, Compared, compare, read_baseline, updated, write_baseline
from vault_runner.pipeline.rulings.changed import Changes, changes_since
from vault_runner.pipeline.rulings.lost import base_config, lost_checks
from vault_runner.pipeline.rulings.overlay import Overlay
from vault_runner.pipeline.rulings.policy import Policy, govern
from vault_runner.pipeline.rulings.ruling import judge
from vault_runner.pipeline.rulings.rulings import Rulings
from vault_runner.pipeline.vaults import Vault

SHOWN = 10
"""Vanished entries of a baseline that are named one by one."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a check came to."""

    vault: Vault
    outcome: Outcome
    asides: tuple[str, ...]
    """Sentences for people that are no findings: what was compared with what."""


def guard(vault: Vault, request: Request, rulings: Rulings) -> Guarded:
    """Judge what `request` asks for by `rulings`; a baseline is written if they say so, a note never.

    Raises:
        ConfigError: if git or the baseline can't tell what is asked of them.
    """
    asides: list[str] = []
    baseline = _baseline(rulings)
    changes = changes_since(vault, rulings.changed_since) if rulings.changed_since else None
    if changes is not None:
        vault = _narrowed(vault, changes, rulings, asides)
    nothing = changes is not None and not vault.under
    outcome = Outcome(vault.root, (), 0, ()) if nothing else judge(vault, request)
    if changes is not None:
        outcome = _with_lost(outcome, vault, changes, request, baseline)
    if baseline is not None:
        outcome = _compared(outcome, vault, baseline, rulings, asides, nothing=nothing)
    return Guarded(vault, outcome, tuple(asides))


def _baseline(rulings: Rulings) -> Baseline | None:
    if rulings.baseline is None:
        return None
    if rulings.update_baseline and not rulings.baseline.exists():
        return Baseline(rulings.baseline)
    return read_baseline(rulings.baseline)


def _narrowed(vault: Vault, changes: Changes, rulings: Rulings, asides: list[str]) -> Vault:
    """Return the vault with the changed notes alone, and with the settings of the base if that is asked for."""
    many = "1 note" if len(changes.notes) == 1 else f"{len(changes.notes)} notes"
    apart = f"where `{rulings.changed_since}` and the work here went apart"
    asides.append(f"{many} changed, or depend on what changed, since {changes.repository.base[:12]}, {apart}")
    if rulings.base_settings:
        config = base_config(changes)
        if config is None:
            asides.append("the settings of that commit can't be used, so those that stand here hold")
        else:
            vault = structs.replace(vault, config=config)
            if changes.settings_changed:
                asides.append("vault-run.yaml was changed; the settings of that commit hold, not the changed ones")
    return structs.replace(vault, under=tuple(vault.root / name for name in sorted(changes.notes)))


def _with_lost(
    outcome: Outcome, vault: Vault, changes: Changes, request: Request, baseline: Baseline | None
) -> Outcome:
    """Add the checks that the change takes away; what options and settings leave out is left out of them, too."""
    path = baseline.path if baseline else None
    lost = lost_checks(vault, changes, everything=request.everything, baseline=path)
    if not lost:
        return outcome
    policy = Policy(vault.config, request.select, request.ignore)
    return _joined(outcome, govern(structs.replace(outcome, notes=(), findings=lost, silenced=()), policy).findings)


def _joined(outcome: Outcome, lost: tuple[Finding, ...]) -> Outcome:
    """Put each finding with its note if that is there, so that it has a line; the others stand by themselves."""
    by_note: dict[str, list[Finding]] = {}
    for finding in lost:
        by_note.setdefault(finding.path, []).append(finding)
    changed: dict[str, NoteOutcome] = {}
    for note in outcome.notes:
        more = by_note.pop(note.path, None)
        if more:
            findings = sorted((*note.findings, *more), key=lambda finding: finding.span.start)
            changed[note.path] = structs.replace(note, findings=tuple(findings))
    stray = tuple(finding for findings in by_note.values() for finding in findings)
    notes = Overlay(outcome.notes, changed) if changed else outcome.notes
    return structs.replace(outcome, notes=notes, findings=(*outcome.findings, *stray))


def _compared(
    outcome: Outcome, vault: Vault, baseline: Baseline, rulings: Rulings, asides: list[str], *, nothing: bool
) -> Outcome:
    asked = _asked(vault, nothing=nothing)
    compared = compare(outcome, baseline, asked)
    if rulings.update_baseline:
        entries = updated(baseline, outcome, asked)
        write_baseline(baseline.path, entries)
        total = sum(entry.count for entry in entries)
        asides.append(f"{baseline.path} holds {total} finding{'' if total == 1 else 's'} now")
        # What was just written is known; what a baseline can't hold is still told.
        return compare(outcome, Baseline(baseline.path, entries), asked).outcome
    asides += _vanished(compared)
    return compared.outcome


def _vanished(compared: Compared) -> list[str]:
    gone = compared.gone
    if not gone:
        return []
    total = sum(entry.count for entry in gone)
    words = "1 finding of the baseline is gone" if total == 1 else f"{total} findings of the baseline are gone"
    lines = [f"{words}; shrink it with `--update-baseline`:"]
    lines += [f"    {entry.path or 'the vault'}: {entry.message} [{entry.rule}]" for entry in gone[:SHOWN]]
    return [*lines, *([f"    and {len(gone) - SHOWN} more"] if len(gone) > SHOWN else [])]


def _asked(vault: Vault, *, nothing: bool) -> Callable[[str], bool]:
    """Return a test that tells whether the note of a path was to be judged."""
    under = [path.relative_to(vault.root) for path in vault.under if path.is_relative_to(vault.root)]

    def asked(path: str) -> bool:
        return not nothing and (not under or any(Path(path).is_relative_to(folder) for folder in under))

    return asked
