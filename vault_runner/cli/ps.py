"""`vault-run ps`: the vault-runs that are under way on this machine."""

from __future__ import annotations

import dataclasses
import json
import time

import click

from vault_runner.pipeline.writing.present import Present, everyone
from vault_runner.report import log_line
from vault_runner.write import printable

EPILOG = """\b
Examples:
  vault-run ps                     process, since when, vault, notes, command
  vault-run ps --format json
  vault-run stop 4711              end one of them"""


@click.command(epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The output's form.")
def command(form: str) -> None:
    """List the vault-runs of yours that are under way on this machine."""
    found = everyone()
    if form == "json":
        click.echo(json.dumps([dataclasses.asdict(one) for one in found], indent=2))
    elif not found:
        click.echo("no vault-run is under way")
    else:
        for one in found:
            click.echo(line_of(one))


def line_of(one: Present) -> str:
    """Return one process as a line: number, since when, where, what, and whether it holds the vault's lock."""
    since = time.strftime("%H:%M:%S", time.localtime(one.since))
    notes = ", ".join(one.notes[:3]) + (" …" if len(one.notes) > 3 else "")  # noqa: PLR2004 - three tell which
    what = f"{one.vault} ({notes})" if notes and notes != "." else one.vault
    lock = ", holds the vault's lock" if one.writing else ""
    return log_line(printable(f"{one.pid}  since {since}  {what}  `{one.command}`{lock}"))
