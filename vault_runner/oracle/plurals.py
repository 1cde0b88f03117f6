"""Of how many names a word speaks: “A and B are both symmetric” of two, also where each stands with its own sizes.

Who takes the word for the last name alone refutes what is true of both; who spreads it too far verifies what is false.
Where the words leave it open, the property goes to the name that has it for sure, and blocks a refutation besides.
"""

from __future__ import annotations

from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import PAIR

_AND = frozenset({"and", "和", "与", "及", "以及"})
_JOINS = _AND | {"、"}
_MANY = frozenset({"are", "all", "each", "every", "均", "都", "皆", "均为", "都是", "均是", "全", "各", "do", "have"})
_TWO = frozenset({"both", "两者", "二者", "两个", "这两个"})
_OPEN = frozenset({"be", "为", "是", "being", "with", "as"})
_NOUNS = frozenset({"matrices", "vectors", "numbers", "scalars", "functions", "events", "variables"})
_RESPECTIVELY = frozenset({"respectively", "resp", "resp.", "分别为", "分别是", "分别"})
_ENOUGH = 2
_RELATIONS = frozenset({"independent", "commute", "disjoint", "independent-moments", "iid"})
_GENERAL = frozenset({"invertible", "nonzero", "full-rank", "full-column-rank", "full-row-rank", "square", "known"})
"""Properties that nearly all samples have, so that to spread them too far verifies nothing else."""


def with_conjuncts(sentence: Sentence, place: int, index: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return all names that a property behind them is said of; what stays open is noted as unread."""
    words = {piece.text for piece in sentence.pieces[place + 1 : index]}
    if (sentence.bare(place) and not words & _TWO) or sentence.pieces[index].value in _RELATIONS:
        return names
    groups, joined = _conjuncts(sentence, place)
    return _chosen(sentence, index, names, groups, words, joined=joined)


def with_followers(sentence: Sentence, index: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return all names that a property in front of them is said of: “symmetric matrices A ∈ … and B ∈ …”."""
    place = next((k for k in range(index, len(sentence.pieces)) if sentence.kind_at(k) == "math"), index)
    while sentence.kind_at(place) == "math" and not sentence.names_of(place):
        place += 1
    if sentence.kind_at(place) != "math" or sentence.bare(place):
        return names
    found, joined, after = [sentence.names_of(place)], False, place + 1
    while (step := _join(sentence, after, 1)) is not None and _declares(sentence, step):
        joined = joined or any(sentence.text_at(k) in _AND for k in range(after, step))
        found.append(sentence.names_of(step))
        after = step + 1
    if len(found) == 1:
        return names
    words = {piece.text for piece in sentence.pieces[index:place]}
    many = words & _NOUNS or words & (_MANY | _TWO)
    return _chosen(sentence, index, names, found, {"are"} if many else {"be"}, joined=joined and bool(many))


def _chosen(
    sentence: Sentence, index: int, names: tuple[str, ...], groups: list[tuple[str, ...]], words: set[str], *,
    joined: bool,
) -> tuple[str, ...]:  # fmt: skip
    listed = _names_in(groups)
    alike = tuple(name for name in listed if _kind(sentence, name) in {"", _kind(sentence, names[0])})
    if words & _TWO:
        near = _names_in(groups[:PAIR])
        if len(listed) == PAIR or (len(near) == PAIR and joined):
            return near if set(near) <= set(alike) else _open(sentence, index, names)
        return _open(sentence, index, names)
    if len(alike) == len(names):
        return names
    if words & _MANY or (joined and words & _OPEN):
        return alike if len(alike) == len(listed) else _open(sentence, index, alike)
    if words and not words & _OPEN:
        return names
    return alike if sentence.pieces[index].value in _GENERAL else _open(sentence, index, names)


def _names_in(groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in reversed(groups) for name in group))


def _conjuncts(sentence: Sentence, place: int) -> tuple[list[tuple[str, ...]], bool]:
    """Return the names of a formula and of those joined to it in front, nearest first, and whether by an “and”."""
    groups, joined, before = [sentence.names_of(place)], False, place - 1
    while (step := _join(sentence, before, -1)) is not None and _declares(sentence, step):
        joined = joined or any(sentence.text_at(k) in _AND for k in range(step + 1, before + 1))
        groups.append(sentence.names_of(step))
        before = step - 1
    return groups, joined


def _declares(sentence: Sentence, place: int) -> bool:
    """Tell whether a formula names something or says to which set it belongs, and no more."""
    relations = {sign for part in sentence.parsed.get(sentence.pieces[place].math, []) for sign in part.relations}
    return bool(sentence.names_of(place)) and relations <= {"in", "~"}


def _join(sentence: Sentence, place: int, step: int) -> int | None:
    """Return where the next formula of a list stands, None if the list ends."""
    start = place
    while sentence.text_at(place) in _JOINS or sentence.kind_at(place) == "comma":
        place += step
    inside = 0 <= place < len(sentence.pieces)
    return place if inside and place != start and sentence.kind_at(place) == "math" else None


def _kind(sentence: Sentence, name: str) -> str:
    symbol = sentence.scope.get(name)
    return symbol.ty.kind if symbol is not None and symbol.ty is not None else ""


def _open(sentence: Sentence, index: int, names: tuple[str, ...]) -> tuple[str, ...]:
    sentence.unread(sentence.text_at(index))
    return names


def respective(sentence: Sentence, index: int) -> tuple[str, ...] | None:
    """Return whose a property is in “A and B are symmetric and orthogonal, respectively”: () if that isn't clear.

    None stands for a sentence that has no such word, or one property only.
    """
    if not any(piece.text in _RESPECTIVELY for piece in sentence.pieces):
        return None
    groups = _predicates(sentence)
    if len(groups) < _ENOUGH:
        return None
    subjects = [(name,) for k in range(len(sentence.pieces)) for name in sentence.names_of(k)]
    number = next(k for k, group in enumerate(groups) if index in group)
    return subjects[number] if len(subjects) == len(groups) else ()


def _predicates(sentence: Sentence) -> list[list[int]]:
    """Return the places of the properties in groups, one for each part of the list of predicates."""
    groups: list[list[int]] = []
    fresh = True
    for place, piece in enumerate(sentence.pieces):
        if piece.kind == "prop":
            if fresh:
                groups.append([])
            groups[-1].append(place)
            fresh = False
        elif piece.text in _JOINS or piece.kind in {"comma", "math"}:
            fresh = True
    return groups
