"""Nouns that say again what is known of a symbol: “λ_i are the eigenvalues of A”, “x̄ = … is the mean of the x_i”."""

from __future__ import annotations

from vault_runner.oracle.roles import WITH_MATRIX
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import PAIR, Node

_MEANS = frozenset({"mean", "average", "sample mean", "均值", "平均值"})
_LINKS = frozenset({"is", "are", "be", "denote", "denotes", "the", "sample", "arithmetic", "of", "as", "的", "为", "是",
                    "样本"})  # fmt: skip


def restates(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether the words between two symbols, and a noun behind them, only repeat what the first one is."""
    words = sentence.pieces[first + 1 : last]
    if any(piece.kind != "role" and piece.text not in _LINKS for piece in words):
        return False
    behind = last + 1 + (sentence.text_at(last + 1) == "的")
    behind += sentence.text_at(behind) in {"样本", "算术"}
    nouns = [piece for piece in words if piece.kind == "role"]
    nouns += [sentence.pieces[behind]] if not nouns and sentence.kind_at(behind) == "role" else []
    names, others = sentence.names_of(first), sentence.names_of(last)
    if len(nouns) != 1 or not names or len(others) != 1:
        return False
    symbol = sentence.scope.get(names[0].partition("_")[0]) or sentence.scope.get(names[0])
    if symbol is None:
        return False
    if nouns[0].value in WITH_MATRIX:
        return symbol.role == nouns[0].value and symbol.of == others
    return nouns[0].text in _MEANS and _is_mean(symbol, sentence.scope, others[0])


def _is_mean(symbol: Symbol, scope: Scope, family: str) -> bool:
    r"""Tell whether a name is defined as `\\frac1n \\sum_{i=1}^n x_i`, of as many numbers as the family has."""
    body, length = symbol.body, scope.options.get(f"family {family}")
    if body is None or length is None:
        return False
    if body.head == "mul" and len(body.args) == PAIR and str(body.args[0]) == f"(div:frac 1 {length})":
        total = body.args[1]
    elif body.head == "div" and str(body.args[1]) == length:
        total = body.args[0]
    else:
        return False
    return _sums(total, family, length)


def _sums(node: Node, family: str, length: str) -> bool:
    return str(node) in {f"(big:sum (rel:= {i} 1) {length} (sub {family} {i}))" for i in "ijklst"}


_RESULTS = {
    "hat matrix": ("pow",), "least squares solution": ("opt", "pow", "pinv"), "ols estimator": ("opt", "pow", "pinv"),
    "least squares estimator": ("opt", "pow", "pinv"), "least squares estimate": ("opt", "pow", "pinv"),
    "least-squares solution": ("opt", "pow", "pinv"), "least-squares estimator": ("opt", "pow", "pinv"),
    "least-squares estimate": ("opt", "pow", "pinv"), "ols estimate": ("opt", "pow", "pinv"),
    "最小二乘解": ("opt", "pow", "pinv"), "最小二乘估计": ("opt", "pow", "pinv"), "帽子矩阵": ("pow",),
    "岭回归解": ("opt", "pow"), "ridge estimator": ("opt", "pow"), "ridge solution": ("opt", "pow"),
}  # fmt: skip
"""What a formula written out is called, and what it must hold to be one."""
_CALLED = (
    "is the",
    "is called the",
    "denotes the",
    "is our",
    "the",
    "is known as the",
    "为",
    "是",
    "称为",
    "叫做",
    "即为",
)
_MOST_INGREDIENTS = 3
LONGEST_NAME = 8


def take_result_names(sentence: Sentence) -> None:
    """Take “is the hat matrix” behind the formula that defines H for what H is called; it says nothing more."""
    for index, piece in enumerate(sentence.pieces):
        if piece.kind != "math" or not _written_out(sentence, index):
            continue
        end = index + 1
        while sentence.kind_at(end) not in {"comma", "stop", "math"} and end - index <= LONGEST_NAME:
            end += 1
        words = [one.text.lower() for one in sentence.pieces[index + 1 : end]]
        for name, heads in _RESULTS.items():
            joined = "".join(words) if not name.isascii() else " ".join(words)
            link = joined.removesuffix(name).strip()
            if joined.endswith(name) and link in _CALLED and _ends(sentence, end) and _holds(sentence, index, heads):
                sentence.understood.update(one.text for one in sentence.pieces[index + 1 : end])


def _ends(sentence: Sentence, end: int) -> bool:
    """Tell whether nothing more is said of the result: “is the hat matrix, and equals I” says more."""
    following = sentence.text_at(end + 1) in {"then", "thus", "hence", "则", "于是", "其中"}
    return sentence.kind_at(end) == "stop" or (sentence.kind_at(end) == "comma" and following)


def _written_out(sentence: Sentence, index: int) -> bool:
    names, bodies = sentence.names_of(index), sentence.right_sides(index)
    symbol = sentence.scope.get(names[0]) if len(names) == 1 and len(bodies) == 1 else None
    return symbol is not None and not symbol.params and symbol.body is not None and str(symbol.body) == str(bodies[0])


def _holds(sentence: Sentence, index: int, heads: tuple[str, ...]) -> bool:
    body: Node = sentence.right_sides(index)[0]
    parts = list(body.walk())
    names = {part.text for part in parts if part.head == "sym"}
    return any(part.head in heads for part in parts) and len(names) <= _MOST_INGREDIENTS
