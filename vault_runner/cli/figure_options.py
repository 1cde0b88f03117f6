"""The options of `vault-run figures`, and their values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from vault_runner.pipeline.figures.choosing import Choice

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for."""

    only: tuple[str, ...]
    tags: tuple[str, ...]
    since: str
    dark: bool | None
    sheet: Path | None
    diff: bool
    dry_run: bool
    orphans: bool
    collect: bool
    everything: bool
    overwrite_edited: bool
    trusted: bool
    python: str
    jobs: int | None
    timeout: float | None
    no_cache: bool
    verbose: bool
    form: str

    @property
    def choice(self) -> Choice:
        """Which figures are meant."""
        return Choice(self.only, self.tags, self.since)


OPTIONS = (
    click.option("--only", multiple=True, metavar="GLOB", help="Only notes or figures of this name; may be repeated."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only notes with this tag, or one nested in it."),
    click.option(
        "--changed-since", "since", default="", metavar="REF", help="Only notes that a commit doesn't have so."
    ),
    click.option("--dark/--light", default=None, help="With a dark variant, or without; default: as the vault is set."),
    click.option("--diff", is_flag=True, help="Show what would be written, and write nothing."),
    click.option("--dry-run", is_flag=True, help="Tell what would run, and run nothing."),
    click.option(
        "--sheet",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write a contact sheet: every figure before, after, and where it differs.",
    ),
    click.option("--orphans", is_flag=True, help="List figures that nothing in the vault names; run nothing."),
    click.option("--collect", is_flag=True, help="Move those to the vault's .trash; run nothing."),
    click.option("--all", "everything", is_flag=True, help="Run every python block that is not opted out."),
    click.option("--overwrite-edited", is_flag=True, help="Write outputs anew that were edited by hand."),
    click.option("--trust", "trusted", is_flag=True, help="Approve of running what was not named."),
    click.option("--python", default="", metavar="PATH", help="The notes' interpreter."),
    click.option("-j", "--jobs", type=click.IntRange(min=1), help="Notes at once; default: one a core."),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="Time limit of a block that names none itself; default 30.",
    ),
    click.option("--no-cache", is_flag=True, help="Run everything, whatever the cache holds."),
    click.option("-v", "--verbose", is_flag=True, help="Name unchanged figures as well."),
    click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The report's form."),
)


def choosing(command: Decorated) -> Decorated:
    """Add every option of the command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
