"""`vault-run stop`: end a vault-run that is under way."""

from __future__ import annotations

import sys

import click

from vault_runner.cli.ps import line_of
from vault_runner.pipeline.writing.present import everyone, stop

EPILOG = """\b
Examples:
  vault-run ps                     which there are
  vault-run stop 4711              this one
  vault-run stop --all             every one of yours on this machine

Exit codes: 0 all that were to end have ended; 1 one would not; 2 there is no such vault-run."""
NO_SUCH, LIVES_ON = 2, 1


@click.command(epilog=EPILOG)
@click.argument("pid", required=False, type=click.IntRange(min=1))
@click.option("--all", "everything", is_flag=True, help="End every one of them.")
@click.option(
    "--patience", type=click.FloatRange(min=0), default=20.0, show_default=True, metavar="SECONDS", help="How to wait."
)
def command(pid: int | None, *, everything: bool, patience: float) -> None:
    """End a vault-run as Ctrl-C would: sessions end at once, and what it has begun to write it finishes."""
    if everything == (pid is not None):
        raise click.UsageError("name one process, as `vault-run ps` lists them, or say --all")
    chosen = [one for one in everyone() if everything or one.pid == pid]
    if not chosen:
        click.echo("no vault-run is under way" if everything else f"process {pid} is no vault-run of yours", err=True)
        sys.exit(0 if everything else NO_SUCH)
    left = [one for one in chosen if not stop(one.pid, patience)]
    for one in chosen:
        click.echo(f"{'still runs' if one in left else 'ended'}: {line_of(one)}")
    sys.exit(LIVES_ON if left else 0)
