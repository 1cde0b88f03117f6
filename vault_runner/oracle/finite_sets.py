"""Tables on a finite set: “p, q > 0 on a finite set” are positive there; that they sum to one it doesn't say."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.terms import NUM, col

_ON = frozenset({"on", "over"})
_BETWEEN = frozenset({"a", "an", "the", "same", "common", "some", "finite"})
_SETS = frozenset({"set", "alphabet", "support", "space"})
_SIGNS = {">": "positive", ">=": "nonnegative"}


def take_finite_sets(sentence: Sentence) -> None:
    """Make tables of what is said to be positive on a finite set."""
    for index in range(len(sentence.pieces)):
        names, prop = _compared(sentence, index)
        if not names or not _on_a_finite_set(sentence, index + 1):
            continue
        known = [sentence.scope.get(name) for name in names]
        if any(one is not None and (one.body is not None or one.random or one.ty not in {None, NUM}) for one in known):
            continue
        for name in names:
            sentence.scope.symbols[name] = Symbol(name, col(Dim.of("?K")), frozenset({prop}))
            sentence.scope.options[f"table {name}"] = "yes"
        sentence.understood |= {"finite", *_SETS}
        sentence.understood |= {"cross-entropy"} if _defined(sentence, "cross-entropy") else set()


def _compared(sentence: Sentence, index: int) -> tuple[tuple[str, ...], str]:
    """Return the names of `p, q > 0` and the property that it gives them."""
    parsed = sentence.parsed.get(sentence.pieces[index].math, []) if sentence.kind_at(index) == "math" else []
    if not parsed:
        return (), ""
    *plain, last = parsed
    if len(last.relations) != 1 or last.relations[0] not in _SIGNS or last.members[1].text != "0":
        return (), ""
    sides = [one.members[0] for one in plain if not one.relations] + [last.members[0]]
    parts = [part for side in sides for part in (side.args if side.head == "tuple" else (side,))]
    names = tuple(name_of(part) for part in parts)
    return (names, _SIGNS[last.relations[0]]) if all(names) and len(sides) == len(parsed) else ((), "")


def _on_a_finite_set(sentence: Sentence, place: int) -> bool:
    if sentence.text_at(place) not in _ON:
        return False
    place, finite = place + 1, False
    while sentence.text_at(place) in _BETWEEN:
        finite = finite or sentence.text_at(place) == "finite"
        place += 1
    return finite and sentence.text_at(place) in _SETS


def _defined(sentence: Sentence, word: str) -> bool:
    """Tell whether a word only says what the definition behind it is called."""
    places = [index for index, piece in enumerate(sentence.pieces) if piece.text == word]
    return all(
        any(one.relations[:1] in {("=",), (":=",)} for one in sentence.parsed.get(sentence.pieces[index + 1].math, []))
        for index in places
        if sentence.kind_at(index + 1) == "math"
    ) and all(sentence.kind_at(index + 1) == "math" for index in places)
