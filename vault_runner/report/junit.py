"""JUnit XML, as GitLab, Jenkins and GitHub's actions read it: a suite a note, a test case a block and a claim.

Names say what a case is about and never where it stands, so that its history survives moved lines; the place is
in `file` and `line`. What fails the command fails a case, and nothing else does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from vault_runner.model import Finding, Verdict
from vault_runner.pipeline import BlockOutcome, NoteOutcome, Outcome
from vault_runner.report.defuse import one_line
from vault_runner.report.places import file_name, report_root

IDLE = frozenset(("skipped", "not-run"))
BROKEN = frozenset(("timed-out", "crashed"))
UNDECIDED = frozenset(("not-checkable", "ambiguous", "definition", "recurrence"))
NAME = 80
_COMMAND = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))", re.IGNORECASE)


@dataclass(slots=True)
class Case:
    """One test case."""

    name: str
    line: int
    seconds: float = 0.0
    skipped: str = ""
    broken: bool = False
    findings: list[Finding] = field(default_factory=list)


def to_junit(outcome: Outcome, *, strict: bool = False) -> str:
    """Return the report as XML with a final newline; `strict` fails cases for warnings, too."""
    failing = frozenset(("error", "warning") if strict else ("error",))
    root = report_root(outcome.vault)
    known = _known(outcome)
    suites = ET.Element("testsuites", name="vault-run check")
    if outcome.findings:
        cases = [Case(_finding_name(finding), 0, findings=[finding]) for finding in outcome.findings]
        _suite(suites, outcome.vault.name, "", cases, failing)
    for note in outcome.notes:
        cases = list(_cases(note, known.get(note.path, ())))
        if cases:
            _suite(suites, note.path, file_name(note.path, outcome.vault, root), cases, failing)
    _add_up(suites, suites)
    ET.indent(suites)
    text = ET.tostring(suites, encoding="unicode", xml_declaration=False)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _COMMAND.sub("&#35;", text) + "\n"


def _known(outcome: Outcome) -> Mapping[str, list[tuple[Finding, str]]]:
    """Return what is not told, by note, each with its reason."""
    known: dict[str, list[tuple[Finding, str]]] = {}
    for one in outcome.silenced:
        known.setdefault(one.finding.path, []).append((one.finding, one.reason))
    return known


def _cases(note: NoteOutcome, known: Iterable[tuple[Finding, str]]) -> Iterator[Case]:
    """Yield a case for each block and claim of a note, and for each finding that belongs to none of them."""
    lines = note.lines
    blocks = [(block, _block_case(block)) for block in note.blocks]
    claims = [(verdict, _claim_case(verdict, lines.line(verdict.claim.span.start))) for verdict in note.verdicts]
    for finding, reason in known:
        case = _owner(finding, lines.line(finding.span.start), blocks, claims)
        if case is not None and not case.skipped:
            case.skipped = f"{finding.rule} is ignored: {reason}"
    others = []
    for finding in note.findings:
        line = lines.line(finding.span.start)
        case = _owner(finding, line, blocks, claims)
        if case is not None:
            case.findings.append(finding)
        elif finding.severity != "info":
            others.append(Case(_finding_name(finding), line, findings=[finding]))
    yield from (case for _, case in blocks)
    yield from (case for _, case in claims)
    yield from others


def _owner(
    finding: Finding,
    line: int,
    blocks: list[tuple[BlockOutcome, Case]],
    claims: list[tuple[Verdict, Case]],
) -> Case | None:
    """Return the case that a finding belongs to: the claim at its place, else the block that holds its line."""
    if not finding.rule.startswith(("VRP", "VRT")):
        for verdict, case in claims:
            if verdict.claim.span == finding.span:
                return case
    if finding.rule.startswith(("VRX", "VRO", "VRF", "VRW")):
        above = [case for block, case in blocks if block.line <= line and block.planned]
        return above[-1] if above and finding.rule != "VRO003" else None
    return None


def _block_case(block: BlockOutcome) -> Case:
    name = f"block {block.label or block.first_line or block.id}"
    skipped = (block.because or block.status) if block.status in IDLE else ""
    return Case(name, block.line, block.seconds, skipped, broken=block.status in BROKEN)


def _claim_case(verdict: Verdict, line: int) -> Case:
    claim = verdict.claim
    skipped = (verdict.reason or verdict.status) if verdict.status in UNDECIDED else ""
    return Case(f"{claim.kind} {' '.join(claim.text.split())}", line, skipped=skipped)


def _finding_name(finding: Finding) -> str:
    return f"{finding.rule} {finding.message}"


def _suite(suites: ET.Element, path: str, file: str, cases: Iterable[Case], failing: frozenset[str]) -> None:
    suite = ET.SubElement(suites, "testsuite", name=one_line(path))
    # Jenkins takes what stands before the last dot for a package.
    classname = one_line(path.removesuffix(".md")).replace(".", "_").replace("/", ".")
    seen: Counter[str] = Counter()
    for case in cases:
        name = one_line(case.name)
        name = name if len(name) <= NAME else f"{name[:NAME]}…"
        seen[name] += 1
        name = f"{name} ({seen[name]})" if seen[name] > 1 else name
        element = ET.SubElement(suite, "testcase", classname=classname, name=name, time=f"{case.seconds:.3f}")
        if file:
            element.set("file", one_line(file))
            element.set("line", str(case.line))
        _result(element, case, failing)
    _add_up(suite, suite)


def _result(element: ET.Element, case: Case, failing: frozenset[str]) -> None:
    """Say how a case ended; a case that fails is never called skipped."""
    wrong = [finding for finding in case.findings if finding.severity in failing]
    rest = [finding for finding in case.findings if finding not in wrong]
    if wrong:
        message = one_line(wrong[0].message)
        kind = "error" if case.broken else "failure"
        child = ET.SubElement(element, kind, message=message, type=wrong[0].rule)
        child.text = "\n".join(_told(finding) for finding in wrong)
    elif case.skipped:
        ET.SubElement(element, "skipped", message=one_line(case.skipped))
    if rest:
        ET.SubElement(element, "system-out").text = "\n".join(_told(finding) for finding in rest)


def _told(finding: Finding) -> str:
    remedy = f" → {one_line(finding.remedy)}" if finding.remedy else ""
    return f"{finding.rule}: {one_line(finding.message)}{remedy}"


def _add_up(element: ET.Element, parent: ET.Element) -> None:
    """Write the counts of the cases below `parent` into `element`."""
    cases = list(parent.iter("testcase"))
    element.set("tests", str(len(cases)))
    for attribute, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(sum(case.find(child) is not None for case in cases)))
    element.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.3f}")
