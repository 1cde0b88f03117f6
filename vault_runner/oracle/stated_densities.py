r"""Densities that words give to a name: “p is the density of N(μ, Σ)” says what `p(x)` is, for any x."""

from __future__ import annotations

from vault_runner.oracle.declare_laws import distribution_of, take_law
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM

_DENSITIES = frozenset({"density", "pdf", "probability density", "densities"})
_IS = frozenset({"is", "be", "denotes", "denote", "being", "the", "for", "write", "a", "an", "function", "its"})
_GOING_ON = frozenset({"with", "where", "and", "for", "so", "then", "whose"})
_CHANGING = frozenset(
    ["truncated", "restricted", "conditioned", "conditional", "given", "folded", "wrapped", "shifted", "scaled",
     "unnormalised", "unnormalized", "log", "logarithm", "up", "proportional", "twice", "half", "under"],
)  # fmt: skip
"""Words that make another density of the one of a law."""
_POINT = "x"


def take_densities(sentence: Sentence) -> None:
    """Define what is called the density of a Gaussian, and type its parameters."""
    for index in range(len(sentence.pieces)):
        if sentence.text_at(index) not in _DENSITIES or index in sentence.denials.places or sentence.negated(index):
            continue
        place = index + 1
        while sentence.text_at(place) in {"function", "of", "the", "a"}:
            place += 1
        law = _law_at(sentence, place)
        name = _called(sentence, index)
        if law is not None and name:
            _define(sentence, name, law)
            sentence.understood |= {sentence.text_at(index), "density", "of"}


def _law_at(sentence: Sentence, place: int) -> Node | None:
    nodes = sentence.expressions_of(place) if sentence.kind_at(place) == "math" else ()
    law = distribution_of(nodes[0]) if len(nodes) == 1 else None
    plain = sentence.kind_at(place + 1) in {"stop", "comma"} or sentence.text_at(place + 1) in _GOING_ON
    changed = any(piece.text.lower() in _CHANGING for piece in sentence.pieces)
    return law if law is not None and law.text == "normal" and len(law.args) == PAIR and plain and not changed else None


def _called(sentence: Sentence, index: int) -> str:
    """Return the name in “let p be the density of …”."""
    place = index - 1
    while sentence.text_at(place) in _IS:
        place -= 1
    names = sentence.names_of(place) if 0 <= place < index - 1 and sentence.kind_at(place) == "math" else ()
    nodes = sentence.expressions_of(place) if names else ()
    symbol = sentence.scope.get(names[0]) if len(names) == 1 else None
    plain = symbol is None or (symbol.ty is None and symbol.body is None and not symbol.random)
    return names[0] if len(nodes) == 1 and name_of(nodes[0]) == names[0] and plain else ""


def _define(sentence: Sentence, name: str, law: Node) -> None:
    scope = sentence.scope
    example = f"{_POINT} of {name}"
    take_law(scope, Node("sym", (), example), Node("call", (Node("sym", (), "mathcal:N"), *law.args), "( ,"))
    drawn = scope.symbols.pop(example, None)
    scope.options.pop(f"kind by law {example}", None)
    body = Node("call", (Node("sym", (), "mathcal:N"), Node("sym", (), _POINT), *law.args), "( ; ,")
    scope.symbols[name] = Symbol(name, None, body=body, params=(_POINT,), callable=True)
    if scope.get(_POINT) is None and drawn is not None:
        scope.hints[_POINT] = drawn.ty or NUM
