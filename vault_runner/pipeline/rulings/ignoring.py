"""The ignores of one note: which finding each hides, and which of them are of no use."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from vault_runner.model import Finding, Remark
from vault_runner.model.rules import RULES, is_rule, nearest

SELDOM = ("VRO002", "VRT", "VRW")
"""Found only by some commands and options, so that an ignore of them is never called superfluous."""
EXAMPLE = '`<!-- vault-run: ignore VRS101 "the reason" -->`'


class Ignores:
    """What a note's remarks say about its findings."""

    def __init__(self, path: str, remarks: Sequence[Remark]) -> None:
        """Take in the remarks of the note of `path`."""
        self._path = path
        self._remarks = remarks
        self._used: Counter[tuple[int, str]] = Counter()

    def reason(self, finding: Finding) -> str | None:
        """Return why a finding is not to be told, None if it is."""
        for at, remark in enumerate(self._remarks):
            if remark.verb != "ignore" or not remark.reason or not _speaks_of(remark, finding):
                continue
            named = next((rule for rule in remark.rules if is_rule(rule) and finding.rule.startswith(rule)), None)
            if named and not (finding.rule in RULES and RULES[finding.rule].always):
                self._used[at, named] += 1
                return remark.reason
        return None

    def troubles(self, counts: Callable[[str], bool], blocks: Collection[int], *, complete: bool) -> Iterator[Finding]:
        """Yield what is wrong with the remarks themselves; to be asked for after every finding was.

        Args:
            counts: Tells whether a rule is told at all.
            blocks: Where the code blocks start; their `expect` is checked with their options.
            complete: Whether all was judged, so that an ignore that nothing needed is superfluous.
        """
        for at, remark in enumerate(self._remarks):
            if remark.verb == "other":
                yield self._unknown_verb(remark)
            elif remark.scope.start == remark.scope.end:
                yield self._finding(remark, "VRP301", "this stands above nothing", "put it above what it is about")
            elif remark.verb == "ignore":
                yield from self._wrong(remark)
                yield from self._unused(at, remark, counts) if complete else ()
            elif not remark.reason and remark.scope.start not in blocks:
                remedy = 'write `expect: wrong "the reason"`'
                yield self._finding(remark, "VRP202", "this `expect` can't be read", remedy)

    def _unknown_verb(self, remark: Remark) -> Finding:
        near = difflib.get_close_matches(remark.reason, ("ignore",), n=1)
        remedy = "did you mean `ignore`?" if near else f"write {EXAMPLE}"
        return self._finding(remark, "VRP301", f"`vault-run: {remark.reason}` means nothing", remedy)

    def _wrong(self, remark: Remark) -> Iterator[Finding]:
        if not remark.rules:
            yield self._finding(remark, "VRP301", "this ignore names no rule", f"write {EXAMPLE}")
        for rule in remark.rules:
            if not is_rule(rule):
                near = nearest(rule)
                remedy = f"did you mean `{near}`?" if near else "the report shows a finding's rule in brackets"
                yield self._finding(remark, "VRP301", f"`{rule}` is no rule", remedy)
            elif rule in RULES and RULES[rule].always:
                message = f"{rule} can't be ignored: it tells that something was not judged"
                yield self._finding(remark, "VRP301", message, "take it out")
        if remark.rules and not remark.reason:
            yield self._finding(remark, "VRP302", "this ignore gives no reason, so it doesn't hold", f"write {EXAMPLE}")

    def _unused(self, at: int, remark: Remark, counts: Callable[[str], bool]) -> Iterator[Finding]:
        known = [rule for rule in remark.rules if is_rule(rule)]
        idle = [rule for rule in known if not self._used[at, rule] and _may_be_told(rule, counts)]
        if idle and remark.reason:
            named = " and ".join(f"`{rule}`" for rule in idle)
            yield self._finding(remark, "VRP303", f"nothing here needs the ignore of {named}", "delete it")

    def _finding(self, remark: Remark, rule: str, message: str, remedy: str) -> Finding:
        return Finding(self._path, remark.span, rule, RULES[rule].severity, message, remedy)


def _speaks_of(remark: Remark, finding: Finding) -> bool:
    return remark.scope.start <= finding.span.start < remark.scope.end


def _may_be_told(written: str, counts: Callable[[str], bool]) -> bool:
    """Tell whether every rule that `written` stands for counts; else the ignore may be needed by another command."""
    if written.startswith(SELDOM) or (written in RULES and RULES[written].always):
        return False
    return all(counts(code) for code in RULES if code.startswith(written))
