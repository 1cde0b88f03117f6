"""`vault-run clean`: the notes get their original bytes back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vault_runner.cli.options import PATHS
from vault_runner.cli.outcome import name_written
from vault_runner.pipeline import clean, open_vault
from vault_runner.report import Style, findings_text

EPILOG = """\b
Examples:
  vault-run clean note.md
  vault-run clean notes/
  vault-run undo             if that was a mistake"""


@click.command(epilog=EPILOG)
@PATHS
@click.option("--overwrite-edited", is_flag=True, help="Remove outputs that were edited by hand, too.")
def command(paths: tuple[Path, ...], *, overwrite_edited: bool) -> None:
    """Remove what vault-runner wrote; the notes get their original bytes back."""
    vault = open_vault(paths)
    saved = clean(vault, overwrite_edited=overwrite_edited)
    name_written(saved, "cleaned")
    style = Style.of(sys.stderr)
    for line in findings_text(saved.findings, vault.root, style):
        click.echo(line, err=True, color=style.colour)
    if not saved.notes and not saved.findings:
        click.echo("nothing to clean")
    sys.exit(1 if saved.findings else 0)
