r"""Einstein's summation, where a note says so: an index that stands twice in a product is summed over its axis.

The Levi-Civita symbol comes with it. Where nothing is said, a repeated index that only one side has is left open.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.indices import SYMBOLS, index_of
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node, num
from vault_runner.oracle.terms import NUM, Term

_SAID = re.compile(
    r"(?:(?:with|under|using|(?:we )?(?:use|adopt|apply)|by)\s+)?(?:the\s+)?Einstein(?:'s|’s)?\s+(?:summation|sum)\b"
    r"(?:\s+convention)?(?:\s+(?:is|being)\s+(?:used|assumed|understood|in force))?"
    r"|(?:the\s+)?repeated (?:indices|indexes)(?: are| being)? (?:implicitly )?summed(?:\s+over)?"
    r"|(?:we )?sum(?:ming|med)? over repeated (?:indices|indexes)"
    r"|(?:采用|使用|按照?|用)?爱因斯坦求和(?:约定|记号)?|对?重复(?:的)?(?:指标|下标)求和",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|without|unless|except|only|nor)\b|n't\b|不|没|无|除", re.IGNORECASE)
_LEVI_CIVITA = re.compile(
    r"\$\s*\\(varepsilon|epsilon)_\{[a-z]{3}\}\s*\$\s+(?:is|denotes|be)\s+the\s+Levi-Civita symbol"
    r"(?:\s+(?:in|of) three dimensions)?"
    r"|(?:and\s+)?the\s+Levi-Civita symbol\s+\$\s*\\(varepsilon|epsilon)_\{[a-z]{3}\}\s*\$",
    re.IGNORECASE,
)
_SIZES = {"two": "2", "three": "3", "four": "4", "2": "2", "3": "3", "4": "4", "二": "2", "三": "3", "四": "4"}
_SPACE = re.compile(
    r"\bdimension (two|three|four|2|3|4)\b|\b(two|three|four|2|3|4)[- ]dimension(?:s|al)\b|([二三四])维", re.IGNORECASE
)
EINSTEIN, SPACE = "einstein", "space of indices"
_NEAR = 30


def stated_summation(prose: str) -> tuple[str, dict[str, str]]:
    """Return a paragraph without what it says of Einstein's summation and the Levi-Civita symbol, and these options."""
    options: dict[str, str] = {}
    said = _SAID.search(prose)
    if said and not _DENIED.search(prose[max(0, said.start() - _NEAR) : said.end() + _NEAR]):
        options[EINSTEIN] = "yes"
        if space := _SPACE.search(prose):
            options[SPACE] = _SIZES[(space[1] or space[2] or space[3]).lower()]
        prose = _SAID.sub(" ", prose)
    symbol = _LEVI_CIVITA.search(prose)
    if symbol and not _DENIED.search(prose[max(0, symbol.start() - _NEAR) : symbol.end() + _NEAR]):
        options[f"levi-civita {symbol[1] or symbol[2]}"] = "yes"
        prose = _LEVI_CIVITA.sub(" ", prose)
    return prose, options


def summed(node: Node, scope: Scope) -> Node:
    """Return one side with a sum over each index that stands twice in a product."""
    return _expanded(node, scope)[0]


def _expanded(node: Node, scope: Scope) -> tuple[Node, Counter[str]]:
    """Return a tree with its sums, and how often each index stands in it that no sum takes."""
    if node.head == "sub":
        return _with_sums(node, _letters(node, scope), scope)
    if node.head == "add":
        parts = [_expanded(part, scope) for part in node.args]
        whole: Counter[str] = Counter()
        for _, letters in parts:
            whole |= letters
        return node.with_args(*(part for part, _ in parts)), whole
    if node.head == "mul" and node.text in {"", "cdot"}:
        return _product_with_sums(node, scope)
    if node.head in {"neg", "group", "div"}:
        return _carried(node, scope)
    if node.head != "big" and any(_letters(inner, scope) for inner in node.walk() if inner.head == "sub"):
        raise MeaningError("index", "an index inside a function where repeated indices are summed")
    return node, Counter()


def _carried(node: Node, scope: Scope) -> tuple[Node, Counter[str]]:
    parts = [_expanded(part, scope) for part in node.args]
    if len(parts) == PAIR and parts[1][1]:
        raise MeaningError("index", "an index below a fraction where repeated indices are summed")
    return node.with_args(*(part for part, _ in parts)), parts[0][1]


def _product_with_sums(node: Node, scope: Scope) -> tuple[Node, Counter[str]]:
    parts = [_expanded(factor, scope) for factor in _factors(node)]
    letters: Counter[str] = Counter()
    for _, free in parts:
        letters += free
    if not any(count > 1 for count in letters.values()):
        return node, letters
    return _with_sums(_product([part for part, _ in parts]), letters, scope)


def _letters(node: Node, scope: Scope) -> Counter[str]:
    return Counter(letter for part in node.args[1:] if (letter := _letter(part, scope)))


def _with_sums(node: Node, letters: Counter[str], scope: Scope) -> tuple[Node, Counter[str]]:
    for letter, count in sorted(letters.items()):
        if count > PAIR:
            raise MeaningError("index", f"the index {letter} stands more than twice in one product")
        if count == PAIR:
            index, upper = Node("sym", (), letter), Node("none")
            if (size := scope.options.get(SPACE)) is not None:
                index, upper = Node("rel", (index, num(1)), "="), Node("num", (), size)
            node = Node("big", (index, upper, node), "sum", node.start, node.end)
    return node, Counter({letter: 1 for letter, count in letters.items() if count == 1})


def _factors(node: Node) -> list[Node]:
    if node.head == "mul" and node.text in {"", "cdot"}:
        return [factor for part in node.args for factor in _factors(part)]
    return [node]


def _product(factors: list[Node]) -> Node:
    whole = factors[0]
    for factor in factors[1:]:
        whole = Node("mul", (whole, factor), "", whole.start, factor.end)
    return whole


def _letter(node: Node, scope: Scope) -> str:
    """Return the letter of an index, empty for a number and for a name that the note declares."""
    plain = node.head == "sym" and len(node.text) == 1
    return node.text if plain and scope.get(node.text) is None and node.text not in scope.sizes else ""


def _levi_civita(el: Elaborator, node: Node) -> Term | None:
    base, indices = name_of(node.args[0]), node.args[1:]
    if not el.scope.options.get(f"levi-civita {base}") or len(indices) != TRIPLE:
        return None
    return Term("levi-civita", tuple(index_of(el, part, Dim.of(3)) for part in indices), "", NUM)


@operation("levi-civita")
def _sign_of_order(ev: Evaluator, term: Term) -> Value:
    order = [round(float(ev(part))) for part in term.args]
    if not set(order) <= {1, 2, 3}:
        raise EvaluationError("index", "an index of the Levi-Civita symbol outside of 1 to 3")
    return float(np.linalg.det(np.eye(3)[[place - 1 for place in order]]).round())


SYMBOLS.append(_levi_civita)


def open_index(left: Node, right: Node, scope: Scope) -> str:
    """Return an index that stands twice in a product and that the other side lacks: it may be meant to be summed."""
    if EINSTEIN in scope.options:
        return ""
    for one, other in ((left, right), (right, left)):
        elsewhere = {part.text for part in other.walk() if part.head == "sym"}
        for letter in sorted(_repeated(one, scope)):
            if letter not in elsewhere:
                return letter
    return ""


def _repeated(node: Node, scope: Scope) -> set[str]:
    if node.head == "big":
        bound = {part.text for part in node.args[0].walk() if part.head == "sym"}
        return _repeated(node.args[2], scope) - bound
    found = {letter for part in node.args for letter in _repeated(part, scope)}
    if node.head in {"mul", "sub"}:
        letters: Counter[str] = Counter()
        for factor in _factors(node):
            letters += _letters(factor, scope) if factor.head == "sub" else Counter()
        found |= {letter for letter, count in letters.items() if count > 1}
    return found
