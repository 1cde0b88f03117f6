r"""Splits LaTeX into statements and their relations, at the top level only: no symbol is read here.

Brackets, matrices, `cases` and `\text` are passed over; the rows of `aligned` and its kin go on with each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern

_TOKEN = lazy_pattern(
    r"\\(?:begin|end)\s*\{[^{}]*\}|\\(?:tag|label|ref|eqref)\*?\s*\{[^{}]*\}"
    r"|\\text\s*\{(?P<prose>\s[^{}]*|[^{}]*\s|and|or|if|for|where|with|when|otherwise"
    r"|且|或|和|与|若|当|则|并且|或者|如果|其中|因此|所以|对于|满足)\}"
    r"|(?P<left>\\left(?![A-Za-z])\s*+(?:\\[A-Za-z]+|\\?.))|(?P<right>\\right(?![A-Za-z])\s*+(?:\\[A-Za-z]+|\\?.))"
    r"|\\[A-Za-z]+|\\.|:=|[<>]=?|[{}()\[\]=,;&]|\n[ \t]*\n",
    re.DOTALL,
)


def _commands(pattern: str) -> frozenset[str]:
    return frozenset(f"\\{name}" for name in pattern.split("|"))


_SIGNS = (
    "in|sim|le|leq|leqslant|ge|geq|geqslant|ne|neq|approx|equiv|propto|triangleq|coloneqq|leftarrow|gets|simeq|cong"
    "|ll|gg|preceq|succeq"
)
RELATIONS: Final = frozenset({"=", "<", ">", "<=", ">=", ":="}) | _commands(_SIGNS)
_WORTH_SPLITTING = lazy_pattern(rf"[=<>]|\\(?:{_SIGNS})(?![A-Za-z])")
_SEPARATORS: Final = _commands(
    "quad|qquad|Rightarrow|Leftarrow|Leftrightarrow|Longrightarrow|Longleftarrow|Longleftrightarrow|implies|impliedby"
    "|iff|therefore|because|land|lor"
)
_ROWS: Final = lazy_pattern(r"align|alignat|aligned|alignedat|split|gather|gathered|equation|eqnarray|multline|flalign")
_OPENERS: Final = frozenset({"{", "(", "[", "\\{", "\\langle", "\\lfloor", "\\lceil", "\\lbrace", "\\lvert", "\\lVert"})
_CLOSERS: Final = frozenset({"}", ")", "]", "\\}", "\\rangle", "\\rfloor", "\\rceil", "\\rbrace", "\\rvert", "\\rVert"})
_COMMENT = lazy_pattern(r"(?<!\\)%[^\n]*")
_ALIGNMENT = lazy_pattern(r"(?:\s|&|\\[,;:! ]|~|\\q?quad(?![A-Za-z])|\\h?phantom\{[^{}]*\})*+")
_EDGE = lazy_pattern(r"(?:\s|&|\\[,;:! ]|~|\\(?:quad|qquad|displaystyle)(?![A-Za-z])|\\\\)+")
_TRAILING: Final = frozenset(" \t\n&,;.。，；~\\")
_RANGE = lazy_pattern(r"(?:\s|\\[,;:! ])*+\\[lc]?dots(?![A-Za-z])")
_OPERATOR = lazy_pattern(r"[-+]|\\(?:cdot|times|pm|mp|odot|otimes)(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sides and what stands between them, as offsets into the LaTeX."""

    sign: str
    start: int
    left_end: int
    right_start: int
    end: int


def worth_splitting(latex: str) -> bool:
    """Tell whether there may be any relation."""
    return _WORTH_SPLITTING.search(latex) is not None


def relations(latex: str) -> Iterator[Relation]:
    """Yield the relations of every statement in `latex`, in order."""
    if "%" in latex:
        latex = _COMMENT.sub(lambda found: " " * len(found[0]), latex)
    for statement in _Splitter(latex).statements():
        yield from statement


@dataclass(slots=True)
class _Sign:
    sign: str
    start: int
    end: int


@dataclass(slots=True)
class _Splitter:
    latex: str
    depth: int = 0
    environments: list[bool] = field(default_factory=list)
    """For each open environment whether its rows are statements."""
    start: int = 0
    resume: int = 0
    """Where a row that goes on starts in earnest: its alignment separates nothing."""
    signs: list[_Sign] = field(default_factory=list)

    def statements(self) -> Iterator[list[Relation]]:
        for token in _TOKEN.finditer(self.latex):
            if self._ends_statement(token):
                yield self._finish(token.start(), token.end())
        yield self._finish(len(self.latex), len(self.latex))

    def _ends_statement(self, token: re.Match[str]) -> bool:
        """Take one token; return whether the statement ends before it."""
        text = token[0]
        if text.startswith(("\\begin", "\\end")):
            return self._environment(text)
        if text in _OPENERS or token["left"]:
            self.depth += 1
        elif text in _CLOSERS or token["right"]:
            self.depth = max(0, self.depth - 1)
        elif not self.depth:
            return self._top_level(text, token)
        return False

    def _environment(self, text: str) -> bool:
        """Open or close an environment; return whether it starts or ends statements."""
        rows = _ROWS.fullmatch(text[text.index("{") + 1 : -1].rstrip("*")) is not None
        if text.startswith("\\begin"):
            self.environments.append(rows)
            self.depth += 0 if rows else 1
            return rows and not self.depth and not self.signs
        if self.environments and not self.environments.pop():
            self.depth = max(0, self.depth - 1)
        return rows and not self.depth

    def _top_level(self, text: str, token: re.Match[str]) -> bool:
        if token.start() < self.resume:
            return False
        if text in RELATIONS:
            self.signs.append(_Sign(text, token.start(), token.end()))
            return False
        if text == "\\\\":
            return not self._goes_on_below(token.end())
        if text in ",;":
            if _RANGE.match(self.latex, token.end()):
                self.signs.clear()  # `i = 1, \dots, n` lists values
                return True
            return bool(self.signs)  # `x, y \in …` speaks of both
        return (
            text in _SEPARATORS
            or text[0] == "\n"
            or token["prose"] is not None
            or text.startswith(("\\tag", "\\label"))
        )

    def _goes_on_below(self, place: int) -> bool:
        """Tell whether the next row goes on with this one: it starts with a relation or an operator."""
        aligned = _ALIGNMENT.match(self.latex, place)
        self.resume = aligned.end() if aligned else place
        if _OPERATOR.match(self.latex, self.resume):
            return True
        following = _TOKEN.match(self.latex, self.resume)
        return following is not None and following[0] in RELATIONS

    def _finish(self, end: int, following: int) -> list[Relation]:
        """Return the relations of the statement that ends at `end`; the next one starts at `following`."""
        edges = [*self.signs, _Sign("", end, end)]
        found = []
        start = self.start
        for sign, after in pairwise(edges):
            side = _trim(self.latex, start, sign.start)
            other = _trim(self.latex, sign.end, after.start)
            if side[0] < side[1] and other[0] < other[1]:
                found.append(Relation(sign.sign, side[0], side[1], other[0], other[1]))
            start = sign.end
        self.start, self.signs = following, []
        return found


def _trim(latex: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without blanks, alignment marks and final punctuation."""
    edge = _EDGE.match(latex, start, end)
    start = edge.end() if edge else start
    while end > start and latex[end - 1] in _TRAILING and not latex.endswith("\\right.", start, end):
        end -= 1
    return start, end
