"""What a command tells: text for people, JSON for programs, a diff of what would be written."""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.report.counts import counts
    from vault_runner.report.defuse import log_line
    from vault_runner.report.difference import difference
    from vault_runner.report.findings import findings_text
    from vault_runner.report.formats import FORMATS, Manner, written
    from vault_runner.report.inspection import inspection_text
    from vault_runner.report.markdown import to_markdown
    from vault_runner.report.style import Style
    from vault_runner.report.text import to_text
    from vault_runner.report.wire import json_schema, report, to_json

__all__ = [
    "FORMATS",
    "Manner",
    "Style",
    "counts",
    "difference",
    "findings_text",
    "inspection_text",
    "json_schema",
    "log_line",
    "report",
    "to_json",
    "to_markdown",
    "to_text",
    "written",
]

lazily(
    __name__,
    {
        "FORMATS": "formats",
        "Manner": "formats",
        "Style": "style",
        "counts": "counts",
        "difference": "difference",
        "findings_text": "findings",
        "inspection_text": "inspection",
        "json_schema": "wire",
        "log_line": "defuse",
        "report": "wire",
        "to_json": "wire",
        "to_markdown": "markdown",
        "to_text": "text",
        "written": "formats",
    },
)
