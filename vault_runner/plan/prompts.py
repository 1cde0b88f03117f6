"""Transcripts of the interpreter: `>>> ` and `... ` before code, outputs in between.

An example that is shown to raise is made to raise without ending the block, as in the interpreter; one that
`# doctest: +SKIP` opts out does not run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vault_runner.plan.source import Source, from_numbered, parse_python

Numbered = tuple[int, str]

_PROMPT: Final = re.compile(r"[ \t]*>>>(?: (?P<code>.*)|$)")
_CONTINUATION: Final = re.compile(r"[ \t]*\.\.\.(?: (?P<code>.*)|$)")
_SKIPPED: Final = re.compile(r"#\s*doctest:[^\n]*\+SKIP\b")
_RAISES: Final = re.compile(r"\s*Traceback \((?:most recent call last|innermost last)\):")
_RAISED: Final = "_raised"
_SHOW: Final = f'print("Traceback (most recent call last):", f"{{type({_RAISED}).__name__}}: {{{_RAISED}}}", sep="\\n")'


@dataclass(slots=True)
class _Example:
    """One prompt: its lines of code, and the first line of what stands below them."""

    lines: list[Numbered] = field(default_factory=list)
    shown: str = ""


def mend_prompts(source: Source) -> tuple[Source, int] | None:
    """Return the code of a transcript and its first line; None if `source` is none or it isn't sure.

    Not sure is a transcript that goes on, after a blank line, with something that may be code without prompt.
    """
    if ">>>" not in source.text:
        return None
    above: list[Numbered] = []
    examples: list[_Example] = []
    before = ""  # what the line before was: code, output, blank, or empty above the first prompt
    for number, line in source.numbered:
        prompt = _PROMPT.fullmatch(line)
        found = prompt or (_CONTINUATION.fullmatch(line) if before == "code" else None)
        if found:
            if prompt:
                examples.append(_Example())
            examples[-1].lines.append((number, found["code"] or ""))
            before = "code"
        elif not examples:
            if not _is_comment(line):
                return None
            above.append((number, line))
        elif not line.strip():
            before = "blank"
        elif before != "blank":
            examples[-1].shown = examples[-1].shown or line
            before = "output"
        elif _may_be_code(line):
            return None
    mended = from_numbered([*above, *(line for example in examples for line in _runnable(example))])
    return (mended, examples[0].lines[0][0]) if examples and parse_python(mended.text) else None


def _runnable(example: _Example) -> Iterator[Numbered]:
    """Yield the lines of an example as they are to run."""
    text = "\n".join(line for _, line in example.lines)
    if _SKIPPED.search(text):
        yield from ((number, f"# {line}") for number, line in example.lines)
    elif _RAISES.match(example.shown) and _can_be_indented(text):
        yield from _caught(example.lines)
    else:
        yield from example.lines


def _caught(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """Yield an example that shows its exception and lets the block go on."""
    first, last = lines[0][0], lines[-1][0]
    yield first, "try:"
    yield from ((number, f"    {line}") for number, line in lines)
    yield last, f"except Exception as {_RAISED}:"
    yield last, f"    {_SHOW}"


def _can_be_indented(text: str) -> bool:
    """Tell whether no string in `text` goes over a line's end, which an indent would change."""
    tree = parse_python(text)
    strings = (node for node in ast.walk(tree) if isinstance(node, (ast.Constant, ast.JoinedStr))) if tree else ()
    return tree is not None and all(node.lineno == node.end_lineno for node in strings)


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
