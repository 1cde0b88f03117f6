r"""Arrays that a note names by their entries: “an array $(a_{ij})$ with $1 \le i, j \le n$”.

Both indices need a range in the same sentence; what is said to hold anything but numbers is left open.
"""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import Subjects
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node, peel
from vault_runner.oracle.terms import mat

_NO_NUMBERS = frozenset(
    ["vector", "vectors", "matrices", "block", "blocks", "function", "functions", "operators", "random", "variable",
     "variables", "events", "sets", "complex", "complex-valued", "tensors", "向量", "随机", "随机变量", "函数", "分块",
     "事件", "集合", "复数"],
)  # fmt: skip


def take_arrays(sentence: Sentence) -> None:
    """Declare the arrays of a sentence whose two indices have ranges there."""
    if any(_NO_NUMBERS & {piece.text, *piece.text.split()} for piece in sentence.pieces):
        return
    here = [piece.math for piece in sentence.pieces if piece.kind == "math"]
    parsed = [(math, statement) for math in here for statement in sentence.parsed.get(math, [])]
    ranges: dict[str, Dim] = {}
    rangeful = [math for math, one in parsed if _take_range(sentence, _ranged(one), ranges)]
    for math, statement in ((math, one) for math, one in parsed if not one.relations):
        base = _declared(sentence, statement, dict(ranges))
        if base:
            # A property said here has no subject, and stays unread: the indices don't have it, nor every entry.
            sentence.subjects.update({other: Subjects(()) for other in (math, *rangeful)})
            _doubt_relations(sentence, base)


def _declared(sentence: Sentence, statement: Statement, ranges: dict[str, Dim]) -> str:
    """Declare an array of numbers whose indices all have ranges, and return its name."""
    entry, own = _entry(statement.members[0])
    _take_range(sentence, own, ranges)
    base = name_of(entry.args[0]) if entry is not None else ""
    letters = [name_of(part) for part in entry.args[1:]] if entry is not None else []
    plain = base[:1].islower() and sentence.scope.get(base) is None and len(set(letters)) == PAIR
    if not plain or not all(letter in ranges for letter in letters):
        return ""
    sentence.scope.declare(Symbol(base, mat(*(ranges[letter] for letter in letters))))
    return base


def _doubt_relations(sentence: Sentence, base: str) -> None:
    """Leave open what else the paragraph states of the entries, `a_{ij} = a_{ji}`: it is read as no condition."""
    for math, statements in sentence.parsed.items():
        nodes = (part for one in statements if one.relations for side in one.members for part in side.walk())
        if any(part.head == "sub" and name_of(part.args[0]) == base for part in nodes):
            sentence.scope.doubt(f"${sentence.formulas[math][0]}$")
            for name in [name for name in sentence.scope.symbols if name.startswith(f"{base}_")]:
                del sentence.scope.symbols[name]


def _ranged(statement: Statement) -> tuple[list[Node], Node] | None:
    r"""Read `1 \le i, j \le n` as the indices and the size up to which they run."""
    if statement.relations != ("<=", "<=") or statement.members[0].text != "1":
        return None
    names = statement.members[1]
    return (list(names.args) if names.head == "tuple" else [names]), statement.members[2]


def _take_range(sentence: Sentence, found: tuple[list[Node], Node] | None, ranges: dict[str, Dim]) -> bool:
    size = dim_of(found[1], sentence.scope, declare=True) if found is not None and name_of(found[1]) else None
    if found is not None and size is not None:
        ranges.update({name_of(part): size for part in found[0] if name_of(part)})
    return found is not None and size is not None


def _entry(node: Node) -> tuple[Node | None, tuple[list[Node], Node] | None]:
    """Return the entry in brackets that names an array, and the range that stands below the brackets."""
    upper = node.args[1] if node.head == "pow" else None
    below = node.args[0] if node.head == "pow" else node
    group = below.args[0] if below.head == "sub" and below.args[0].head == "group" else below
    inner = peel(group)
    if group.head != "group" or inner.head != "sub" or len(inner.args) != TRIPLE:
        return None, None
    parts = below.args[1:] if group is not below else ()
    relations = [part for part in parts if part.head == "rel"]
    if upper is not None and [(one.text, one.args[1].text) for one in relations] == [("=", "1")]:
        return inner, ([*(part for part in parts if part.head == "sym"), relations[0].args[0]], upper)
    bounds = [(one.text, one.args[0].text == "1") for one in relations]
    if upper is None and bounds == [("<=", True), ("<=", False)]:
        return inner, ([relations[0].args[1], relations[1].args[0]], relations[1].args[1])
    return inner, None
