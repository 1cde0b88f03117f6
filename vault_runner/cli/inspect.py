"""`vault-run inspect`: what a note holds, as the parser sees it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from vault_runner.cli.options import PATHS
from vault_runner.pipeline import inspect_vault, open_vault
from vault_runner.report import Style, findings_text, inspection_text

EPILOG = """\b
Examples:
  vault-run inspect note.md
  vault-run inspect note.md --format json"""


@click.command(epilog=EPILOG)
@PATHS
@click.option("--all", "everything", is_flag=True, help="Take every python block for executable.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The output's form.")
def command(paths: tuple[Path, ...], *, everything: bool, form: str) -> None:
    """Show what a note holds: code, callouts, mathematics, links."""
    vault = open_vault(paths)
    inspections, findings = inspect_vault(vault, everything=everything)
    if form == "json":
        click.echo(_json([inspection for inspection, _note in inspections], single=_names_one_note(paths)))
    else:
        for inspection, _note in inspections:
            for line in inspection_text(inspection):
                click.echo(line)
    notes = [note for _inspection, note in inspections]
    style = Style.of(sys.stderr)
    for line in findings_text(findings, vault.root, style, notes):
        click.echo(line, err=True, color=style.colour)
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


def _names_one_note(paths: tuple[Path, ...]) -> bool:
    return len(paths) == 1 and paths[0].is_file()


def _json(inspections: list[Mapping[str, Any]], *, single: bool) -> str:
    """Write one note as an object, several as a list."""
    content: object = inspections[0] if single and inspections else inspections
    return msgspec.json.format(msgspec.json.encode(content, enc_hook=str), indent=2).decode()
