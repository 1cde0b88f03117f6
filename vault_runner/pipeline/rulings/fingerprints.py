"""What tells a finding from others however far its lines move: its rule and the text that it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from vault_runner.model import NEWLINE, Finding, Note

_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)*[ \t]*")


def fingerprints(findings: Iterable[Finding], note: Note | None) -> Iterator[tuple[Finding, str]]:
    """Yield each finding of one note with its fingerprint; equal ones are numbered in their order.

    Args:
        findings: Findings of one note, or of the vault.
        note: The note; None for a file that could not be read, and for the vault.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        print_ = fingerprint(finding, note)
        seen[print_] += 1
        yield finding, f"{print_}:{seen[print_]}"


def fingerprint(finding: Finding, note: Note | None) -> str:
    """Return sixteen digits over the rule and the text that a finding speaks of.

    Containers' prefixes and the blanks within lines don't count. A finding about an output is known by its block:
    the output is another one at each change above it.
    """
    text = _anchor(finding, note) if note else finding.message
    words = " ".join(" ".join(_PREFIX.sub("", line).split()) for line in NEWLINE.split(text))
    return sha256(f"{finding.rule}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _anchor(finding: Finding, note: Note) -> str:
    """Return the lines that a finding speaks of."""
    at = finding.span.start
    for block in note.blocks:
        region = block.region
        if region and region.span.start <= at < max(region.span.end, region.span.start + 1):
            return block.source
    lines = note.lines
    first, last = lines.line(at), lines.line(max(at, finding.span.end - 1))
    return note.text[lines.start(first) : lines.end(last)]
