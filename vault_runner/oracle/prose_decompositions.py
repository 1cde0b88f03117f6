r"""Singular value decompositions in prose: `A = U\Sigma V^\top`, full or thin, and `A = \sum_i \sigma_i u_i v_i^\top`.

The factors are sampled and the matrix is put together from them. Where the words don't say which form is meant the
thin one is taken, and a failure is not held against the note.
"""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node
from vault_runner.oracle.terms import Ty, col, mat

_NAMES = frozenset({"singular value decomposition", "svd", "奇异值分解"})
_FULL = frozenset({"full", "完全", "完整"})
_THIN = frozenset(
    {"thin", "compact", "reduced", "economy", "economic", "truncated", "紧", "紧致", "薄", "约化", "经济"}
)
_LOOSE = frozenset({"square", "any-rank", "nonzero"})


def take_decompositions(sentence: Sentence) -> None:
    """Bind the factors that a sentence calls a singular value decomposition."""
    said = [index for index, piece in enumerate(sentence.pieces) if piece.text in _NAMES]
    if not said or said[0] in sentence.denials.places:
        return
    words = {piece.text for piece in sentence.pieces}
    for place in (piece.math for piece in sentence.pieces if piece.kind == "math"):
        for statement in sentence.parsed.get(place, ()):
            if statement.relations == ("=",) and _taken(sentence.scope, statement, words):
                latex = sentence.formulas[place][0]
                sentence.scope.unread = [text for text in sentence.scope.unread if text != f"${latex}$"]
                sentence.understood |= {"of", "的", "full", "thin", "rank"}
                sentence.scope.reserve = [one for one in sentence.scope.reserve if "decomposition" not in one.lower()]
                return


def _taken(scope: Scope, statement: Statement, words: set[str]) -> bool:
    left, right = statement.members
    whole = scope.get(name_of(left))
    matrix = whole is None or whole.ty is None or whole.ty.kind == "mat"
    if not name_of(left) or not matrix or (whole is not None and whole.props - _LOOSE):
        return False
    return _factors(scope, name_of(left), right, words) or _rank_ones(scope, name_of(left), right)


def _sizes(scope: Scope, name: str) -> tuple[Dim, Dim]:
    whole = scope.get(name)
    if whole is not None and whole.ty is not None:
        return whole.ty.dims[0], whole.ty.dims[1]
    return Dim.of(f"?N{name}"), Dim.of(f"?M{name}")


def _factors(scope: Scope, name: str, right: Node, words: set[str]) -> bool:
    r"""Read `U \Sigma V^\top`."""
    if right.head != "mul" or right.args[0].head != "mul" or right.args[1].head not in {"transpose", "powT"}:
        return False
    first, middle, last = (name_of(part) for part in (*right.args[0].args, right.args[1].args[0]))
    if not (first and middle and last) or len({first, middle, last, name}) != TRIPLE + 1:
        return False
    if any(_held(scope, factor) for factor in (first, middle, last)):
        return False
    rows, columns = _sizes(scope, name)
    if words & _FULL:
        types = (mat(rows, rows), mat(rows, columns), mat(columns, columns))
        props = ("orthogonal", "singular-values")
    else:
        rank = _rank(scope, middle)
        types = (mat(rows, rank), mat(rank, rank), mat(columns, rank))
        props = ("orthonormal-columns", "positive-singular-values")
        if not words & _THIN:
            scope.doubt("the form of the singular value decomposition")
    for factor, ty, prop in zip((first, middle, last), types, (props[0], props[1], props[0]), strict=True):
        scope.symbols[factor] = Symbol(factor, ty, frozenset({prop}))
    scope.symbols[name] = Symbol(name, mat(rows, columns), body=right)
    return True


def _held(scope: Scope, name: str) -> bool:
    """Tell whether something other than its size is known of a factor."""
    symbol = scope.get(name)
    return symbol is not None and (symbol.body is not None or bool(symbol.role) or symbol.ty is not None)


def _rank(scope: Scope, middle: str) -> Dim:
    """Return the size of the square matrix of singular values: r where the note names a rank so."""
    return Dim.of("r") if "r" in scope.sizes or "r" in scope.named else Dim.of(f"?R{middle}")


def _rank_ones(scope: Scope, name: str, right: Node) -> bool:
    r"""Read `\sum_{i=1}^r \sigma_i u_i v_i^\top`: columns of two matrices, and numbers that fall."""
    if right.head != "big" or right.text != "sum" or not name_of(right.args[1]) or right.args[0].text != "=":
        return False
    letter, count, body = name_of(right.args[0].args[0]), name_of(right.args[1]), right.args[2]
    parts = _rank_one(body, letter)
    if parts is None or right.args[0].args[1].text != "1" or any(_held(scope, part) for part in parts):
        return False
    rows, columns = _sizes(scope, name)
    rank = Dim.of(count)
    scope.symbols.pop(count, None)
    scope.sizes.add(count)
    number, *vectors = parts
    scope.symbols[number] = Symbol(number, col(rank), frozenset({"falling"}))
    for vector, size in zip(vectors, (rows, columns), strict=True):
        hidden = f"{vector}°"
        scope.symbols[hidden] = Symbol(hidden, mat(size, rank), frozenset({"orthonormal-columns"}))
        scope.symbols[vector] = Symbol(vector, None, role="columns", of=(hidden,))
        for stale in [key for key in scope.symbols if key == f"{vector}_{letter}"]:
            del scope.symbols[stale]
    scope.symbols[name] = Symbol(name, Ty("mat", (rows, columns)), body=right)
    return True


def _rank_one(body: Node, letter: str) -> tuple[str, str, str] | None:
    r"""Return the names in `\sigma_i u_i v_i^\top`."""
    if body.head != "mul" or body.args[0].head != "mul" or body.args[1].head not in {"transpose", "powT"}:
        return None
    members = (*body.args[0].args, body.args[1].args[0])
    if any(part.head != "sub" or len(part.args) != PAIR or part.args[1].text != letter for part in members):
        return None
    names = tuple(name_of(part.args[0]) for part in members)
    return (names[0], names[1], names[2]) if all(names) and len(set(names)) == TRIPLE else None
