"""Transcripts of the interpreter: `>>> ` and `... ` before code, outputs in between."""

from __future__ import annotations

import ast
import re
from typing import Final

from vault_runner.plan.source import Source, from_numbered, parse_python

_PROMPT: Final = re.compile(r"[ \t]*>>>(?: (?P<code>.*)|$)")
_CONTINUATION: Final = re.compile(r"[ \t]*\.\.\.(?: (?P<code>.*)|$)")


def mend_prompts(source: Source) -> tuple[Source, int] | None:
    """Return the code of a transcript and its first line; None if `source` is none or it isn't sure.

    Not sure is a transcript that goes on, after a blank line, with something that may be code without prompt.
    """
    if ">>>" not in source.text:
        return None
    kept: list[tuple[int, str]] = []
    first = 0
    before = ""  # what the line before was: code, output, blank, or empty above the first prompt
    for number, line in source.numbered:
        found = _PROMPT.fullmatch(line) or (_CONTINUATION.fullmatch(line) if before == "code" else None)
        if found:
            kept.append((number, found["code"] or ""))
            first, before = first or number, "code"
        elif not first:
            if not _is_comment(line):
                return None
            kept.append((number, line))
        elif not line.strip():
            before = "blank"
        elif before != "blank":
            before = "output"
        elif _may_be_code(line):
            return None
    mended = from_numbered(kept)
    return (mended, first) if first and parse_python(mended.text) else None


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _may_be_code(line: str) -> bool:
    """Tell whether a line does something, unlike a value that was shown."""
    tree = parse_python(line.strip() + "\n")
    if tree is None:
        return False
    return any(not isinstance(statement, ast.Expr) for statement in tree.body) or any(
        isinstance(node, ast.Call) for node in ast.walk(tree)
    )
