"""Options that say which findings count, what they are compared with, and where reports go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

if TYPE_CHECKING:
    from vault_runner.pipeline import Rulings

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Ruling(Struct, frozen=True):
    """The values of these options."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    changed_since: str = ""
    settings: str | None = None
    output: Path | None = None
    reports: tuple[str, ...] = ()
    baseline: Path | None = None
    update_baseline: bool = False
    explain: str = ""
    replay: str = ""

    @classmethod
    def taken_from(cls, options: dict[str, Any]) -> Ruling:
        """Take these options out of those of a command."""
        return cls(**{name: options.pop(name) for name in cls.__struct_fields__ if name in options})

    def selected(self) -> tuple[str, ...]:
        """Return the rules of `--select`."""
        return tuple(_rules("--select", self.select))

    def ignored(self) -> tuple[str, ...]:
        """Return the rules of `--ignore`."""
        return tuple(_rules("--ignore", self.ignore))

    def rulings(self) -> Rulings:
        """Return what the check is to go by."""
        from vault_runner.pipeline import Rulings  # noqa: PLC0415 - only where it is asked for

        if self.update_baseline and self.baseline is None:
            raise click.UsageError("`--update-baseline` needs the file: `--baseline FILE`.")
        if self.settings == "base" and not self.changed_since:
            raise click.UsageError("`--settings base` needs the base: `--changed-since REF`.")
        # On a build server nobody's change may loosen the settings by which it is judged.
        base = self.settings == "base" or (self.settings is None and _on_build_server())
        path = self.baseline.absolute() if self.baseline else None
        return Rulings(path, self.update_baseline, self.changed_since, bool(self.changed_since) and base)


def ruling(command: Decorated) -> Decorated:
    """Add the options of every command that judges."""
    return _with(_JUDGING, command)


def comparing(command: Decorated) -> Decorated:
    """Add the options of a command that only checks."""
    return _with(_CHECKING, command)


_JUDGING = (
    click.option("--select", multiple=True, metavar="RULES", help="Tell these rules alone: VRS, VRX001,VRP2, …"),
    click.option("--ignore", multiple=True, metavar="RULES", help="Don't tell these rules."),
    click.option(
        "--changed-since", default="", metavar="REF", help="Only notes that changed since that branch, and their users."
    ),
    click.option(
        "--settings",
        type=click.Choice(["base", "here"]),
        help="With --changed-since: whose vault-run.yaml holds; default base if CI is set.",
    ),
    click.option(
        "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report of --format to this file."
    ),
    click.option(
        "--report", "reports", multiple=True, metavar="FORMAT=FILE", help="Write one more report, as often as you like."
    ),
)
_CHECKING = (
    click.option(
        "--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Tell only what this file doesn't hold."
    ),
    click.option("--update-baseline", is_flag=True, help="Write all that is found into the baseline."),
    click.option(
        "--explain", default="", metavar="LINE|PLACE|RULE", help="Tell how 42, note.md:42 or VRS101 came about."
    ),
    click.option("--replay", default="", metavar="ID", help="Compute the numbers behind an equation's verdict anew."),
)


def _with(options: tuple[Callable[[Decorated], Decorated], ...], command: Decorated) -> Decorated:
    for option in reversed(options):
        command = option(command)
    return command


def _rules(option: str, values: tuple[str, ...]) -> Iterator[str]:
    """Yield the rules in the values of an option; commas and blanks stand between several."""
    if not values:
        return
    from vault_runner.model.rules import RULES, is_rule, nearest  # noqa: PLC0415 - seldom asked for

    for written in " ".join(values).replace(",", " ").split():
        rule = written.upper()
        if not is_rule(rule):
            near = nearest(rule)
            remedy = f" Did you mean `{near}`?" if near else ""
            raise click.UsageError(f"{option}: `{written}` is no rule.{remedy}")
        if option == "--ignore" and rule in RULES and RULES[rule].always:
            raise click.UsageError(f"{option}: {rule} tells that something was not judged, so it is always told.")
        yield rule


def _on_build_server(environ: Mapping[str, str] = os.environ) -> bool:
    return environ.get("CI", "").lower() not in {"", "0", "false", "no"}
