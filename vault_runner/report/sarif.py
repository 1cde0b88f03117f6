"""SARIF 2.1.0, the format of code scanning: rules with their help, results that are known again on other lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from vault_runner import __version__
from vault_runner.model import Finding, LineTable, Severity
from vault_runner.model.rules import FAMILIES, RULES, Rule
from vault_runner.pipeline import NoteOutcome, Outcome
from vault_runner.pipeline.rulings.fingerprints import fingerprints
from vault_runner.report.defuse import json_text, one_line
from vault_runner.report.order import Told
from vault_runner.report.places import file_name, file_uri, report_root

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
KINDS: Final = {"note": "inSource", "baseline": "external"}


def to_sarif(outcome: Outcome, *, exit_code: int, verbose: bool = False) -> str:
    """Return the log as indented JSON with a final newline; hints only when `verbose`."""
    root = report_root(outcome.vault)
    results = [result for result in _results(outcome, root) if verbose or result["level"] != "note"]
    used = sorted({result["ruleId"] for result in results} & RULES.keys())
    for result in results:
        if result["ruleId"] in RULES:
            result["ruleIndex"] = used.index(result["ruleId"])
    run = {
        "tool": {
            "driver": {
                "name": "vault-runner",
                "version": __version__,
                "rules": [_rule(RULES[code]) for code in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not outcome.interrupted, "exitCode": exit_code}],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    example = f"\n\n````markdown\n{rule.example}\n````" if rule.example else ""
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{rule.why} {rule.mend}",
            "markdown": f"{rule.why}\n\n{rule.mend}{example}",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [FAMILIES[rule.code[:3]]], "problem.severity": _problem(rule.severity)},
    }


def _problem(severity: Severity) -> str:
    """Return GitHub's word for how grave a rule is."""
    return "recommendation" if severity == "info" else severity


def _results(outcome: Outcome, root: Path) -> Iterator[dict[str, Any]]:
    for finding, print_ in fingerprints(outcome.findings, None):
        yield _result(finding, print_, None, outcome.vault, root)
    silenced: dict[str, list[tuple[Finding, str, str]]] = {}
    for one in outcome.silenced:
        silenced.setdefault(one.finding.path, []).append((one.finding, one.by, one.reason))
    for note in outcome.telling:
        yield from _of_note(note, silenced.get(note.path, []), outcome.vault, root)


def _of_note(
    note: NoteOutcome, silenced: list[tuple[Finding, str, str]], vault: Path, root: Path
) -> Iterator[dict[str, Any]]:
    """Yield the results of one note, those that are not told as suppressed."""
    if not note.findings and not silenced:
        return
    reasons = {id(finding): (by, reason) for finding, by, reason in silenced}
    every = sorted((*note.findings, *(finding for finding, _, _ in silenced)), key=lambda found: found.span.start)
    for finding, print_ in fingerprints(every, note.note):
        result = _result(finding, print_, note.lines, vault, root)
        if id(finding) in reasons:
            by, reason = reasons[id(finding)]
            suppression = {"kind": KINDS[by], "status": "accepted", "justification": one_line(reason)}
            result["suppressions"] = [suppression]
        yield result


def _result(finding: Finding, print_: str, lines: LineTable | None, vault: Path, root: Path) -> dict[str, Any]:
    text = one_line(finding.message) + (f"\n→ {one_line(finding.remedy)}" if finding.remedy else "")
    name = file_name(finding.path, vault, root) if finding.path else ""
    place: dict[str, Any] = {"artifactLocation": {"uri": file_uri(name) if name else ".", "uriBaseId": "%SRCROOT%"}}
    told = Told.of(finding, lines)
    if told.line:
        place["region"] = _region(told)
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": print_, "vaultRunner/v1": print_},
    }


def _region(told: Told) -> dict[str, int]:
    region = {"startLine": told.line, "startColumn": told.column, "endLine": told.end_line}
    # An end on the same place would be an empty region, which means an insertion to some readers.
    if (told.end_line, told.end_column) > (told.line, told.column):
        return {**region, "endColumn": told.end_column}
    return {"startLine": told.line, "startColumn": told.column}
