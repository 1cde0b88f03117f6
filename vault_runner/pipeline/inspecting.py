"""What the notes hold, without running anything."""

from __future__ import annotations

from vault_runner.model import Finding, Note
from vault_runner.parse import inspect
from vault_runner.pipeline.reading import Vault, read_vault
from vault_runner.plan import executable

Inspection = dict[str, object]


def inspect_vault(
    vault: Vault, *, everything: bool = False
) -> tuple[tuple[tuple[Inspection, Note], ...], tuple[Finding, ...]]:
    """Return the inspection of each note that holds something to check, and every finding of the parser."""
    reading = read_vault(vault)
    inspections = tuple(
        (inspect(note, executable(note, vault.config, everything=everything)), note) for note in reading.notes
    )
    findings = (*reading.findings, *(finding for note in reading.notes for finding in note.findings))
    return inspections, findings
