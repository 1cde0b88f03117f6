"""Noise as notes write it: “y = wᵀx + ε with fixed w, where the noise ε has mean zero and is independent of x”."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.moments_of import CONSTANT
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.terms import col

_NOISES = frozenset({"noise", "error", "errors", "disturbance", "噪声", "误差", "扰动"})
_FIXED = frozenset({"fixed", "deterministic", "nonrandom", "固定", "固定的"})


def vector_partners(sentence: Sentence, names: tuple[str, ...]) -> None:
    """Make vectors of what noise is said to be independent of, where it stands in a product like a vector."""
    for name in names:
        if sentence.scope.get(name) is None and _multiplied(sentence, name):
            sentence.scope.declare(Symbol(name, col(Dim.of(f"?N{name}")), random=True))


def _multiplied(sentence: Sentence, name: str) -> bool:
    r"""Tell whether a name is transposed, or stands behind something transposed: `w^\top x`."""
    nodes = (node for one in sentence.parsed.values() for part in one for side in part.members for node in side.walk())
    for node in nodes:
        if node.head in {"transpose", "powT"} and name_of(node.args[0]) == name:
            return True
        behind = node.head == "mul" and not node.text and name_of(node.args[1]) == name
        if behind and node.args[0].head in {"transpose", "powT"}:
            return True
    return False


def take_noises(sentence: Sentence) -> None:
    """Take “noise” before a name for understood if its mean is stated, and “fixed” before what isn't random."""
    for index, piece in enumerate(sentence.pieces):
        names = sentence.names_of(index + 1) if sentence.kind_at(index + 1) == "math" else ()
        if not names or not sentence.bare(index + 1):
            continue
        if piece.text in _NOISES and all(_mean_stated(sentence, name) for name in names):
            sentence.understood.add(piece.text)
        if piece.text in _FIXED and not any(_random(sentence, name) for name in names):
            sentence.understood.add(piece.text)
            sentence.scope.options.update({CONSTANT + name: "yes" for name in names})


def _mean_stated(sentence: Sentence, name: str) -> bool:
    symbol = sentence.scope.get(name)
    given = dict(sentence.scope.moments.get(name, ()))
    law = symbol is not None and symbol.law is not None
    return symbol is not None and symbol.random and ("zero-mean" in symbol.props or "mean" in given or law)


def _random(sentence: Sentence, name: str) -> bool:
    symbol = sentence.scope.get(name)
    return symbol is not None and symbol.random


def subject_of(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return whose predicate a word is that stands behind others: “ε has variance s and is independent of x”."""
    place = index - 1
    if sentence.text_at(place) not in {"is", "are"} or sentence.text_at(place - 1) not in {"and", "comma", ","}:
        return ()
    for before in range(place - 1, -1, -1):
        verb = sentence.text_at(before + 1) in {"has", "have", "is", "are"}
        if verb and sentence.kind_at(before) == "math":
            return sentence.group_at(before) if sentence.bare(before) and _alone(sentence, before) else ()
    return ()


def _alone(sentence: Sentence, place: int) -> bool:
    """Tell whether a name is the subject itself: not “the variance of ε has”."""
    while place > 0 and (sentence.kind_at(place - 1) == "math" or sentence.text_at(place - 1) in {"and", ","}):
        place -= 1
    while sentence.text_at(place - 1) in _NOISES | {"the", "random"} or sentence.kind_at(place - 1) == "type":
        place -= 1
    return sentence.text_at(place - 1) not in {"of", "between", "in", "from", "by", "with", "to"}
