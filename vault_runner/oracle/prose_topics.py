"""Words known only as topics: harmless in a sentence, they block a refutation where they are said of a symbol."""

from __future__ import annotations

from vault_runner.oracle.attribution import BRIDGES
from vault_runner.oracle.restatements import restates, take_result_names
from vault_runner.oracle.sentence import BREAKS, Sentence
from vault_runner.oracle.topics import MEANINGS, SAFE_AFTER, SAFE_BEFORE, section

_IS = frozenset(["is", "are", "be", "being", "denotes", "denote", "its", "为", "是", "表示", "记", "记为"])
_SAME_SIZE = frozenset({"size", "sizes", "shape", "shapes", "dimension", "dimensions", "order", "length"})
BETWEEN = section("between")
"""What may stand between two symbols without relating them."""
_OPENING = frozenset({"(", "（"})
_FRONTS = frozenset({"for", "given", "with", "as", "from", "by", "using"})
_DETERMINERS = frozenset({"the", "we", "it", "one", "every", "each", "this"})
_PREPOSITIONS = frozenset({"in", "on", "at", "of", "from", "to", "with", "by", "for", "as", "into", "over", "under"})
REACH_BEFORE = 5
_EPONYMS = frozenset({"hadamard", "hilbert", "哈达玛"})
"""Persons' names that the product of arrays or a space made known: a Hadamard matrix is something else."""


_RELATIVE = frozenset({"which", "whose"})
"""Words behind a comma that go on with what was said before it."""
_TASKS = frozenset({"二分类", "多分类", "两分类"})
_QUANTITIES = frozenset(
    ["temperature", "learning", "rate", "strength", "step", "size", "start", "bandwidth", "momentum", "decay",
     "penalty", "regularisation", "regularization", "hyperparameter", "tolerance", "threshold", "offset", "bias",
     "温度", "学习率", "步长", "阈值", "偏置"],
)  # fmt: skip
"""Nouns for numbers that a formula brings; behind “and” they say nothing of the symbol before."""
_LABELS = frozenset(
    ["loss", "function", "quotient", "penalty", "kernel", "activation", "objective", "residual", "energy", "商", "函数",
     "损失", "惩罚项", "目标函数", "损失函数"],
)  # fmt: skip
"""Nouns for things that a formula defines: what they are called says no more of them."""
_NAMING = frozenset(["is", "are", "denotes", "the", "a", "an", "called", "our", "as", "为", "是", "称为", "叫做"])
LONGEST_LABEL = 5


def take_labels(sentence: Sentence) -> None:
    """Take “is the pinball loss” behind a definition for what is defined is called; it says nothing more."""
    take_result_names(sentence)
    for index, piece in enumerate(sentence.pieces):
        if piece.kind != "math" or not _defines(sentence, index) or sentence.text_at(index + 1) not in _NAMING:
            continue
        end = index + 1
        while sentence.kind_at(end) not in {"comma", "stop", "math"} and sentence.text_at(end) not in {"(", "（"}:
            end += 1
        words = sentence.pieces[index + 1 : end]
        said = any(
            one.kind in {"prop", "type", "role", "neg", "soft", "cue"} and one.text not in _LABELS for one in words
        )
        if words and words[-1].text.endswith(tuple(_LABELS)) and len(words) <= LONGEST_LABEL and not said:
            sentence.understood.update(one.text for one in words)


def _defines(sentence: Sentence, index: int) -> bool:
    """Tell whether the formula at a place defines a function."""
    symbols = [sentence.scope.get(name) for name in sentence.names_of(index)]
    return any(symbol is not None and symbol.body is not None and symbol.params for symbol in symbols)


def take_topics(sentence: Sentence) -> None:
    """Notice what the words beside symbols say of them."""
    _described(sentence)
    _predicates(sentence)
    _attributes(sentence)
    _related(sentence)
    _eponyms(sentence)


def _related(sentence: Sentence) -> None:
    """Block refutation by words that relate two symbols: “u is a column of Q”, “W takes x to y”."""
    first = -1
    for index, piece in enumerate(sentence.pieces):
        if piece.kind in {"comma", "stop"}:
            first = -1
        elif piece.kind == "math" and sentence.names_of(index):
            if first >= 0:
                _between(sentence, first, index)
            first = index


def _between(sentence: Sentence, first: int, last: int) -> None:
    between = sentence.pieces[first + 1 : _apposition(sentence, first, last)]
    said = any(piece.kind in {"prop", "type", "role"} for piece in between)
    for place, piece in enumerate(between):
        if place and piece.text == "of" and between[place - 1].value == "independent":
            continue
        linking = (piece.text in _IS | BRIDGES and said) or (
            piece.text in {"of", "的", "为", "是"} and restates(sentence, first, last)
        )
        if piece.kind in {"plain", "count"} and piece.text not in BETWEEN and not linking:
            sentence.unread(piece.text)


def _apposition(sentence: Sentence, first: int, last: int) -> int:
    """Return where nouns for a number begin that only say what the second of two symbols is called: “and a step η”."""
    place = last
    while sentence.text_at(place - 1) in _QUANTITIES:
        place -= 1
    place -= place < last and sentence.text_at(place - 1) in {"a", "an", "the", "some"}
    joined = place < last and place - 1 > first and sentence.text_at(place - 1) in {"and", "和", "与", "以及"}
    return place if joined else last


def _eponyms(sentence: Sentence) -> None:
    """Block refutation by persons' names that say what a symbol is: “a Bernoulli variable X”, “X is Poisson”."""
    for index, piece in enumerate(sentence.pieces):
        if piece.kind == "count" and sentence.text_at(index - 1) in _IS:
            if sentence.kind_at(index + 1) in {"stop", "comma"}:
                sentence.unread(piece.text)
        elif piece.kind == "role" and piece.text in _EPONYMS and sentence.kind_at(index + 1) == "type":
            sentence.unread(piece.text)
        elif piece.kind == "person":
            place = index + 1
            while sentence.kind_at(place) == "person" or sentence.text_at(place) in {"-", "–", "—"}:
                place += 1
            if sentence.kind_at(place) in {"type", "math", "prop"} or predicated(sentence, index):
                sentence.unread(piece.text)


def predicated(sentence: Sentence, index: int) -> bool:
    """Tell whether a word says what something is: “X is Poisson”, “X and Y are both Poisson”."""
    place = index - 1
    while sentence.text_at(place) in {"a", "an", "the", "both", "all"} or sentence.kind_at(place) == "person":
        place -= 1
    return sentence.text_at(place) in _IS


def _described(sentence: Sentence) -> None:
    """Notice nouns that give a symbol a meaning which samples would not have."""
    for index, piece in enumerate(sentence.pieces):
        if piece.kind != "plain" or piece.text not in MEANINGS:
            continue
        symbols = [sentence.scope.get(name) for name in _apposed(sentence, index)]
        if any(
            symbol is None or not (symbol.body or symbol.role or symbol.random or symbol.callable) for symbol in symbols
        ):
            sentence.unread(piece.text)


def _apposed(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return the name that a noun is said of: “x is the solution”, “the solution x”."""
    if sentence.kind_at(index + 1) == "math" and sentence.names_of(index + 1):
        return sentence.names_of(index + 1)
    copula = False
    for place in range(index - 1, max(-1, index - 7), -1):
        piece = sentence.pieces[place]
        if piece.kind == "math":
            return sentence.names_of(place) if copula else ()
        copula = copula or piece.text in _IS
        if piece.kind in {"comma", "stop"} or piece.text in BREAKS:
            return ()
    return ()


def _predicates(sentence: Sentence) -> None:
    after = fronted = False
    for index, piece in enumerate(sentence.pieces):
        if piece.kind == "math":
            after = after or bool(sentence.names_of(index))
        elif piece.kind == "comma" and sentence.text_at(index + 1) in _RELATIVE:
            continue
        elif piece.kind == "comma" or piece.text in _OPENING:
            after, fronted = False, False
        elif _fronts(sentence, index):
            fronted = True
        elif after and fronted and _starts_anew(sentence, index):
            after = False
        elif after and (piece.kind == "plain" or piece.value == "trace") and not _harmless(sentence, index):
            sentence.unread(piece.text)


def _harmless(sentence: Sentence, index: int) -> bool:
    text = sentence.text_at(index)
    if text in _QUANTITIES:
        following = index + 1
        while sentence.text_at(following) in _QUANTITIES:
            following += 1
        if sentence.kind_at(following) == "math" and _apposition(sentence, -1, following) < following:
            return True
    return text in SAFE_AFTER or (text == "same" and sentence.text_at(index + 1) in _SAME_SIZE)


def _fronts(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause begins with a preposition: “For x and y the distance …”."""
    return sentence.kind_at(index - 1) in {"stop", "comma"} and sentence.text_at(index) in _FRONTS


def _starts_anew(sentence: Sentence, index: int) -> bool:
    """Tell whether the subject of the clause begins here, behind what was fronted."""
    before = sentence.text_at(index - 1)
    return sentence.text_at(index) in _DETERMINERS and before not in _PREPOSITIONS and before not in _IS


def _names_a_task(sentence: Sentence, place: int) -> bool:
    """Tell whether “二分类时” ends here: the clause behind it speaks of something else."""
    return sentence.text_at(place) == "时" and sentence.text_at(place - 1) in _TASKS


def _attributes(sentence: Sentence) -> None:
    for index, piece in enumerate(sentence.pieces):
        if piece.kind != "math" or not sentence.names_of(index):
            continue
        for place in range(index - 1, max(-1, index - 1 - REACH_BEFORE), -1):
            before = sentence.pieces[place]
            if before.kind in {"math", "comma", "stop"} or _names_a_task(sentence, place):
                break
            if before.kind == "plain" and before.text not in SAFE_BEFORE and not before.text.isdigit():
                sentence.unread(before.text)
