"""Options that several commands share, and their values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[NOTE|FOLDER]...")


class Wishes(Struct, frozen=True):
    """The values of the options that every running command takes."""

    everything: bool
    trusted: bool
    python: str
    jobs: int | None
    timeout: float | None
    no_cache: bool
    strict: bool
    verbose: bool
    form: str
    naming: bool = True
    """Whether naming a note approves of it; not so where a person could be asked."""


def running(command: Decorated) -> Decorated:
    """Add the options of every command that runs blocks."""
    for option in reversed(
        (
            click.option("--all", "everything", is_flag=True, help="Run every python block that is not opted out."),
            click.option("--trust", "trusted", is_flag=True, help="Approve of all that is looked at."),
            click.option("--python", default="", metavar="PATH", help="The notes' interpreter."),
            click.option("-j", "--jobs", type=click.IntRange(min=1), help="Notes at once; default: one a core."),
            click.option(
                "--timeout",
                type=click.FloatRange(min=0, min_open=True),
                metavar="SECONDS",
                help="Time limit of a block that names none itself; default 30.",
            ),
            click.option("--no-cache", is_flag=True, help="Run everything, whatever the cache holds."),
            click.option("--strict", is_flag=True, help="Doubts fail too, and outputs that were never written."),
            click.option("-v", "--verbose", is_flag=True, help="Show hints as well."),
            click.option(
                "--format",
                "form",
                type=click.Choice(["text", "json", "junit", "sarif", "github", "markdown"]),
                default="text",
                help="The report's form.",
            ),
        )
    ):
        command = option(command)
    return command
