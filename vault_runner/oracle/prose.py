"""The prose reader: which words of a paragraph declare what about which formula, and which were not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from vault_runner.oracle.axes import stated_axis
from vault_runner.oracle.bases import stated_base
from vault_runner.oracle.bivariate_normals import stated_bivariate
from vault_runner.oracle.compositions import declare_compositions, stated_compositions
from vault_runner.oracle.conventions import conventions_of, elementwise_exponential, stated_prime, without_whole
from vault_runner.oracle.declare import declare
from vault_runner.oracle.declared_by_use import note_events, stated_again, stated_place
from vault_runner.oracle.denials import denials_of, is_cue
from vault_runner.oracle.eigen_pairs import stated_eigenpairs
from vault_runner.oracle.einstein import stated_summation
from vault_runner.oracle.entries_of import take_entries
from vault_runner.oracle.families import Subjects
from vault_runner.oracle.finite_sets import take_finite_sets
from vault_runner.oracle.indexed_arrays import take_arrays
from vault_runner.oracle.inference import infer_kinds
from vault_runner.oracle.law_functionals import stated_functionals
from vault_runner.oracle.macros import Macro
from vault_runner.oracle.meant_bars import note_bars
from vault_runner.oracle.named_sets import take_named_sets
from vault_runner.oracle.noises import take_noises
from vault_runner.oracle.paraphrase import plainly
from vault_runner.oracle.prose_chance import take_chance, take_stationary
from vault_runner.oracle.prose_decompositions import take_decompositions
from vault_runner.oracle.prose_kinds import take_kind, take_sets, take_shapes, take_sizes
from vault_runner.oracle.prose_losses import take_losses
from vault_runner.oracle.prose_parts import take_parts
from vault_runner.oracle.prose_properties import ASYMMETRIC, take_property, withdraw
from vault_runner.oracle.prose_topics import take_labels, take_topics
from vault_runner.oracle.reserve import reserves_of
from vault_runner.oracle.roles import take_role
from vault_runner.oracle.scope import Scope
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.shape_words import stated_arrangement
from vault_runner.oracle.singular_vectors import stated_triples
from vault_runner.oracle.stated_complex import stated_complex
from vault_runner.oracle.stated_densities import take_densities
from vault_runner.oracle.stated_laws import note_laws
from vault_runner.oracle.stated_models import stated_models
from vault_runner.oracle.stated_operators import stated_operators
from vault_runner.oracle.stated_products import stated_products
from vault_runner.oracle.statements import read_formula
from vault_runner.oracle.steady_sequences import is_constant_sequence
from vault_runner.oracle.syntax import UnreadableError
from vault_runner.oracle.worded_laws import laws_in_symbols
from vault_runner.oracle.words import Piece, formulas_in, pieces_of

REMEMBERED = 4000
"""Characters; a paragraph that is longer is read anew each time, so that what is remembered stays small."""
_IF = frozenset(["if", "when", "whenever", "若", "如果", "当", "假如", "倘若", "当且仅当"])
_GENERAL = frozenset(["general", "generally", "generic", "otherwise", "一般", "一般地", "一般的", "否则"])


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a paragraph come to, whatever was said before them."""

    formulas: tuple[tuple[str, int], ...]
    sentences: tuple[tuple[Piece, ...], ...]
    reserve: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def read_prose(scope: Scope, prose: str, macros: Mapping[str, Macro] | None = None) -> None:
    """Add what a paragraph declares to a scope; what isn't understood goes to `scope.unread`."""
    words = _words_of(prose) if len(prose) <= REMEMBERED else _words_of.__wrapped__(prose)
    scope.reserve = list(words.reserve)
    scope.options.update(words.options)
    scope.hints = {}  # they last as long as their paragraph
    scope.options.pop(ASYMMETRIC, None)
    scope.equations = [pair for pair in scope.equations if not is_constant_sequence(*pair)]
    paragraph = Sentence(scope, list(words.formulas), macros or {})
    for number, pieces in enumerate(words.sentences):
        before = scope.copy()
        if number and any(piece.text in _GENERAL for piece in pieces):
            forget(scope, Scope())
        _read(paragraph, list(pieces))
        if number + 1 < len(words.sentences) and any(piece.text in _IF for piece in pieces):
            forget(scope, before)
    infer_kinds(scope, [statement for parsed in paragraph.parsed.values() for statement in parsed])
    paragraph.reconsider()
    declare_compositions(scope)


# Of a note that is edited all paragraphs but one are as they were.
@lru_cache(maxsize=1000)
def _words_of(prose: str) -> _Words:
    prose, summation = stated_summation(prose)
    prose, axis = stated_axis(prose)
    prose, primes = stated_prime(prose)
    prose, models = stated_models(prose)
    prose, composed = stated_compositions(prose)
    prose, counted = stated_triples(prose)
    prose, products = stated_products(stated_eigenpairs(stated_bivariate(prose)))
    prose, complexes = stated_complex(prose)
    prose, functionals = stated_functionals(prose)
    plain = plainly(laws_in_symbols(prose))
    formulas, text = formulas_in(plain)
    options = {f"convention {message}": "yes" for message in conventions_of(prose)}
    options |= summation | axis | primes | models | composed | products | stated_operators(prose)
    options |= functionals | complexes
    if base := stated_base(prose):
        options["log base"] = base
    if elementwise_exponential(prose):
        options["exp"] = "elementwise"
    if without_whole(prose):
        options["not whole"] = "yes"
    options |= stated_arrangement(text) | stated_place(text) | stated_again(text)
    sentences = tuple(tuple(pieces) for pieces in _sentences(pieces_of(text)))
    return _Words(tuple(formulas), sentences, (*reserves_of(plain), *counted), tuple(options.items()))


def supposes(prose: str) -> bool:
    """Tell whether a paragraph speaks of a case only, as in “if A is symmetric”."""
    small = prose.lower()
    if not any(word in small for word in _IF):
        return False
    _, text = formulas_in(prose)
    return any(piece.text in _IF for piece in pieces_of(text))


def _sentences(pieces: list[Piece]) -> list[list[Piece]]:
    sentences: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "stop":
            sentences.append([])
        else:
            sentences[-1].append(piece)
    return [sentence for sentence in sentences if sentence]


def forget(scope: Scope, before: Scope) -> None:
    """Withdraw the hypotheses that came after `before`: those of an “if” end with it."""
    for name, symbol in scope.symbols.items():
        known = before.get(name)
        props = known.props if known is not None else frozenset[str]()
        if symbol.props - props:
            scope.symbols[name] = replace(symbol, props=symbol.props & props)
            scope.doubt(f"{name} as it was before")
    if scope.facts - before.facts or len(scope.guards) > len(before.guards):
        scope.doubt("a condition of an earlier sentence")
    scope.facts &= before.facts
    scope.guards = scope.guards[: len(before.guards)]


def _read(sentence: Sentence, pieces: list[Piece]) -> None:
    """Read one sentence: formulas first, then nouns, properties and roles, then what is left."""
    sentence.pieces, sentence.taken = pieces, set()
    sentence.denials = denials_of(pieces, sentence.states)
    for index, piece in sorted(enumerate(pieces), key=lambda pair: _late(sentence, pair[1])):
        if piece.kind == "math" and index in sentence.denials.places:
            _deny_formula(sentence, piece)
        elif piece.kind == "math":
            sentence.declare(piece)
    sentence.understood = set()
    take_arrays(sentence)
    take_labels(sentence)
    take_losses(sentence)
    take_sizes(sentence)
    take_sets(sentence)
    for index, piece in enumerate(pieces):
        if piece.kind == "type":
            take_kind(sentence, index, piece)
    note_events(sentence)
    take_decompositions(sentence)
    take_parts(sentence)
    take_chance(sentence)
    take_entries(sentence)
    take_densities(sentence)
    take_finite_sets(sentence)
    take_named_sets(sentence)
    for index, piece in enumerate(pieces):
        if piece.kind == "prop":
            take_property(sentence, index, piece)
        elif piece.kind == "role" and index in sentence.denials.places:
            sentence.unread(f"not {piece.text}")
        elif piece.kind == "role":
            take_role(sentence, index, piece)
    _retract(sentence)
    take_stationary(sentence)
    take_shapes(sentence)
    take_noises(sentence)
    take_topics(sentence)
    note_laws(sentence)
    note_bars(sentence)
    _leftovers(sentence)


def _late(sentence: Sentence, piece: Piece) -> bool:
    """Tell whether a formula is read last, its sizes standing elsewhere: a norm's definition, stacked variables."""
    latex = sentence.formulas[piece.math][0] if piece.kind == "math" else ""
    if latex.strip().startswith(("\\|", "\\lVert", "|", "\\langle")) and "=" in latex:
        return True
    return r"\sim" in latex and "matrix}" in latex.partition(r"\sim")[0]


def _deny_formula(sentence: Sentence, piece: Piece) -> None:
    """Take only the names of a condition that is denied."""
    latex, _ = sentence.formulas[piece.math]
    try:
        names = declare(sentence.scope.copy(), read_formula(latex, sentence.macros)).names
    except UnreadableError:
        names = ()
    sentence.subjects[piece.math] = Subjects(names)
    sentence.unread(f"not ${latex}$")


def _retract(sentence: Sentence) -> None:
    """Withdraw what was said of names for which a later clause denies it."""
    names = {name for place in sentence.denials.retracted for name in sentence.names_of(place)}
    names = set(sentence.scope.symbols) if sentence.denials.everything else names
    for name in names:
        withdraw(sentence.scope, name, None)
        sentence.unread(f"not {name}")


def _leftovers(sentence: Sentence) -> None:
    for index, piece in enumerate(sentence.pieces):
        cue = piece.kind != "soft" and is_cue(piece)
        if piece.kind == "unread" or (cue and index not in sentence.taken):
            sentence.unread(piece.text)
