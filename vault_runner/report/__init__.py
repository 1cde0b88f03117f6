"""What a command tells: text for people, JSON for programs, a diff of what would be written."""

from vault_runner.report.difference import difference
from vault_runner.report.findings import findings_text
from vault_runner.report.inspection import inspection_text
from vault_runner.report.style import Style
from vault_runner.report.text import to_text
from vault_runner.report.wire import json_schema, report, to_json

__all__ = [
    "Style",
    "difference",
    "findings_text",
    "inspection_text",
    "json_schema",
    "report",
    "to_json",
    "to_text",
]
