"""What a write would change, as a unified diff that `patch` understands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from vault_runner.model import NEWLINE
from vault_runner.pipeline import NoteOutcome
from vault_runner.write import apply, printable


def difference(outcomes: Iterable[NoteOutcome]) -> Iterator[str]:
    """Yield the lines of the diff between each note as it stands and as it would be written."""
    for outcome in outcomes:
        before = outcome.note.text
        after = apply(before, outcome.proposal.edits)
        name = printable(outcome.note.path)
        lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="")
        yield from (printable(line) for line in lines)
        yield from (f"new or changed file: {printable(file.path)}" for file in outcome.proposal.files)


def _lines(text: str) -> list[str]:
    return NEWLINE.split(text)
