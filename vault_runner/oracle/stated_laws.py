"""Laws that the words give to random variables in a form that no reader takes: densities, masses, eponyms, moments.

Such a variable keeps a law of its own that is not known here. What holds for any law holds for it, but a sample of
another law says nothing against the note.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from vault_runner.oracle.declare_laws import distribution_of
from vault_runner.oracle.prose_topics import predicated
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.tables import Chance
from vault_runner.oracle.terms import BOOL

ANY = "*"
"""Stands for every random variable: the sentence says of which law something is, but not of what."""
_OPTION = "law unread "
_WORDS = frozenset(
    ["density", "densities", "pdf", "pdfs", "pmf", "pmfs", "cdf", "cdfs", "law", "laws", "distribution",
     "distributions", "distributed", "probability distribution", "discrete distribution", "joint density",
     "joint distribution", "mass", "survival", "tail", "tails", "hazard", "quantile", "quantiles", "characteristic",
     "generating", "mgf", "pgf", "follows", "follow", "drawn", "draws", "sampled", "obeys", "truncated", "mixture",
     "mixtures", "takes", "values", "die", "dice", "coin", "coins", "indicator", "indicators", "likely", "equally",
     "fair", "exchangeable", "degenerate", "sign", "signs", "standard", "inverse", "direction", "shape", "scale",
     "取值", "骰子", "硬币", "示性", "指示", "等可能", "process", "chain", "martingale", "walk",
     "密度", "密度函数", "概率密度", "分布", "分布函数", "概率分布",
     "离散分布", "服从", "分布律", "分布列", "特征函数", "矩母函数", "混合", "截断", "抽取", "抽自", "过程", "鞅"],
)  # fmt: skip
"""Words that speak of how something is distributed."""
_ITSELF = frozenset(
    ["die", "dice", "coin", "coins", "indicator", "indicators", "exchangeable", "degenerate", "骰子",
     "硬币", "示性", "指示", "等可能", "martingale", "walk", "process", "鞅"],
)  # fmt: skip
"""Words that say a law without another word."""
_CONTINUOUS = frozenset({"continuous", "连续", "连续型"})
_CHANCES = frozenset({"P", "mathbb:P", "Pr"})
_MEASURES = _CHANCES | {"E", "mathbb:E", "Var", "Cov", "Corr", "Std"}
_LETTERS = ("f", "p", "F", "P", "M", "phi", "varphi", "G", "K", "m", "S", "mathbb:P")
_NAMING = frozenset({"in", "~", "->", "indep", "perp", "given"})


def note_laws(sentence: Sentence) -> None:
    """Remember whose law a sentence states without its being read."""
    scope = sentence.scope
    for math, statements in sentence.parsed.items():
        if any(piece.kind == "math" and piece.math == math for piece in sentence.pieces):
            for statement in statements:
                _mark(scope, _of_formula(scope, statement))
                if not statement.relations and distribution_of(statement.members[0]) is not None:
                    _mark(scope, (ANY,))  # “X and Y are i.i.d. N(0, 1)”: of which law something is, but not of what
                if f"${sentence.formulas[math][0]}$" in scope.unread:
                    _mark(scope, (name for side in statement.members for name in _variables(scope, side)))
    unparsed = [
        piece for piece in sentence.pieces
        if piece.kind == "math" and f"${sentence.formulas[piece.math][0]}$" in scope.unread
    ]  # fmt: skip
    words = [index for index, piece in enumerate(sentence.pieces) if piece.text.lower() in _WORDS]
    # What stands in for a law has ties, which a continuous one hasn't.
    words += [index for index in range(len(sentence.pieces)) if _continuous(sentence, index)]
    person = any(_eponym(sentence, index) for index, piece in enumerate(sentence.pieces) if piece.kind == "person")
    if not words and not person:
        return
    itself = any(sentence.text_at(index).lower() in _ITSELF | _CONTINUOUS for index in words)
    itself = itself or any(
        one.text == "random" and two.text in {"sign", "signs"} for one, two in itertools.pairwise(sentence.pieces)
    )
    if person or unparsed or itself or any(_particular(sentence, index) for index in words):
        _mark(scope, _subjects(sentence) or (ANY,))


def laws_unread(scope: Scope, chance: object) -> list[str]:
    """Return those of the random variables of a plan whose law is stated but was not read; events have none."""
    if not isinstance(chance, Chance):
        return []
    free = [name for name, one in chance.variables.items() if name not in chance.laws and one.ty != BOOL]
    marked = {option.removeprefix(_OPTION) for option in scope.options if option.startswith(_OPTION)}
    if ANY in marked:
        return free
    families = {name.partition("_")[0] for name in marked}
    return [name for name in free if name.partition("_")[0] in families]


def _mark(scope: Scope, names: Iterable[str]) -> None:
    for name in names:
        scope.options[_OPTION + name] = "yes"


def _eponym(sentence: Sentence, index: int) -> bool:
    """Tell whether a person's name names a law, as in “X is Cauchy”; Chebyshev's inequality isn't one."""
    after = index + 1
    while sentence.kind_at(after) == "person" or sentence.text_at(after) in {"-", "–", "—"}:
        after += 1
    of_law = sentence.text_at(after).lower() in _WORDS or sentence.kind_at(after) in {"type", "math"}
    return of_law or predicated(sentence, index)


def _subjects(sentence: Sentence) -> tuple[str, ...]:
    """Return the names of a sentence that may be random variables, with the letters of their families."""
    found: dict[str, None] = {}
    for index, piece in enumerate(sentence.pieces):
        names = sentence.names_of(index) if piece.kind == "math" else ()
        for name in names:
            symbol = sentence.scope.get(name)
            free = symbol is None or (symbol.body is None and not symbol.callable and symbol.law is None)
            if free and (symbol is None or symbol.random or symbol.ty is None or name[:1].isupper()):
                found |= {name: None, name.partition("_")[0]: None}
    return tuple(found)


def _continuous(sentence: Sentence, index: int) -> bool:
    noun = sentence.pieces[index + 1] if sentence.kind_at(index + 1) == "type" else None
    return sentence.text_at(index).lower() in _CONTINUOUS and noun is not None and noun.value in {"rv", "rvec"}


def _particular(sentence: Sentence, index: int) -> bool:
    """Tell whether a word speaks of one law rather than of any: a formula or a word that isn't known goes with it."""
    for place in range(index - 1, -1, -1):
        piece = sentence.pieces[place]
        if piece.kind in {"comma", "math"}:
            break
        if piece.kind == "unread":
            return True
    for place in range(index + 1, len(sentence.pieces)):
        piece = sentence.pieces[place]
        if piece.kind == "unread" or (piece.kind == "math" and not _free_name(sentence, place)):
            return True
    return False


def _free_name(sentence: Sentence, place: int) -> bool:
    r"""Tell whether a formula only names: `p`, `X, Y`, `p(x, y)`, `X \in \mathbb{R}`."""
    statements = sentence.parsed.get(sentence.pieces[place].math, [])
    for statement in statements:
        if statement.relations and not set(statement.relations) <= _NAMING:
            return False
        if not statement.relations and not _names_only(sentence.scope, statement.members[0]):
            return False
    return bool(statements)


def _names_only(scope: Scope, node: Node) -> bool:
    if node.head in {"tuple", "group"}:
        return all(_names_only(scope, part) for part in node.args)
    if node.head == "call":
        return all(_names_only(scope, part) for part in node.args)
    symbol = scope.get(name_of(node))
    return bool(name_of(node)) and (symbol is None or symbol.body is None)


def _of_formula(scope: Scope, statement: Statement) -> tuple[str, ...]:
    r"""Return whose law a formula gives: `P(X > x) = …`, `f_X(x) = …`, `X \sim \text{Foo}(a)`."""
    if not statement.relations:
        return ()
    left = statement.members[0]
    if statement.relations[0] == "~":
        names = {name_of(part) for part in left.walk()} - {""}
        return tuple(name for name in names if (symbol := scope.get(name)) is None or symbol.law is None)
    if statement.relations[0] not in {"=", ":=", "propto"}:
        return ()
    if left.head in {"apply", "call"} and left.args[0].text in _CHANCES:
        return _variables(scope, left)
    if left.head == "call" and left.args[0].head == "sub" and name_of(left.args[0]).startswith(_LETTERS):
        return _variables(scope, left.args[0])
    return ()


def _variables(scope: Scope, node: Node) -> tuple[str, ...]:
    names = {name_of(part) for part in node.walk()} - {""}
    return tuple(
        name for name in sorted(names)
        if name[:1].isupper() and name not in _MEASURES and ((symbol := scope.get(name)) is None or symbol.law is None)
    )  # fmt: skip
