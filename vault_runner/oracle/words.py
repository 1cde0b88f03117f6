"""Prose cut into pieces: formulas, known phrases, words without weight, and what isn't known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vault_runner.oracle.lexicon import KINDS, PROPERTIES, ROLES
from vault_runner.oracle.lexicon_denials import CUES, HARMLESS, NEGATIONS, SOFT_NEGATIONS
from vault_runner.oracle.topics import NEUTRAL, NEUTRAL_CHINESE, TOPICS, TOPICS_CHINESE

COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "both": 2,
    "a": 1,
    "an": 1,
    "one": 1,
    "两个": 2,
    "一个": 1,
    "三个": 3,
    "两": 2,
}
_MATH = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$|\\\((.+?)\\\)", re.DOTALL)
_CODE = re.compile(r"`[^`]*`")
_TOKEN = re.compile(
    r"\x00(\d+)\x00|[iI]\.[iI]\.[dD]\.?|[A-Za-z][A-Za-z'’.\-]*[A-Za-z]|[A-Za-z]|[一-鿿]|\d+(?:\.\d+)*|\S"
)
_STOPS = frozenset(".;。；!?！？")
_COMMAS = frozenset(",，、:：")
_SILENT = frozenset("()[]{}（）【】*_\"'“”‘’`#>-–—|~·…《》「」/&+=<✅→👍👉=")
LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of prose.

    `kind` is math, prop, type, role, neg, soft, cue, plain, name, person, count, comma, stop or unread.
    """

    kind: str
    text: str
    value: str = ""
    math: int = -1


def formulas_in(prose: str) -> tuple[list[tuple[str, int]], str]:
    """Take the inline formulas out of a paragraph: each with its offset, and the text with marks in their place."""
    formulas: list[tuple[str, int]] = []

    def replaced(match: re.Match[str]) -> str:
        group = next(index for index in (1, 2, 3) if match[index] is not None)
        formulas.append((match[group], match.start(group)))
        return f" \x00{len(formulas) - 1}\x00 "

    return formulas, _MATH.sub(replaced, prose)


@cache
def _phrases() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for source, kind in ((ROLES, "role"), (KINDS, "type"), (PROPERTIES, "prop")):
        for phrase, value in source.items():
            table.setdefault(phrase.lower(), (kind, value))
    for phrase in ("column vector", "row vector"):
        table.setdefault(phrase, ("type", "col"))
    for phrase in SOFT_NEGATIONS:
        table[phrase] = ("soft", "")
    for word in NEGATIONS:
        table.setdefault(word, ("neg", ""))
    for phrase in CUES:
        table.setdefault(phrase, ("cue", ""))
    for phrase in HARMLESS:
        table[phrase] = ("name", "")
    return table


@cache
def _longest() -> dict[str, int]:
    """Return how many words the longest phrase has that begins with a word, for words that begin one of several."""
    longest: dict[str, int] = {}
    for phrase in _phrases():
        first, count = phrase.split(" ")[0], phrase.count(" ") + 1
        if count > 1:
            longest[first] = max(longest.get(first, 1), count)
    return longest


@cache
def _chinese() -> list[tuple[str, str, str]]:
    table = [(phrase, kind, value) for phrase, (kind, value) in _phrases().items() if not phrase.isascii()]
    table += [(word, "plain", "") for word in (*NEUTRAL_CHINESE, *TOPICS_CHINESE)]
    return sorted(table, key=lambda row: -len(row[0]))


def pieces_of(text: str) -> list[Piece]:
    """Cut marked text into pieces, longest phrase first."""
    tokens = [(match[0], match[1]) for match in _TOKEN.finditer(_CODE.sub(" ", text))]
    pieces: list[Piece] = []
    index = 0
    while index < len(tokens):
        token, formula = tokens[index]
        if formula is not None:
            pieces.append(Piece("math", "", "", int(formula)))
            index += 1
        elif "一" <= token <= "鿿":
            index += _chinese_piece(tokens, index, pieces)
        else:
            index += _english_piece(tokens, index, pieces)
    return pieces


def _chinese_piece(tokens: list[tuple[str, str | None]], index: int, pieces: list[Piece]) -> int:
    run = ""
    for token, formula in tokens[index : index + 8]:
        if formula is not None or (token.isascii() and not run):
            break
        run += token
    for phrase, kind, value in _chinese():
        compact = phrase.replace(" ", "")
        if run.startswith(compact):
            pieces.append(Piece("count" if phrase in COUNTS else kind, phrase, value or (str(COUNTS.get(phrase, "")))))
            return _consumed(tokens, index, len(compact))
    pieces.append(Piece("unread", run[:1]))
    return 1


def _consumed(tokens: list[tuple[str, str | None]], index: int, length: int) -> int:
    taken = count = 0
    while taken < length:
        taken += len(tokens[index + count][0])
        count += 1
    return count


def _english_piece(tokens: list[tuple[str, str | None]], index: int, pieces: list[Piece]) -> int:
    first = _folded(tokens[index][0])
    for length in range(min(_longest().get(first, 1), LONGEST_PHRASE), 0, -1):
        group = tokens[index : index + length]
        if len(group) < length or any(formula is not None for _, formula in group):
            continue
        phrase = _folded(" ".join(token for token, _ in group))
        found = _phrases().get(phrase) or _phrases().get(phrase.rstrip("."))
        if found is not None:
            pieces.append(Piece(found[0], phrase, found[1]))
            return length
    return _single_word(tokens[index][0], pieces)


def _single_word(token: str, pieces: list[Piece]) -> int:
    word = _folded(token)
    if token in _STOPS:
        pieces.append(Piece("stop", token))
    elif token in _COMMAS:
        pieces.append(Piece("comma", token))
    elif word in COUNTS:
        pieces.append(Piece("count", word, str(COUNTS[word])))
    elif token[0].isupper() and word.removesuffix("'s") in _NAMES:
        pieces.append(Piece("person", word))
    elif (
        token in _SILENT
        or _light(word)
        or (not token.isascii() and not token.isalpha())
        or word.isdigit()
        or ("-" in word and all(_weightless(part) for part in word.split("-")))
    ):
        pieces.append(Piece("plain", word))
    else:
        pieces.append(Piece("unread", token))
    return 1


def _folded(text: str) -> str:
    return text.lower().replace("’", "'")


def _light(word: str) -> bool:
    word = word.strip(".").removesuffix("'s")
    return word in NEUTRAL or word in TOPICS


def _weightless(word: str) -> bool:
    return _light(word) and word not in {"and", "or"}


_NAMES = frozenset(
    [
        "taylor",
        "euler",
        "bayes",
        "jensen",
        "cauchy",
        "schwarz",
        "cauchy-schwarz",
        "jacobi",
        "frobenius",
        "kronecker",
        "hadamard",
        "gauss",
        "gaussian",
        "newton",
        "fourier",
        "laplace",
        "woodbury",
        "sherman",
        "morrison",
        "sylvester",
        "cayley",
        "hamilton",
        "leibniz",
        "stirling",
        "bernoulli",
        "markov",
        "chebyshev",
        "young",
        "hölder",
        "minkowski",
        "shannon",
        "gibbs",
        "fisher",
        "moore",
        "penrose",
        "householder",
        "gram",
        "schmidt",
        "strassen",
        "pytorch",
        "numpy",
        "adam",
        "momentum",
        "rmsprop",
        "nesterov",
        "lagrange",
        "pythagoras",
        "pythagorean",
        "viète",
        "vandermonde",
        "rodrigues",
        "weyl",
        "rayleigh",
        "parseval",
        "cholesky",
        "jordan",
        "schur",
        "hessian",
        "wolfram",
        "bienaymé",
        "wald",
        "stein",
        "steiner",
        "faulhaber",
        "vieta",
        "binet",
        "pascal",
        "bellman",
    ],
)
