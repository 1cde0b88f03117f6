"""`--explain`: a rule by its code, or a line of a note by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from vault_runner.cli.options import Wishes
from vault_runner.cli.ruling_options import Ruling
from vault_runner.model.rules import is_rule, nearest
from vault_runner.report.defuse import log_line

_PLACE = re.compile(r"(?:(?P<name>.+):)?(?P<line>[1-9]\d{0,8})(?::\d+)?\Z")
_CODE = re.compile(r"(?i)vr[a-z]?\w{0,4}\Z")


def explain(paths: Sequence[Path], wishes: Wishes, ruling: Ruling, **looks: bool) -> None:
    """Show what `--explain` asks for; `looks` are other sizes and proofs, whose findings belong to a line's.

    Raises:
        UsageError: if it names neither a rule nor a line of one note.
    """
    asked = ruling.explain.strip()
    place = None if is_rule(asked.upper()) else _place(asked, paths)
    if place is None:
        from vault_runner.report.explain_rule import explain_rules  # noqa: PLC0415 - either this or the other

        for line in explain_rules(asked.upper()):
            click.echo(line)
        return
    note, number = place
    _explain_line(note, number, wishes, ruling, **looks)


def _place(asked: str, paths: Sequence[Path]) -> tuple[Path, int]:
    """Return the note and the line that are asked for."""
    found = _PLACE.match(asked)
    if found is None:
        near = nearest(asked) if _CODE.match(asked) else ""
        remedy = (
            f"Did you mean `{near}`?" if near else "Say a line (`42`), a place (`note.md:42`) or a rule (`VRS101`)."
        )
        raise click.UsageError(f"--explain: `{asked}` is no line and no rule. {remedy}")
    if found["name"]:
        # A finding is shown as `note.md:42:7`; the greedy match has taken the line for a part of the name.
        name, inner = found["name"], re.match(r"(.+\.(?:md|markdown)):([1-9]\d*)\Z", found["name"], re.IGNORECASE)
        return (Path(inner[1]), int(inner[2])) if inner else (Path(name), int(found["line"]))
    if len(paths) != 1 or not paths[0].is_file():
        raise click.UsageError(
            f"--explain: name the note of line {asked}: `vault-run check note.md --explain {asked}`."
        )
    return paths[0], int(found["line"])


def _explain_line(path: Path, line: int, wishes: Wishes, ruling: Ruling, **looks: bool) -> None:
    from vault_runner.cli.outcome import judge_paths  # noqa: PLC0415 - a rule is explained without any of this
    from vault_runner.pipeline.formulas.reading_formulas import how_read  # noqa: PLC0415
    from vault_runner.report.explain import explain_line  # noqa: PLC0415

    vault, outcome = judge_paths([path], wishes, ruling, execute=True, **looks)
    if not outcome.notes:
        raise click.UsageError(f"--explain: {path} holds no code and no mathematics.")
    note = outcome.notes[0]
    if line > len(note.lines.starts):
        raise click.UsageError(f"--explain: {path} has {len(note.lines.starts)} lines.")
    for told in explain_line(note, line, vault.config, how_read):
        click.echo(log_line(told))
