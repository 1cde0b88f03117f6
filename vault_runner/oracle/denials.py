"""Clauses that deny, weaken or except what they name: “need not be triangular”, “all but R”, “除 R 外”."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vault_runner.oracle.lexicon_denials import EXCEPTIONS, SELECTIONS
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.words import Piece

_OR = frozenset(["or", "或", "或者"])
_IF = frozenset(["if", "when", "whenever", "若", "如果", "当", "只要", "假如"])
_SUPPOSED = frozenset(
    ["assume", "assumed", "assumes", "require", "required", "requires", "need", "needed", "be", "so", "hold", "holds",
     "true", "case", "guaranteed", "guarantee", "imposed", "impose", "given", "necessary", "necessarily", "have",
     "do", "does", "is", "are", "suppose", "supposed", "satisfy", "required", "ask", "asked", "假设", "要求", "成立",
     "满足", "一定", "保证", "需要", "必", "如此", "是", "有", "要", "设"],
)  # fmt: skip
PARTS = frozenset(
    ["determinant", "determinants", "trace", "eigenvalue", "eigenvalues", "singular-value", "minor", "minors",
     "block", "blocks", "diagonal", "submatrix", "spectrum", "entry", "part", "rank", "inverse", "norm", "product",
     "sum", "difference", "first", "last", "second", "third", "principal", "leading", "kernel", "image", "complement",
     "columns", "column", "rows", "row", "derivative", "derivatives", "hessian", "gradient", "one", "行列式", "迹",
     "特征值", "主子式", "对角元", "对角线", "对角线元素", "逆", "逆矩阵", "秩", "范数", "乘积", "和", "积", "差",
     "导数", "梯度", "列", "行", "块", "部分"],
)  # fmt: skip
"""Nouns for a part or number of a symbol: what is said of them is not said of the symbol."""
_OWN = frozenset({"unit", "zero-mean", "unit-variance", "independent", "iid", "gaussian", "differentiable"})
_ENTRIES = frozenset({"entries", "elements", "components", "coordinates", "元素", "元", "分量"})
_ENTRYWISE = frozenset({"positive", "nonnegative", "negative", "binary", "sign", "unknown"})
_BRIDGES = frozenset(
    ["is", "are", "be", "of", "the", "its", "their", "all", "a", "为", "是", "均", "都", "皆", "的", "全"]
)


@dataclass(slots=True)
class Denials:
    """What the cues of one sentence say."""

    places: set[int]
    """Pieces that are denied."""
    retracted: set[int]
    """Formulas whose names lose what was said of them before."""
    everything: bool = False
    """Whether what was said of all names is withdrawn."""


def is_cue(piece: Piece) -> bool:
    """Tell whether a piece denies, weakens or excepts."""
    return piece.kind in {"neg", "soft"} or piece.text in EXCEPTIONS or piece.text in SELECTIONS


def denials_of(pieces: Sequence[Piece], states: Callable[[Piece], bool]) -> Denials:
    """Find what a sentence denies; `states` tells whether a formula states something rather than names."""
    found = Denials(set(), set())
    for start, end in _clauses(pieces):
        _of_clause(pieces, range(start, end), states, found)
    return found


def _clauses(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    ends = [index for index, piece in enumerate(pieces) if _splits(pieces, index, piece)] + [len(pieces)]
    starts = [0, *(end + 1 for end in ends)]
    return [(start, end) for start, end in zip(starts, ends, strict=False) if start < end]


def _splits(pieces: Sequence[Piece], index: int, piece: Piece) -> bool:
    """A comma inside of a list of names does not end a clause."""
    if piece.kind != "comma":
        return False
    around = pieces[index - 1 : index] + pieces[index + 1 : index + 2]  # type: ignore[operator]  # both are lists
    return not (len(around) == PAIR and all(one.kind == "math" for one in around))


def _excepts(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index]
    if piece.text in EXCEPTIONS:
        return True
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return piece.text == "but" and following is not None and (following.kind == "math" or following.text == "for")


def _chooses(pieces: Sequence[Piece], index: int) -> bool:
    if pieces[index].text not in _OR:
        return pieces[index].text in SELECTIONS
    around = list(pieces[max(0, index - 1) : index]) + list(pieces[index + 1 : index + 2])
    return any(one.kind in {"math", "prop"} for one in around)


def _of_clause(pieces: Sequence[Piece], clause: range, states: Callable[[Piece], bool], found: Denials) -> None:
    def content(places: range) -> list[int]:
        return [
            k for k in places
            if pieces[k].kind in {"prop", "role"} or (pieces[k].kind == "math" and states(pieces[k]))
        ]  # fmt: skip

    said = content(clause)
    if any(_excepts(pieces, k) for k in clause):
        found.places.update(said or content(range(len(pieces))))
        if not any(pieces[k].kind == "prop" for k in clause):
            found.places.update(content(range(len(pieces))))
            found.retracted.update(k for k in range(len(pieces)) if pieces[k].kind == "math")
            found.everything = found.everything or not found.retracted
        return
    if any(_chooses(pieces, k) for k in clause):
        found.places.update(k for k in said if pieces[k].kind != "role")
        return
    cue = next((k for k in clause if pieces[k].kind in {"neg", "soft"}), None)
    if cue is None:
        return
    if any(pieces[k].text in _IF for k in clause):
        found.places.update(content(range(clause.start, len(pieces))))
        return
    after = range(cue + 1, clause.stop)
    objects = content(after) + [k for k in after if pieces[k].kind in {"unread", "type"}]
    found.places.update(objects)
    if objects:
        return
    found.places.update(k for k in said if k < cue)
    if pieces[cue].kind == "soft" or not after or any(pieces[k].text in _SUPPOSED for k in after):
        named = [k for k in clause if pieces[k].kind == "math"] or [k for k in range(cue) if pieces[k].kind == "math"]
        found.retracted.update(named)
        found.everything = found.everything or not named
