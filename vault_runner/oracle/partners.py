"""Which names a word such as “independent” or “commute” ties to each other."""

from __future__ import annotations

from vault_runner.oracle.noises import subject_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import PAIR

CHANCE = frozenset({"independent", "disjoint", "independent-moments"})
"""Properties that random variables and events alone have together."""


def related(sentence: Sentence, index: int, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the names that a word ties to each other, None if it can't be told."""
    others = partners_of(sentence, index)
    if others and not names:
        names = subject_of(sentence, index)
        if len(names) != 1:
            return None
    if others and len(names) > 1:
        return None
    if len(names) == 1 and not others:
        others = _clause_mates(sentence, index)
    return tuple(dict.fromkeys((*names, *others))) if names else everyone(sentence)


def partners_of(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return the names in “independent of Z”, “commutes with C”."""
    for place in range(index + 1, index + 5):
        kind = sentence.kind_at(place)
        if kind == "math":
            return sentence.group_at(place) if sentence.names_of(place) else ()
        tells = sentence.pieces[index].value in CHANCE and sentence.text_at(place) in {"with", "having"}
        if kind in {"stop", "comma", "role"} or tells or sentence.text_at(place) in {"and", "和", "且"}:
            return ()
    return ()


def _clause_mates(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return the names of the word's own clause, if they are two: “方阵 A 与可逆矩阵 B 可交换”."""
    start = index
    while sentence.kind_at(start - 1) not in {"stop", "comma"}:
        start -= 1
    names = dict.fromkeys(name for k in range(start, index) for name in sentence.names_of(k))
    return tuple(names) if len(names) == PAIR else ()


def everyone(sentence: Sentence) -> tuple[str, ...]:
    """Return all names of a sentence."""
    names = (name for k in range(len(sentence.pieces)) for name in sentence.names_of(k))
    return tuple(dict.fromkeys(name for name in names if name not in sentence.scope.sizes))
