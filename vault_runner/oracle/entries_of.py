"""Random vectors by their entries: “the entries of q and k are i.i.d. with mean 0 and variance 1”.

Only a vector that the note declares becomes random so, and only where the clause says nothing else of its entries.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.words import Piece

_ENTRIES = frozenset({"entries", "elements", "components", "coordinates", "分量", "元素", "元"})
_APART = frozenset({"iid", "independent"})
_MEANS = {"zero-mean": ("mean", "0"), "unit-variance": ("variance", "1")}
_BEFORE = frozenset({"let", "where", "that", "suppose", "assume", "and", "if", "when", "and let"})
_LINKS = frozenset(
    ["are", "is", "be", "all", "and", "with", "of", "have", "has", "having", "a", "the", "each", "random", "real",
     "their", "mutually", "jointly", "common", "finite", "都", "均", "的", "为", "是", "且", "和", "与", "各", "个",
     "有", "具有", "相互", "它们"],
)  # fmt: skip


def take_entries(sentence: Sentence) -> None:
    """Make vectors random whose entries are said to be independent of each other."""
    for index in range(len(sentence.pieces)):
        if sentence.text_at(index) not in _ENTRIES or not _all_of_them(sentence, index):
            continue
        behind = sentence.text_at(index + 1) == "of" and sentence.kind_at(index + 2) == "math"
        before = sentence.kind_at(index - 1) == "math" or sentence.text_at(index - 1) in {"的", "各"}
        if behind:
            _take(sentence, _last(sentence, index + 2), sentence.group_at(index + 2))
        elif before and not sentence.text_at(index).isascii():
            _take(sentence, index, sentence.backward(index))


def _all_of_them(sentence: Sentence, index: int) -> bool:
    """Tell whether the word stands for all entries: “the entries”, “the $2d$ entries”, not “the first two entries”."""
    place = index - 1
    if not sentence.text_at(index).isascii():
        return sentence.text_at(place) in {"的", "各", "所有", "个"} or sentence.kind_at(place) == "math"
    if sentence.kind_at(place) == "math" and sentence.text_at(place - 1) in {"the", "all"}:
        place -= 1
    while sentence.text_at(place) in {"the", "all"}:
        place -= 1
    return sentence.kind_at(place) in {"stop", "comma"} or sentence.text_at(place) in _BEFORE


def _last(sentence: Sentence, place: int) -> int:
    """Return the place of the last formula of a list."""
    end = place
    while sentence.kind_at(end + 1) == "math" or (
        (sentence.kind_at(end + 1) == "comma" or sentence.text_at(end + 1) in {"and", "和", "与"})
        and sentence.kind_at(end + 2) == "math"
        and sentence.names_of(end + 2)
        and sentence.bare(end + 2)
    ):
        end += 1 if sentence.kind_at(end + 1) == "math" else 2
    return end


def _take(sentence: Sentence, place: int, names: tuple[str, ...]) -> None:
    """Read the clause behind the names; a word of another kind ends the reading before anything is taken."""
    scope = sentence.scope
    symbols = [scope.get(name) for name in names]
    plain = [one for one in symbols if one is not None and one.ty is not None and one.ty.kind == "col"]
    words = _predicates(sentence, place + 1)
    values = {word.value for _, word in words} if words else set()
    if not names or len(plain) != len(names) or any(one.body or one.random or one.law or one.props for one in plain):
        return
    if words is None or not values & _APART or values - _APART - set(_MEANS):
        return
    texts = [piece.text for piece in sentence.pieces]
    if any(texts.count(word.text) > 1 for _, word in words) or any(
        at in sentence.denials.places or sentence.negated(at) for at, _ in words
    ):
        return
    prop = "iid" if "iid" in values else "independent"
    for one in plain:
        scope.symbols[one.name] = replace(one, random=True, props=one.props | {prop})
        given = [_MEANS[value] for value in sorted(values & set(_MEANS))]
        told = tuple((kind, Node("num", (), number)) for kind, number in given)
        scope.moments[one.name] = (*scope.moments.get(one.name, ()), *told)
    if len(names) > 1:
        scope.facts.add(("independent", *names))
        scope.facts |= {("identical", *names)} if prop == "iid" else set()
    sentence.understood |= {word.text for _, word in words}


def _predicates(sentence: Sentence, place: int) -> list[tuple[int, Piece]] | None:
    """Return the properties that the clause states, None if something else stands in it."""
    found: list[tuple[int, Piece]] = []
    while place < len(sentence.pieces):
        piece = sentence.pieces[place]
        if piece.kind == "prop":
            found.append((place, piece))
        elif piece.kind == "role" and piece.value in {"mean", "variance"}:
            place += sentence.text_at(place + 1) in {"为", "是", "of"}
            if sentence.kind_at(place + 1) != "math":
                return None
            place += 1
        elif piece.kind == "type" and piece.value == "rv":
            pass
        elif piece.kind == "comma" and found:
            if sentence.kind_at(place + 1) not in {"prop", "role"} and sentence.text_at(place + 1) not in _LINKS:
                break
        elif piece.text not in _LINKS:
            return None if piece.kind != "comma" else found or None
        place += 1
    return found
