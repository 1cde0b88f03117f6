r"""Lines of a display that go on: one that begins or ends with an operator belongs to the side that is being written.

What can't be told is not read at all: a side that loses its last line states something else.
"""

from __future__ import annotations

import itertools

from vault_runner.oracle.cursor import RELATIONS
from vault_runner.oracle.environments import ALIGNMENTS
from vault_runner.oracle.names import ADDITIVE, MULTIPLICATIVE
from vault_runner.oracle.syntax import UnreadableError
from vault_runner.oracle.tokens import Token

_SIGNS = frozenset({"-", "−", "pm", "mp"})
"""Operators that may begin a statement as well."""
_OPERATORS = (frozenset(ADDITIVE) | frozenset(MULTIPLICATIVE) | _SIGNS) - {""}
_RELATING = frozenset(RELATIONS) | {"overset", "stackrel", ":"}
_OPENING = frozenset({"(", "[", "{", "lbrace", "langle", "lfloor", "lceil"})
_PARTING = frozenset({",", ";", ".", "，", "；", "。", "、"})
_CLOSING = frozenset({")", "]", "}", "rbrace", "rangle", "rfloor", "rceil"})


def joined_lines(tokens: list[Token]) -> list[Token]:
    """Drop the environments of alignments, and the breaks behind which a line goes on."""
    gathered = any(token.kind == "begin" and token.text.startswith("gather") for token in tokens)
    first, *others = _lines([token for token in tokens if not _alignment(token)])
    out, related = first, _relation_at(first) >= 0
    for row, *line in others:
        rest = line[1:] if line and line[0].text == "*" and line[0].start == row.end else line
        start = _begins(rest)
        if _ends_open(out) or _goes_on(rest, start, first, gathered=gathered):
            out = [*out, *rest[start:]]
            continue
        if related and _multiplies(out, rest[start:]):
            raise UnreadableError("syntax", "a line that may be a factor of the line above", rest[start].start)
        out = [*out, row, *rest]
        related = related or _relation_at(rest) >= 0
    return out


def _alignment(token: Token) -> bool:
    return token.kind in {"begin", "end"} and token.text in ALIGNMENTS


def _lines(tokens: list[Token]) -> list[list[Token]]:
    """Cut at the breaks that stand in no matrix; each line but the first begins with its break."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind == "begin") - (token.kind == "end")
        if token.kind == "row" and depth == 0:
            lines.append([])
        lines[-1].append(token)
    return lines


def _begins(line: list[Token]) -> int:
    r"""Return where a line begins behind `&`, spaces and the empty `{}` that gives an operator its room."""
    at = 0
    while at < len(line):
        if line[at].kind == "separator" or (line[at].kind == "mark" and line[at].text == "&"):
            at += 1
        elif [token.text for token in line[at : at + 2]] == ["{", "}"]:
            at += 2
        else:
            break
    return at


def _operator(token: Token) -> bool:
    return token.kind in {"mark", "command"} and token.text in _OPERATORS


def _ends_open(before: list[Token]) -> bool:
    inner = list(itertools.dropwhile(lambda token: token.kind == "separator" or token.text == "&", reversed(before)))
    return bool(inner) and _operator(inner[0])


def _goes_on(line: list[Token], start: int, first: list[Token], *, gathered: bool) -> bool:
    """Tell whether a line goes on with the side above it; a sign before a relation may begin a new statement."""
    if start >= len(line) or not _operator(line[start]):
        return False
    relation = _relation_at(line)
    if line[start].text not in _SIGNS or relation < 0:
        return True
    marks = [at for at, token in enumerate(line) if token.kind == "mark" and token.text == "&"]
    if gathered or any(start < at <= relation for at in marks):
        return False
    if marks and marks[0] < start and _begins(first) == 0 and _relation_at(first) > 0:
        return True
    raise UnreadableError("syntax", "a line that begins with a sign may go on or begin anew", line[start].start)


def _multiplies(before: list[Token], line: list[Token]) -> bool:
    """Tell whether a line may be a factor of the one above: it states nothing, and no comma parts them."""
    if not line or _relation_at(line) >= 0 or any(token.kind == "text" for token in line):
        return False
    first, last = line[0], before[-1] if before else line[0]
    begins = first.kind in {"letter", "num", "word", "begin"} or first.text in _OPENING | {"frac", "left", "sqrt"}
    return begins and last.kind != "separator" and last.text not in _PARTING


def _relation_at(line: list[Token]) -> int:
    """Return the place of the first relation outside of brackets, -1 without one."""
    depth = 0
    for at, token in enumerate(line):
        if token.kind not in {"mark", "command"}:
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth <= 0 and token.text in _RELATING:
            return at
    return -1
