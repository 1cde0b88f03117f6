"""`vault-run doctor`: is everything there that notes need, and what mends what isn't."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec

from vault_runner.doctor import Examination, examine
from vault_runner.report import Style
from vault_runner.write import printable

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}
EPILOG = """\b
Examples:
  vault-run doctor                          the vault around this folder
  vault-run doctor notes/ --python /opt/env/bin/python
  vault-run doctor --calibrate              measure the processor and the accelerators
  vault-run doctor --format json

Exit codes: 0 notes can run, if not all of them; 1 something keeps them from running or being written."""


@click.command(epilog=EPILOG)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--python", default="", metavar="PATH", help="The notes' interpreter.")
@click.option("--calibrate", is_flag=True, help="Measure what the devices cost, so that `device: auto` can choose.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The output's form.")
def command(folder: Path | None, *, python: str, calibrate: bool, form: str) -> None:
    """Look at python, packages, device, fonts, walls, watching, and say what mends what is missing."""
    start = Path(os.path.abspath(folder or Path.cwd()))  # noqa: PTH100 - a vault that is a link keeps its name
    examination = examine(start, python, measure=calibrate)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(examination), indent=2).decode())
    else:
        _tell(examination)
    sys.exit(0 if examination.healthy else 1)


def _tell(examination: Examination) -> None:
    style = Style.of(sys.stdout)
    width = max(len(answer.topic) for answer in examination.answers)
    for answer in examination.answers:
        mark = style.paint(f"{answer.verdict:<4}", COLOURS[answer.verdict])
        click.echo(f"{mark}  {answer.topic:<{width}}  {printable(answer.says)}", color=style.colour)
        if answer.command:
            click.echo(f"{'':<{width + 8}}→ {printable(answer.command)}")
    click.echo(style.paint(*_verdict(examination)), color=style.colour)


def _verdict(examination: Examination) -> tuple[str, str]:
    """Return the last line, and its colour."""
    verdicts = [answer.verdict for answer in examination.answers]
    fail, warn = verdicts.count("fail"), verdicts.count("warn")
    if fail:
        more = f", and {warn} to look at" if warn else ""
        return f"{fail} thing{'s' if fail > 1 else ''} to mend before notes can run and be written{more}", "red"
    if warn:
        return f"notes can run; {warn} thing{'s' if warn > 1 else ''} to look at", "yellow"
    return "nothing to mend", "green"
