"""The formats that a report can have, by the names that the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from vault_runner.pipeline import Outcome

FORMATS: Final = ("text", "json", "junit", "sarif", "github", "markdown")


class Manner(Struct, frozen=True):
    """How much a report tells."""

    strict: bool = False
    """Whether warnings fail."""
    verbose: bool = False
    """Whether hints are told."""
    exit_code: int = 0


def written(form: str, outcome: Outcome, manner: Manner) -> str:
    """Return the report in one of `FORMATS`, without colour, with a final newline."""
    return _WRITERS[form](outcome, manner)


def _text(outcome: Outcome, manner: Manner) -> str:
    from vault_runner.report.style import Style  # noqa: PLC0415 - each report loads what it needs itself
    from vault_runner.report.text import to_text  # noqa: PLC0415

    return "".join(f"{line}\n" for line in to_text(outcome, Style(colour=False), verbose=manner.verbose))


def _json(outcome: Outcome, _manner: Manner) -> str:
    from vault_runner.report.wire import to_json  # noqa: PLC0415

    return to_json(outcome)


def _junit(outcome: Outcome, manner: Manner) -> str:
    from vault_runner.report.junit import to_junit  # noqa: PLC0415

    return to_junit(outcome, strict=manner.strict)


def _sarif(outcome: Outcome, manner: Manner) -> str:
    from vault_runner.report.sarif import to_sarif  # noqa: PLC0415

    return to_sarif(outcome, exit_code=manner.exit_code, verbose=manner.verbose)


def _github(outcome: Outcome, manner: Manner) -> str:
    from vault_runner.report.github import to_github  # noqa: PLC0415

    return "".join(f"{line}\n" for line in to_github(outcome, verbose=manner.verbose))


def _markdown(outcome: Outcome, manner: Manner) -> str:
    from vault_runner.report.markdown import to_markdown  # noqa: PLC0415

    return to_markdown(outcome, verbose=manner.verbose)


_WRITERS: Final[Mapping[str, Callable[[Outcome, Manner], str]]] = dict(
    zip(FORMATS, (_text, _json, _junit, _sarif, _github, _markdown), strict=True)
)
