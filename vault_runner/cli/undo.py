"""`vault-run undo`: take the last write-back back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vault_runner.pipeline import open_vault, undo_last
from vault_runner.report import Style, findings_text
from vault_runner.write import printable

EPILOG = """\b
Examples:
  vault-run undo             the vault around this folder
  vault-run undo notes/      another one"""


@click.command(epilog=EPILOG)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(folder: Path | None) -> None:
    """Take the last write-back of this vault back."""
    vault = open_vault([folder] if folder else [])
    restored, refused = undo_last(vault)
    for path in restored:
        click.echo(f"restored {printable(path)}")
    style = Style.of(sys.stderr)
    for line in findings_text(refused, vault.root, style):
        click.echo(line, err=True, color=style.colour)
    if not restored and not refused:
        click.echo("nothing to undo")
    sys.exit(1 if any(finding.severity == "error" for finding in refused) else 0)
