"""An inspection for people: one line for each thing that a note holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vault_runner.report.defuse import log_line, one_line


def inspection_text(inspection: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines that describe one note."""
    yield log_line(one_line(inspection["path"]))
    for code in inspection["code"]:
        runs = "runs" if code["executable"] else "does not run"
        language = code["language"] or "no language"
        yield _line(f"{code['line']}-{code['end_line']}", f"code, {language}, {runs}", code["container"])
    for callout in inspection["callouts"]:
        title = f" “{callout['title']}”" if callout["title"] else ""
        yield _line(str(callout["line"]), f"{callout['kind']} callout, {callout['type']}{title}", [])
    displays = sum(1 for math in inspection["math"] if math["display"])
    yield (
        f"  {len(inspection['code'])} code fences, {len(inspection['callouts'])} callouts, {displays} displays, "
        f"{len(inspection['math']) - displays} inline formulas, {len(inspection['embeds'])} embeds, "
        f"{len(inspection['wikilinks'])} wikilinks"
    )


def _line(place: str, what: str, container: list[str]) -> str:
    inside = f", in {' > '.join(container)}" if container else ""
    return log_line(one_line(f"line {place}: {what}{inside}")).replace("line", "  line", 1)
