"""Whom a property is said of: only plain patterns count, “A is symmetric”, “symmetric A”, “A with unit norm”.

A property given to the wrong symbol makes false statements true, so everything else is left unread: “its square is
symmetric”, “has a symmetric part”, “symmetric up to a permutation”, “locally linear”.
"""

from __future__ import annotations

from vault_runner.oracle.plurals import respective, with_conjuncts, with_followers
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.topics import section

BRIDGES = section("bridges")
"""What may stand between a name and a property said of it."""
_HAVING = frozenset({"has", "have", "having", "with", "of", "whose", "具有", "有", "满足", "length"})
_HAD = frozenset(
    ["full-column-rank", "full-row-rank", "full-rank", "orthonormal-columns", "unit", "rank-one", "zero-mean",
     "unit-variance", "traceless", "spd-eigenvalues", "contraction", "nonzero", "probability", "norm-one"],
)  # fmt: skip
"""Properties that a name has rather than is."""
_ENDS = section("ends")
"""What may follow a property without changing what it is said of."""
_TURNING = frozenset({"of", "的", "with", "for", "by", "as", "in"})
_STRONG_ADVERBS = frozenset(
    ["mutually", "jointly", "strictly", "necessarily", "continuously", "twice", "fully", "truly", "simply", "generally",
     "independently", "identically", "相互", "两", "彼此", "互相", "严格"],
)  # fmt: skip
_WEAKENING = frozenset(
    ["block", "quasi", "semi", "non", "partially", "pairwise", "locally", "piecewise", "linearly", "conditionally",
     "diagonally", "nearly", "almost", "可", "拟", "伪", "半", "准", "分块", "块", "某个", "某", "近", "局部", "分段",
     "条件", "两两", "之", "个", "rank", "less", "more", "least"],
)  # fmt: skip
_ENTRIES = frozenset({"entries", "elements", "components", "coordinates", "分量", "元素"})
_RELATIONS = frozenset({"independent", "commute", "disjoint", "independent-moments"})
_ENTRYWISE = frozenset({"positive", "nonnegative", "negative", "nonzero", "binary"})
_QUANTITIES = frozenset(
    ["regularisation", "regularization", "strength", "learning", "penalty", "temperature", "bandwidth", "decay", "rate",
     "momentum", "smoothing", "damping", "hyperparameter", "step", "size", "step-size", "factor", "coefficient",
     "parameter", "constant", "tolerance", "radius", "步长", "学习率", "系数", "参数", "常数", "温度", "正则化"],
)  # fmt: skip
"""Nouns for numbers, which may stand between “positive” and a name."""
_COMPOUNDS = frozenset(
    ["transition", "covariance", "weight", "data", "design", "kernel", "gram", "coefficient", "mixing", "system",
     "projection", "activation", "loss", "转移", "权重", "协方差", "系数"],
)  # fmt: skip
"""Nouns that may stand between a property and “matrix”: “a row-stochastic transition matrix”."""
_STARTERS = section("starters")
_COMBINED = frozenset({"和", "差", "积", "商", "乘积", "总和"})
_NOUNS = frozenset(
    [
        "variable",
        "variables",
        "matrix",
        "matrices",
        "vector",
        "vectors",
        "noise",
        "error",
        "errors",
        "变量",
        "噪声",
        "误差",
    ]
)
_DETERMINERS = frozenset({"the", "these", "those", "two", "both", "real", "random", "such", "our", "any"})
_SIZES = frozenset({"same", "size", "sizes", "order", "shape", "dimension", "dimensions", "大小", "阶", "同阶"})


_EACH_OTHER = {("each", "other"), ("one", "another")}


def said_of(sentence: Sentence, index: int) -> tuple[str, ...] | None:
    """Return the names that a property at a place is said of: none if it is said of none, None if that isn't clear."""
    each = None if _weakened(sentence, index) else respective(sentence, index)
    if each is not None:
        return each or None
    counted = sentence.pieces[index].value in _ENTRYWISE and _of_quantity(sentence, index + 1)
    if _weakened(sentence, index) or (_goes_on(sentence, index) and not counted):
        return None
    if sentence.kind_at(index + 1) == "math" and sentence.composed(index + 1):
        return ()
    ahead = sentence.forward(index)
    if ahead:
        return with_followers(sentence, index, ahead)
    return _behind(sentence, index)


def _weakened(sentence: Sentence, index: int) -> bool:
    """Tell whether the word before changes the property: “locally linear”, “block diagonal”."""
    before, kind = sentence.text_at(index - 1), sentence.kind_at(index - 1)
    if kind in {"stop", "comma", "math", "neg", "soft", "prop", "type", "count", "cue"}:
        return before in _WEAKENING
    adverb = before.endswith("ly") and before not in _STRONG_ADVERBS
    return kind == "unread" or before in _WEAKENING or adverb


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Tell whether what follows says that something else has the property: a noun, a preposition."""
    place = _past_nouns(sentence, index + 1)
    after, kind = sentence.text_at(place), sentence.kind_at(place)
    following = sentence.text_at(place + 1)
    if kind in {"stop", "comma", "math", "neg", "soft", "cue", "count", "name", "person"}:
        return False
    each = (
        after == "to" and (following, sentence.text_at(place + 2)) in _EACH_OTHER and not _of_matrices(sentence, index)
    )
    entries = after in _ENTRIES and sentence.pieces[index].value in _ENTRYWISE
    related = after in {"of", "with", "from"} and sentence.kind_at(place + 1) == "math"
    if related and sentence.pieces[index].value in _RELATIONS:
        return False
    if each or entries or (after == "of" and sentence.kind_at(place + 1) == "prop"):
        return False
    if after in {"of", "in"} and following in {"the", "size", "order", "shape", "dimension", "this"}:
        return not any(sentence.text_at(k) in _SIZES for k in range(place + 1, place + 4))
    if after == "of":
        return sentence.kind_at(place + 1) != "math" or bool(_named(sentence, place + 1))
    plain = sentence.kind_at(place + 1) not in {"stop", "comma", "type", "math"}
    relative = after == "with" and following == "respect"  # “a unit vector with respect to …”
    return plain and following not in _ENDS if after == "的" else relative or after not in _ENDS


def _of_matrices(sentence: Sentence, index: int) -> bool:
    """Tell whether matrices are called orthogonal to each other: none of them is an orthogonal matrix then."""
    known = (sentence.scope.get(name) for name in sentence.backward(index))
    matrices = any(symbol is not None and symbol.ty is not None and symbol.ty.kind == "mat" for symbol in known)
    return matrices and sentence.pieces[index].value == "orthogonal"


def _of_quantity(sentence: Sentence, place: int) -> bool:
    """Tell whether nouns for a number lead to its name: “positive regularisation strength λ”."""
    start = place
    while sentence.text_at(place) in _QUANTITIES:
        place += 1
    return place > start and sentence.kind_at(place) == "math" and sentence.bare(place)


def _past_nouns(sentence: Sentence, place: int) -> int:
    """Pass over the rest of a noun phrase: other properties, “real”, “transition matrix”."""
    while True:
        if sentence.kind_at(place) in {"prop", "type"} or sentence.text_at(place) in {"real", "实"}:
            place += 1
        elif sentence.text_at(place) in _COMPOUNDS and sentence.kind_at(place + 1) == "type":
            place += 2
        else:
            return place


def _named(sentence: Sentence, place: int) -> tuple[str, ...]:
    return sentence.names_of(place) if sentence.kind_at(place) == "math" else ()


def _behind(sentence: Sentence, index: int) -> tuple[str, ...] | None:
    """Walk back to the nearest names over words that only link."""
    value = sentence.pieces[index].value
    had = value in _HAD or (value in _ENTRYWISE and sentence.text_at(index + 1) in _ENTRIES)
    for place in range(index - 1, -1, -1):
        piece = sentence.pieces[place]
        if piece.kind == "math" and sentence.names_of(place):
            if not _leads(sentence, place):
                return None
            return with_conjuncts(sentence, place, index, sentence.group_at(place))
        if piece.kind == "math" and sentence.composed(place):
            return ()
        if piece.text == "的" and sentence.text_at(place + 1) in _COMBINED:
            return None
        if piece.kind in {"prop", "type", "comma", "count", "math", "neg", "soft", "name"}:
            continue
        if piece.text in BRIDGES | _STRONG_ADVERBS or piece.text in _SIZES or (had and piece.text in _HAVING):
            continue
        if _within_brackets(piece.text):
            continue
        return None
    return ()


def _leads(sentence: Sentence, place: int) -> bool:
    """Tell whether a name can be a subject: “A is”, not “has rank r and is”, “the sum of A and B is”."""
    while place > 0 and (
        sentence.kind_at(place - 1) == "math" or sentence.text_at(place - 1) in {"and", "和", "与", "、", "or", ","}
    ):
        place -= 1
    before, kind = sentence.text_at(place - 1), sentence.kind_at(place - 1)
    noun = kind == "type" or before in _NOUNS
    if noun and _of_something(sentence, place - 1):
        return False
    return noun or kind not in {"plain", "role", "unread"} or before in _STARTERS or _within_brackets(before)


def _of_something(sentence: Sentence, place: int) -> bool:
    """Tell whether a noun stands behind “of”: “the sum of the matrices A and B is” speaks of the sum."""
    while sentence.kind_at(place) in {"type", "prop", "count"} or sentence.text_at(place) in _NOUNS | _DETERMINERS:
        place -= 1
    return sentence.text_at(place) in {"of", "between", "in", "from", "by"}


def _within_brackets(text: str) -> bool:
    return text in {"(", ")", "（", "）", "-", "–", "—", '"', "“", "”", "*", "_"}
