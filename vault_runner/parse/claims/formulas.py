"""Claims in mathematics: one for each relation, its kind told by what stands on its two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.model import Claim, ClaimKind
from vault_runner.parse.claims.latex import Relation, relations, worth_splitting
from vault_runner.parse.directives import split_expectation
from vault_runner.parse.seen import SeenItem
from vault_runner.parse.source import Source

_LONGEST: Final = 10_000
_SPACES = lazy_pattern(r"\\(?:[,;:! ]|left|right|bigl?|bigr?|Bigl?|Bigr?)(?![A-Za-z])|\s+")
_SPACE_SET = lazy_pattern(r"\\(?:mathbb|mathbf|Bbb)\s*\{?\s*[RZNCQF]\b|\\[RZNCQ](?![A-Za-z])|ℝ|\\\{[^{}]*\\\}\s*\^")
_SIZE = r"(?:\\[A-Za-z]+|\*?\w|[-+*/.…])"
_TUPLE = lazy_pattern(rf"\(\s*{_SIZE}+(?:\s*,\s*{_SIZE}*)+\s*\)\Z|\(\s*{_SIZE}+\s*\)\Z")
_SHAPE_WORD = lazy_pattern(r"shape|size|形状|\\dim(?![A-Za-z])", re.IGNORECASE)
_ORDER = lazy_pattern(
    r"(?:\\mathcal\s*+\{?\s*+O\s*+\}?|O|\\Theta|\\Omega|\\tilde\s*+\{?O\}?)\s*+(?:\\(?:left|bigl?|Bigl?))?\s*+\("
)
_INDEXED = lazy_pattern(
    r"(?:\\(?:mathbf|boldsymbol|mathrm|vec|bm)\s*+)?\{?\s*+(?P<base>[A-Za-z]|\\[A-Za-z]++)\s*+\}?\s*+[_^]\s*+"
    r"(?:\{\s*+\(?\s*+(?P<index>[A-Za-z])\s*+(?P<shift>[-+]\s*+\d{1,6})?\s*+\)?\s*+\}|(?P<letter>[A-Za-z]))"
)
_CALL = lazy_pattern(r"(?P<base>[A-Za-z])\s*+\(\s*+(?P<index>[a-z])\s*+\)")
_EXPECT = lazy_pattern(r"(?<!\\)%[ \t]*(expect:[^\n]*)")


def formula_claims(item: SeenItem, latex: str, source: Source) -> Iterator[Claim]:
    """Yield what a formula states; a single symbol or expression states nothing."""
    form = "display" if item.found.kind == "display" else "inline"
    expect = _expectation(item, latex)
    for kind, start, end in _claims(latex):
        first = item.found.first
        span = source.span(*item.leaf.range(first + start, first + end))
        yield Claim(kind, span, latex[start:end], form, expect=expect)


def _expectation(item: SeenItem, latex: str) -> str:
    own = _EXPECT.search(latex) if "%" in latex else None
    said = own[1] if own else f"expect: {item.expect}" if item.expect else ""
    return split_expectation(said)[1] if said else ""


def _claims(latex: str) -> Iterator[tuple[ClaimKind, int, int]]:
    if len(latex) > _LONGEST:
        return
    if worth_splitting(latex):
        for relation in relations(latex):
            if kind := _kind(latex, relation):
                yield kind, relation.start, relation.end
    elif order := _ORDER.match(latex.strip()):
        start = len(latex) - len(latex.lstrip())
        end = len(latex.rstrip(" \t\n.,;"))
        if _closes(latex[start:end], order.end()):
            yield "complexity", start, end


def _closes(text: str, place: int) -> bool:
    """Tell whether the bracket that is open at `place` closes at the end of `text`."""
    depth = 1
    for offset in range(place, len(text)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if not depth:
            return offset == len(text) - 1
    return False


def _kind(latex: str, relation: Relation) -> ClaimKind | None:
    left, right = latex[relation.start : relation.left_end], latex[relation.right_start : relation.end]
    if relation.sign == "\\in":
        return "shape" if _SPACE_SET.match(right) else None
    if relation.sign == "\\sim":
        return "shape" if _is_tuple(right) else None
    return "recurrence" if relation.sign in ("\\leftarrow", "\\gets") else _kind_of_sides(relation.sign, left, right)


def _kind_of_sides(sign: str, left: str, right: str) -> ClaimKind:
    if _ORDER.match(left) or _ORDER.match(right):
        return "complexity"
    if sign == "=" and _SHAPE_WORD.search(left) and _is_tuple(right):
        return "shape"
    return "recurrence" if sign in ("=", ":=") and _recurs(left, right) else "equation"


def _is_tuple(side: str) -> bool:
    return _TUPLE.match(_SPACES.sub("", side)) is not None


def _recurs(left: str, right: str) -> bool:
    """Tell whether the right side uses the left side's own symbol at another index: `x_t = … x_{t-1}`."""
    if call := _CALL.fullmatch(left.strip()):
        earlier = (
            rf"(?<![A-Za-z\\]){call['base']}\s*+(?:\\left)?\(\s*+(?:\\lfloor\s*+|\\lceil\s*+)?{call['index']}\s*+[-/]"
        )
        return re.search(earlier, right) is not None
    symbol = _INDEXED.fullmatch(left.strip())
    if not symbol:
        return False
    index, shift = symbol["index"] or symbol["letter"], re.sub(r"\s", "", symbol["shift"] or "") or "+0"
    for used in _INDEXED.finditer(right):
        same = used["base"] == symbol["base"] and (used["index"] or used["letter"]) == index
        if same and int(re.sub(r"\s", "", used["shift"] or "") or 0) != int(shift):
            return True
    return False
