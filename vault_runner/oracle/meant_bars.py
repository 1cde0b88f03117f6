r"""Notations that words give a meaning of the note's own: `|A|` is the matrix of absolute values."""

from __future__ import annotations

from vault_runner.oracle.redefinitions import REDEFINED
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import Node

_MEANS = frozenset({"denotes", "denote", "means", "is", "be", "stands", "表示", "为", "是", "指", "记"})
_COPULAS = frozenset({"is", "be", "是", "为"})
_NOMINAL = frozenset({"the", "a", "an", "its", "for"})
_ANY = frozenset(
    {"the", "a", "an", "its", "of", "for", "usual", "ordinary", "standard", "real", "的", "in", "on", "any"}
)
_USUAL = {
    "abs": _ANY
    | {
        "absolute",
        "value",
        "modulus",
        "determinant",
        "number",
        "cardinality",
        "square",
        "阶",
        "方阵",
        "行列式",
        "绝对值",
        "模",
    },
    "norm": _ANY
    | {
        "norm",
        "2",
        "-",
        "2-norm",
        "l2",
        "length",
        "euclidean",
        "vector",
        "matrix",
        "induced",
        "范数",
        "长度",
        "欧几里得",
    },
    "inner": _ANY | {"inner", "product", "dot", "scalar", "euclidean", "canonical", "frobenius", "内积", "点积"},
}
"""Words for what a notation means here; with others the note gives it a meaning of its own."""


_STRONG = frozenset({"denotes", "denote", "means", "stands", "counts", "表示", "指"})
_OPERATIONS = {
    "mul": _ANY | {"product", "matrix", "multiplication", "ordinary", "scalar", "乘积", "矩阵"},
    "pow": _ANY
    | {"power", "inverse", "matrix", "square", "transpose", "cube", "nth", "th", "逆", "幂", "逆矩阵", "转置"},
    "binom": _ANY | {"binomial", "coefficient", "number", "二项式系数"},
}
"""Operations that only a word such as “denotes” gives another meaning; “is the” describes a product."""
_GOES_ON = frozenset(
    ["divided", "times", "plus", "minus", "multiplied", "averaged", "halved", "doubled", "squared", "modulo", "除以",
     "乘以", "加上", "减去"],
)  # fmt: skip
_WRITING = frozenset({"write", "use", "denote", "writes", "uses"})


def note_bars(sentence: Sentence) -> None:
    r"""Keep in mind that words say what `|A|`, `\|x\|` or `AB` means, if they say something else than is meant here."""
    for index, piece in enumerate(sentence.pieces):
        if piece.kind != "math":
            continue
        nodes = sentence.expressions_of(index)
        if len(nodes) == 1:
            _note(sentence, index, nodes[0])
        if sentence.text_at(index + 1).lower() in _GOES_ON:
            _withdraw(sentence, index)


def _note(sentence: Sentence, index: int, node: Node) -> None:
    said = sentence.text_at(index + 1).lower()
    if node.head in _USUAL and _otherwise(sentence, index, _USUAL[node.head]):
        sentence.scope.options[f"{REDEFINED}{node.head}:"] = "yes"
    writing = sentence.text_at(index - 1).lower() in _WRITING and said == "for"
    strong = said in _STRONG or writing
    inverse = node.head == "pow" and node.args[1].head == "neg"
    if node.head in _OPERATIONS and strong and not inverse and _unusual(sentence, index, _OPERATIONS[node.head]):
        sentence.scope.options[f"{REDEFINED}{_key(node)}"] = "yes"


def _key(node: Node) -> str:
    return f"head:{node.head}" if node.head == "binom" else f"{node.head}:{node.text}"


def _withdraw(sentence: Sentence, index: int) -> None:
    """Leave open what a definition says that words go on with: “L(w) = … divided by n”."""
    for statement in sentence.parsed.get(sentence.pieces[index].math, []):
        left = statement.members[0]
        name = name_of(left.args[0]) if left.head == "call" else name_of(left)
        if statement.relations[:1] in {("=",), (":=",)} and name:
            sentence.scope.options[f"{REDEFINED}name:{name}"] = "yes"


def _otherwise(sentence: Sentence, index: int, usual: frozenset[str]) -> bool:
    """Tell whether a verb and words that aren't the usual ones follow the notation."""
    first, second = (sentence.text_at(index + step).lower() for step in (1, 2))
    if first not in _MEANS or (first in _COPULAS and second not in _NOMINAL):
        return False
    return _unusual(sentence, index, usual)


def _unusual(sentence: Sentence, index: int, usual: frozenset[str]) -> bool:
    rest = sentence.pieces[index + 1 :]
    end = next((at for at, one in enumerate(rest) if one.kind in {"comma", "stop"}), len(rest))
    if sentence.kind_at(index + 2) == "math" and sentence.composed(index + 2):
        return True
    said = [one for one in rest[1:end] if one.kind != "math"]
    named = usual is _USUAL["norm"]
    read = [
        one.text.lower() for one in said if not (named and one.kind == "role" and one.text.endswith(("norm", "范数")))
    ]
    return not {part for word in read for part in word.split()} <= usual
