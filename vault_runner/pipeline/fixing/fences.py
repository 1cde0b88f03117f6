"""Find the one way to mend an admonition that a line meant for a fence inside it closes."""

from __future__ import annotations

from collections import Counter

from vault_runner.model import Edit, Finding, Note
from vault_runner.parse import parse
from vault_runner.parse.rules import FENCE_IN_FENCE, UNCLOSED_FENCE, WRONG_NESTING
from vault_runner.write import apply
from vault_runner.write.fix_fences import ways_to_close
from vault_runner.write.rules import finding

_TROUBLES = frozenset({WRONG_NESTING, UNCLOSED_FENCE, FENCE_IN_FENCE})


def nesting_repair(note: Note) -> tuple[tuple[Edit, ...], tuple[Finding, ...]]:
    """Return the edits that mend the first wrongly closed admonition that can be mended, and why others can't."""
    refused: list[Finding] = []
    for trouble in note.findings:
        if trouble.rule != WRONG_NESTING:
            continue
        line = note.lines.line(trouble.span.start)
        ways = _working_ways(note, line)
        if len(ways) == 1:
            return ways[0], ()
        refused.append(_refusal(note, trouble, len(ways)))
    return (), tuple(refused)


def _working_ways(note: Note, line: int) -> list[tuple[Edit, ...]]:
    """Return the ways after which the admonition of `line` ends where it was meant to, and nothing else goes wrong."""
    callout = next((each for each in note.callouts if each.kind == "ad" and each.line == line), None)
    if callout is None:
        return []
    closed = note.lines.line(callout.span.end - 1)
    return [edits for number, edits in ways_to_close(note, line, closed) if _works(note, line, number, edits)]


def _works(note: Note, line: int, closing: int, edits: tuple[Edit, ...]) -> bool:
    new = parse(apply(note.text, edits), note.path, bom=note.bom)
    before, after = _troubles(note), _troubles(new)
    if any(after[rule] > before[rule] for rule in _TROUBLES) or after[WRONG_NESTING] != before[WRONG_NESTING] - 1:
        return False
    if after[UNCLOSED_FENCE] and after[UNCLOSED_FENCE] >= before[UNCLOSED_FENCE] and _opens_below(new, closing):
        return False
    callout = next((each for each in new.callouts if each.kind == "ad" and each.line == line), None)
    ends = callout is not None and new.lines.line(callout.span.end - 1) == closing
    inside = [block for block in new.blocks if line < block.line < closing]
    return ends and bool(inside) and all(block.closed for block in inside)


def _troubles(note: Note) -> Counter[str]:
    return Counter(each.rule for each in note.findings if each.rule in _TROUBLES)


def _opens_below(note: Note, line: int) -> bool:
    """Tell whether a fence below `line` is never closed: then a closing line was taken from it."""
    return any(not block.closed and block.line > line for block in note.blocks)


def _refusal(note: Note, trouble: Finding, ways: int) -> Finding:
    line = note.lines.line(trouble.span.start)
    why = "several lines may have been meant to close it" if ways else "no line below can have been meant to close it"
    message = f"the admonition of line {line} was not given a longer fence: {why}"
    return finding(note.path, trouble.span, "VRW007", message, trouble.remedy)
