"""What prose says of random variables together: Markov chains, independence given a third, what a chain keeps."""

from __future__ import annotations

from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import TRIPLE
from vault_runner.oracle.terms import NUM

_CHAIN = frozenset({"markov chain", "markov chains", "马尔可夫链", "马氏链", "马尔科夫链"})
_APART = frozenset({"conditionally independent", "条件独立"})
_GIVEN = frozenset({"given", "给定", "已知", "在给定"})
_STAYS = frozenset({"stationary distribution", "invariant distribution", "平稳分布", "不变分布"})
_CHANCES = frozenset({"stochastic", "doubly-stochastic", "column-stochastic"})


def take_chance(sentence: Sentence) -> None:
    """Read the patterns of a sentence that tie variables to each other; what is denied is left to others."""
    for index, piece in enumerate(sentence.pieces):
        if index in sentence.denials.places or sentence.negated(index):
            continue
        if piece.text in _CHAIN:
            _chain(sentence, piece.text)
        elif piece.text in _APART:
            _apart(sentence, index)


def take_stationary(sentence: Sentence) -> None:
    """Bind the distribution that a chain keeps, once its matrix is known."""
    for index, piece in enumerate(sentence.pieces):
        if piece.text in _STAYS and index not in sentence.denials.places and not sentence.negated(index):
            _stationary(sentence, index)


def _chain(sentence: Sentence, word: str) -> None:
    for piece in sentence.pieces:
        statements = sentence.parsed.get(piece.math, []) if piece.kind == "math" else []
        if len(statements) != 1 or set(statements[0].relations) != {"->"} or len(statements[0].members) < TRIPLE:
            continue
        names = tuple(name_of(member) for member in statements[0].members)
        if all(names) and _random(sentence, names):
            sentence.scope.facts.add(("markov", *names))
            _understood(sentence, piece.math, word)


def _random(sentence: Sentence, names: tuple[str, ...]) -> bool:
    """Take names for random variables, unless something else is known of one."""
    for name in names:
        symbol = sentence.scope.get(name)
        if symbol is None or (symbol.ty is None and symbol.body is None):
            sentence.scope.declare(Symbol(name, NUM, random=True))
        elif not symbol.random:
            return False
    return True


def _understood(sentence: Sentence, math: int, word: str) -> None:
    sentence.understood.add(word)
    latex, _ = sentence.formulas[math]
    sentence.scope.unread = [text for text in sentence.scope.unread if text != f"${latex}$"]


def _apart(sentence: Sentence, index: int) -> None:
    """Read “X and Y are conditionally independent given Z”."""
    place = next((k for k, piece in enumerate(sentence.pieces) if piece.text in _GIVEN), -1)
    math = next((k for k in range(place + 1, place + TRIPLE) if sentence.kind_at(k) == "math"), -1)
    given = sentence.names_of(math) if place >= 0 and math >= 0 else ()
    places = [k for k in range(_end(sentence, index)) if k != math and sentence.kind_at(k) == "math"]
    others = dict.fromkeys(name for k in places for name in sentence.names_of(k))
    pair = tuple(name for name in others if name not in given)[-2:]
    if len(given) == 1 and len(pair) == 2 and _random(sentence, (*pair, *given)):  # noqa: PLR2004 - a pair
        sentence.scope.facts.add(("markov", pair[0], given[0], pair[1]))
        sentence.understood |= {sentence.text_at(index), "时", "下", "条件"}


def _end(sentence: Sentence, index: int) -> int:
    """Return where the subject of a word ends: at the word itself."""
    return index if any(sentence.names_of(k) for k in range(index)) else len(sentence.pieces)


def _stationary(sentence: Sentence, index: int) -> None:
    """Bind a name to the stationary distribution of the only matrix of chances."""
    scope = sentence.scope
    matrices = [
        name for name, symbol in scope.symbols.items()
        if symbol.ty is not None and symbol.ty.kind == "mat" and symbol.props & _CHANCES
    ]  # fmt: skip
    near = sorted(
        (k for k, piece in enumerate(sentence.pieces) if piece.kind == "math"), key=lambda k: (abs(k - index), k)
    )
    for place in near:
        nodes = sentence.expressions_of(place)
        name = name_of(nodes[0]) if len(nodes) == 1 else ""
        symbol = scope.get(name)
        if name and name not in matrices and (symbol is None or symbol.ty is None) and len(matrices) == 1:
            scope.symbols[name] = Symbol(name, None, role="stationary", of=(matrices[0],))
            said = sentence.text_at(index)
            scope.unread = [text for text in scope.unread if text != said]
            scope.reserve = [text for text in scope.reserve if text not in {said, said[:2], said.partition(" ")[0]}]
            _keeping(sentence, {name, matrices[0]})
            return


def _keeping(sentence: Sentence, names: set[str]) -> None:
    """Take the equation that only says again what the chain keeps for read."""
    for math, statements in sentence.parsed.items():
        if len(statements) != 1 or statements[0].relations != ("=",):
            continue
        sides = [{name_of(part) for part in side.walk()} - {""} for side in statements[0].members]
        if sides[0] | sides[1] == names and min(map(len, sides)) == 1 and max(map(len, sides)) == len(names):
            _understood(sentence, math, "")
