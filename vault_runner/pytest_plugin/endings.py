"""How each test of a note ends: the outcome of the path, told in pytest's four words.

A test fails for what fails `vault-run check`, and for nothing else. It passes only if it was judged and holds: what
could not be judged is skipped with the reason, and so is a doubt. What is wrong on purpose is an expected failure;
once it is right, the path itself has a finding against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vault_runner.model import Finding, Span, Verdict
from vault_runner.pipeline import BlockOutcome, NoteOutcome, Outcome
from vault_runner.pytest_plugin.specs import NOTE, Key
from vault_runner.verify import Expectation, expectations

How: TypeAlias = Literal["passed", "failed", "skipped", "xfailed"]
UNDECIDED = frozenset(("doubted", "ambiguous", "definition", "recurrence", "not-checkable"))
IDLE = frozenset(("skipped", "not-run"))
OF_RUNS = ("VRX", "VRO", "VRF", "VRW")
ORPHANED = "VRO003"
NONE_RAN = "VRX006"
UNAPPROVED = "not run: nobody approved of it, and there are no walls here to run it behind; say `--vault-trust`"


@dataclass(frozen=True, slots=True)
class Ending:
    """How one test ended."""

    how: How
    reason: str = ""
    """Why it is skipped or expected to fail."""
    findings: tuple[Finding, ...] = ()
    """What is wrong, for a test that fails."""
    doubts: tuple[Finding, ...] = ()
    """What is worth a warning."""
    seconds: float = 0.0
    ran: bool | None = None
    """Whether code ran; None for what is no code."""


def endings(outcome: Outcome, path: str, keys: Collection[Key], *, strict: bool) -> dict[Key, Ending]:
    """Return how the tests of a note ended.

    Args:
        outcome: What was found about the note, judged by itself.
        path: The note's name in its vault.
        keys: The tests that it has.
        strict: Whether warnings fail.
    """
    note = next((note for note in outcome.notes if note.path == path), None)
    loose = [finding for finding in outcome.findings if finding.rule != NONE_RAN]
    if note is None:
        gone = Ending("skipped", "the note could not be read again")
        return {**dict.fromkeys(keys, gone), NOTE: _of_findings(loose, strict=strict)}
    return _Endings(outcome, note, keys, strict=strict).all(loose)


class _Endings:
    """The endings of one note."""

    def __init__(self, outcome: Outcome, note: NoteOutcome, keys: Collection[Key], *, strict: bool) -> None:
        self._note = note
        self._keys = keys
        self._strict = strict
        self._unapproved = outcome.unapproved > 0
        self._expected: tuple[Expectation, ...] = expectations(note.plan)
        self._blocks = {block.id: block for block in note.blocks}
        self._silenced: dict[Key, str] = {}
        for one in outcome.silenced:
            self._silenced[self._owner(one.finding)] = f"{one.finding.rule} is ignored: {one.reason}"

    def all(self, loose: Iterable[Finding]) -> dict[Key, Ending]:
        owned: dict[Key, list[Finding]] = defaultdict(list)
        owned[NOTE] += loose
        for finding in self._note.findings:
            owned[self._owner(finding)].append(finding)
        return {key: self._ending(key, owned[key]) for key in self._keys}

    def _ending(self, key: Key, findings: list[Finding]) -> Ending:
        told = _of_findings(findings, strict=self._strict)
        kind, name = key
        if kind == "block":
            return self._of_block(self._blocks.get(name), told)
        if kind == "claim":
            return self._of_claim(key, self._note.verdicts[int(name)], told)
        return told

    def _of_block(self, block: BlockOutcome | None, told: Ending) -> Ending:
        if block is None:
            return Ending("skipped", "its block changed meanwhile")
        ran = block.status not in IDLE
        how, reason = told.how, ""
        if how != "failed" and not ran:
            how, reason = "skipped", self._idle_reason(block)
        elif how != "failed" and block.status != "ok":
            how, reason = "xfailed", self._why(("block", block.id), block.expect) or block.because or block.status
        seconds = 0.0 if block.cached else block.seconds
        return Ending(how, reason, told.findings, told.doubts, seconds, ran if block.planned or block.tagged else None)

    def _of_claim(self, key: Key, verdict: Verdict, told: Ending) -> Ending:
        if told.how == "failed":
            return told
        block = self._blocks.get(verdict.claim.block)
        if block is not None and block.status in IDLE:
            return Ending("skipped", f"its block did not run: {self._idle_reason(block)}")
        if verdict.status in UNDECIDED:
            reason = f"{verdict.status}: {verdict.reason}" if verdict.reason else verdict.status
            return Ending("skipped", reason, doubts=told.doubts)
        if verdict.status == "refuted":
            why = self._why(key, verdict.claim.expect) or "wrong, and the settings leave this rule out"
            return Ending("xfailed", f"{why} ({verdict.reason})" if verdict.reason else why, doubts=told.doubts)
        return told

    def _idle_reason(self, block: BlockOutcome) -> str:
        unasked = self._unapproved and block.planned and not block.ended
        return UNAPPROVED if unasked else block.because or block.status

    def _why(self, key: Key, own: str) -> str:
        """Return why something is wrong on purpose, or why it is not told."""
        return own or self._scope_reason(key) or self._silenced.get(key, "")

    def _scope_reason(self, key: Key) -> str:
        kind, name = key
        if kind == "claim":
            span = self._note.verdicts[int(name)].claim.span
        else:
            span = next((block.span for block in self._note.note.blocks if block.id == name), Span(0, 0))
        return next((one.reason for one in self._expected if one.scope.contains(span)), "")

    def _owner(self, finding: Finding) -> Key:
        """Return the test that a finding belongs to: the claim or the block at its place, else the note."""
        if finding.path != self._note.path:
            return NOTE
        return next((key for key in self._candidates(finding) if key in self._keys), NOTE)

    def _candidates(self, finding: Finding) -> Iterator[Key]:
        if not finding.rule.startswith(("VRP", "VRT")):
            yield from self._claims_at(finding)
        line = self._note.lines.line(finding.span.start)
        blocks = self._note.note.blocks
        yield from (("block", block.id) for block in blocks if block.line <= line <= block.end_line)
        if finding.rule.startswith(OF_RUNS) and finding.rule != ORPHANED:  # its output stands below it
            above = [block for block in blocks if block.line <= line and ("block", block.id) in self._keys]
            yield from (("block", block.id) for block in above[-1:])

    def _claims_at(self, finding: Finding) -> Iterator[Key]:
        """Yield the claims at a finding's place; of several, the one with the finding's words first."""
        found = [at for at, verdict in enumerate(self._note.verdicts) if verdict.claim.span == finding.span]
        found.sort(key=lambda at: self._note.verdicts[at].reason not in finding.message)
        yield from (("claim", str(at)) for at in found)


def _of_findings(findings: Iterable[Finding], *, strict: bool) -> Ending:
    """Return how a test ends of which nothing is known but its findings."""
    failing = {"error", "warning"} if strict else {"error"}
    wrong = tuple(finding for finding in findings if finding.severity in failing)
    doubts = tuple(finding for finding in findings if finding.severity == "warning" and not strict)
    return Ending("failed" if wrong else "passed", findings=wrong, doubts=doubts)
