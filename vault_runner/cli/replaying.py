"""`--replay`: the numbers behind a verdict on an equation, computed anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from vault_runner.cli.options import Wishes
from vault_runner.report.defuse import log_line

_TOKEN = re.compile(r"[0-9a-f]{8}\Z")


def replay(paths: Sequence[Path], wishes: Wishes, asked: str) -> None:
    """Show the statements behind a replay id.

    Raises:
        UsageError: if it is no replay id, or nothing is known by it.
    """
    token = asked.strip().lower()
    if not _TOKEN.match(token):
        raise click.UsageError(
            f"--replay: `{asked}` is no replay id: one has eight digits from 0 to 9 and a to f. "
            "`vault-run check note.md --explain LINE` tells that of an equation."
        )
    from vault_runner.pipeline import open_vault  # noqa: PLC0415 - nothing is read for what is no id
    from vault_runner.pipeline.formulas.replaying import replay as judge_again  # noqa: PLC0415
    from vault_runner.report.replay import replay_json, replay_text  # noqa: PLC0415

    found = judge_again(open_vault(paths) if paths else None, token)
    if not found:
        raise click.UsageError(_unknown(token, named=bool(paths)))
    if wishes.form == "json":
        click.echo(replay_json(token, found))
        return
    for line in replay_text(token, found):
        click.echo(log_line(line))


def _unknown(token: str, *, named: bool) -> str:
    if named:
        return (
            f"--replay: no statement of these notes has the id {token}: it was changed, or belongs to another note. "
            "`vault-run check note.md --explain LINE` tells the id of an equation as it stands."
        )
    return (
        f"--replay: nothing is kept under the id {token}: it is too old, or was told elsewhere. "
        f"Name the note that holds the statement: `vault-run check note.md --replay {token}`."
    )
