"""“Let $A$ and $B$ be sets”: whatever they were above, from here on they are sets."""

from __future__ import annotations

from vault_runner.oracle.sentence import Sentence

_SETS = frozenset({"set", "sets", "集合"})
_BEING = frozenset(["be", "is", "are", "a", "any", "arbitrary", "two", "three", "是", "为", "均为", "都是"])


def take_named_sets(sentence: Sentence) -> None:
    """Forget the kinds that earlier paragraphs gave to names of which a sentence says that they are sets."""
    for index, piece in enumerate(sentence.pieces):
        word = piece.text.lower() + (sentence.text_at(index + 1) if piece.text == "集" else "")
        if word not in _SETS or sentence.text_at(index - 1) not in _BEING or sentence.negated(index):
            continue
        for name in sentence.subject(index):
            symbol = sentence.scope.get(name)
            if name in sentence.scope.settled and symbol is not None and symbol.ty is not None:
                del sentence.scope.symbols[name]
