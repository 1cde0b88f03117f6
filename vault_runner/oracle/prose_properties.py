"""Words for properties: to which symbols they go, which are denied, and which are left unread."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.attribution import said_of
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elementwise import is_value, take_elementwise
from vault_runner.oracle.families import typed
from vault_runner.oracle.noises import vector_partners
from vault_runner.oracle.partners import CHANCE, everyone, partners_of, related
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.symbols import MATRIX_PROPS
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.terms import NUM, Ty
from vault_runner.oracle.words import Piece

_FUNCTION_PROPS = frozenset(
    ["convex", "strictly-convex", "concave", "increasing", "decreasing", "differentiable", "linear", "affine",
     "quadratic", "elementwise"],
)  # fmt: skip
_COMMON = frozenset(
    ["invertible", "full-rank", "full-column-rank", "full-row-rank", "nonzero", "positive", "nonnegative", "negative",
     "singular", "unknown", "iid", "convex", "concave", "increasing", "decreasing", "even", "odd", "disjoint",
     "zero-mean", "probability", "square"],
)  # fmt: skip
"""Properties that a general sample has, or that change what is sampled if they are denied."""
_NUMERIC = frozenset(["positive", "nonnegative", "negative", "even", "odd"])
_HARMLESS_LOOSE = frozenset(["elementwise", "square", "known", "differentiable", "discrete"])
_EMPTY = frozenset({"continuous", "finite", "deterministic", "discrete"})
_RECTANGULAR = frozenset({"full-column-rank", "full-row-rank", "orthonormal-columns"})
_DEFINITE = frozenset({"spd", "psd"})
ASYMMETRIC = "asymmetric "
"""Marks a name in the options of which the note leaves open whether it is symmetric; no name stands for all."""
_EITHER_WAY = frozenset({"projection", "projector", "投影"})
"""Said of an orthogonal projection by some: what holds of every idempotent matrix is sure, a failure is not."""
PAIRS = {
    **{same: same for same in ("commute", "independent", "disjoint")},
    "independent-moments": "uncorrelated",
}


def take_property(sentence: Sentence, index: int, piece: Piece) -> None:
    """Give a property to what it is said of, or deny it."""
    denied = sentence.negated(index)
    if denied or index in sentence.denials.places:
        for name in sentence.subject(index):
            withdraw(sentence.scope, name, piece.value)
        if piece.value == "symmetric":
            _leave_symmetry_open(sentence, index)
        if piece.value == "independent":
            _leave_dependent(sentence, index)
        _denied(sentence, index, piece, denied)
        return
    if piece.value in _EMPTY:
        return
    names = said_of(sentence, index)
    if names is None:
        _loose(sentence, piece)
    elif piece.value in PAIRS or piece.value == "iid":
        _pair(sentence, index, piece, names)
    elif not names:
        if not (piece.value in {"invertible", "nonzero"} and _of_expression(sentence)):
            _loose(sentence, piece)
    else:
        _held(sentence, piece, names)


def _of_expression(sentence: Sentence) -> bool:
    """Tell whether “invertible” is said of an expression such as `I + S`, which only says where it is defined."""
    return any(piece.kind == "math" and sentence.composed(k) for k, piece in enumerate(sentence.pieces))


def withdraw(scope: Scope, name: str, prop: str | None) -> None:
    """Take one property, or all of them, from a name."""
    symbol = scope.get(name)
    if symbol is not None:
        scope.symbols[name] = replace(symbol, props=symbol.props - {prop} if prop else frozenset())
    kind = PAIRS.get(prop or "", prop)
    scope.facts = {fact for fact in scope.facts if name not in fact[1:] or (kind and fact[0] != kind)}


def _leave_dependent(sentence: Sentence, index: int) -> None:
    """Make random what something may depend on: a mean given what isn't random would be one of independence."""
    others = partners_of(sentence, index)
    vector_partners(sentence, others)
    for name in others:
        assume_random(sentence.scope, name)


def _leave_symmetry_open(sentence: Sentence, index: int) -> None:
    """Take from “positive definite” that it means symmetric, as it does where nothing is said of that."""
    scope = sentence.scope
    names = sentence.subject(index)
    scope.options.update({f"{ASYMMETRIC}{name}": "yes" for name in names or ("",)})
    for name in names or tuple(scope.symbols):
        symbol = scope.get(name)
        if symbol is not None and symbol.props & _DEFINITE and "symmetric" not in symbol.props:
            for prop in symbol.props & _DEFINITE:
                withdraw(scope, name, prop)
            sentence.unread("positive definite")


def _unsymmetric(sentence: Sentence, piece: Piece, names: tuple[str, ...]) -> bool:
    """Tell whether “positive definite” is said where it is left open, or denied, that this means symmetric."""
    told = any(word in piece.text for word in ("symmetric", "对称", "spd"))
    return not told and any(f"{ASYMMETRIC}{name}" in sentence.scope.options for name in ("", *names))


def _held(sentence: Sentence, piece: Piece, names: tuple[str, ...]) -> None:
    scope = sentence.scope
    if piece.value in _FUNCTION_PROPS:
        for name in names:
            _function_property(sentence, name, piece)
    elif piece.value == "orthogonal" and (_vectors(scope, names) or _small_letters(scope, names)):
        scope.facts.add(("orthogonal", *names))
        if piece.text.startswith("orthonormal"):
            _mark(scope, names, "unit")
    elif piece.value == "unknown" or (piece.value == "orthogonal" and _are_unknown_letters(scope, names)):
        sentence.unread(piece.text)
    elif piece.text in _EITHER_WAY:
        _mark(scope, names, "idempotent")
        sentence.unread(piece.text)
    elif piece.value in _DEFINITE and _unsymmetric(sentence, piece, names):
        sentence.unread(piece.text)
    elif _adapted(scope, piece, names) == "standard":
        sentence.unread(piece.text)  # “X is normal” without more, of what is no matrix
    elif piece.value in {"gaussian", "standard-gaussian", "zero-mean"}:
        _of_a_law(sentence, piece, names)
    else:
        _mark(scope, names, _adapted(scope, piece, names))


def _of_a_law(sentence: Sentence, piece: Piece, names: tuple[str, ...]) -> None:
    for name in names:
        assume_random(sentence.scope, name)
        if sentence.scope.symbols[name].random:
            _mark(sentence.scope, (name,), piece.value)
        else:
            sentence.unread(piece.text)


def _denied(sentence: Sentence, index: int, piece: Piece, denied: str) -> None:
    """Drop a property that is denied; a general sample lacks it anyway, unless most samples have it."""
    if denied == "soft":
        return
    if not denied or piece.value in _COMMON:
        sentence.unread(f"not {piece.text}")
        return
    for place in range(max(0, index - 4), index):
        if sentence.pieces[place].text in {"not", "不", "非", "不是", "并非"}:
            sentence.taken.add(place)


def _adapted(scope: Scope, piece: Piece, names: tuple[str, ...]) -> str:
    """Choose the sense of a word by the kind of its subject."""
    symbol = scope.get(names[0])
    kind = symbol.ty.kind if symbol is not None and symbol.ty is not None else ""
    if piece.value == "unit" and ("vector" in piece.text or "向量" in piece.text):
        return "unit vector"
    if piece.value == "orthogonal" and kind == "mat" and symbol is not None and symbol.ty is not None:
        unsized = all(dim.variable() for dim in symbol.ty.dims) and piece.text in {"orthogonal", "正交"}
        return "orthogonal" if unsized or symbol.ty.dims[0] == symbol.ty.dims[1] else "orthonormal-columns"
    if piece.value == "normal" and kind != "mat":
        return "standard"
    return piece.value


def _mark(scope: Scope, names: tuple[str, ...], prop: str) -> None:
    for name in names:
        symbol = scope.get(name)
        if symbol is None or (symbol.ty is None and symbol.body is None and not symbol.callable):
            size = Dim.of(f"?N{name}")
            if prop in {"one-hot", "unit vector"}:
                scope.declare(Symbol(name, Ty("col", (size,))))
            elif prop in _NUMERIC:
                scope.declare(Symbol(name, typed(scope, name, NUM)))
            elif prop in _RECTANGULAR:
                scope.declare(Symbol(name, Ty("mat", (size, Dim.of(f"?M{name}")))))
            elif prop in MATRIX_PROPS:
                scope.declare(Symbol(name, Ty("mat", (size, size))))
            elif prop == "zero-sum":
                scope.declare(Symbol(name, Ty("col", (size,))))
        elif prop in MATRIX_PROPS - _RECTANGULAR and symbol.ty is not None:
            scope.symbols[name] = replace(symbol, ty=_squared(symbol.ty))
        scope.add_props(name, frozenset({"unit" if prop == "unit vector" else prop}))


def _squared(ty: Ty) -> Ty:
    """Make a matrix whose sizes nobody gave square, since its property asks for it."""
    unsized = ty.kind == "mat" and all(dim.variable() for dim in ty.dims)
    return replace(ty, dims=(ty.dims[0], ty.dims[0])) if unsized else ty


def _vectors(scope: Scope, names: tuple[str, ...]) -> bool:
    symbols = [scope.get(name) for name in names]
    return len(names) > 1 and all(
        symbol is not None and symbol.ty is not None and symbol.ty.kind == "col" for symbol in symbols
    )


def _small_letters(scope: Scope, names: tuple[str, ...]) -> bool:
    """Declare small letters of which nothing is known as vectors: “where u and v are orthonormal”."""
    if len(names) < PAIR or not all(_is_unknown_letter(scope, name) for name in names):
        return False
    for name in names:
        scope.declare(Symbol(name, Ty("col", (Dim.of(f"?N{names[0]}"),))))
    return True


def _is_unknown_letter(scope: Scope, name: str) -> bool:
    """Tell whether a name is a small letter, maybe with a number below it, that is no entry of anything known."""
    base, _, index = name.partition("_")
    known = scope.get(name) is not None or scope.get(base) is not None or f"family {base}" in scope.options
    return not known and base[:1].islower() and (not index or index.isdigit())


def _are_unknown_letters(scope: Scope, names: tuple[str, ...]) -> bool:
    """Tell whether small letters may be vectors, so that nobody knows whether each is called an orthogonal matrix."""
    return len(names) > 1 and all(scope.get(name) is None and name[:1].islower() for name in names)


def _function_property(sentence: Sentence, name: str, piece: Piece) -> None:
    if is_value(sentence.scope, name):
        _value_property(sentence, name, piece)
        return
    symbol = sentence.scope.get(name) or Symbol(name)
    array = symbol.ty is not None and symbol.ty.kind in {"mat", "col", "num", "ten"}
    if array:
        if piece.value != "differentiable":
            sentence.unread(piece.text)
        return
    props = symbol.props if piece.value == "differentiable" else symbol.props | {piece.value}
    sentence.scope.symbols[name] = replace(symbol, props=props, callable=True)


def _loose(sentence: Sentence, piece: Piece) -> None:
    """Keep a property without subject: harmless words are dropped, others are unread."""
    functions = any(symbol.callable for symbol in sentence.scope.symbols.values())
    if piece.value in _HARMLESS_LOOSE and (piece.value != "differentiable" or not functions):
        if piece.value == "square":
            sentence.scope.options["matrices"] = "square"
        return
    sentence.unread(piece.text)


def _pair(sentence: Sentence, index: int, piece: Piece, names: tuple[str, ...]) -> None:
    scope = sentence.scope
    if piece.value == "iid":
        for name in names or everyone(sentence):
            assume_random(scope, name)
            scope.add_props(name, frozenset({"iid"}))
        if len(names) > 1:
            scope.facts |= {("independent", *names), ("identical", *names)}
        return
    known = related(sentence, index, names)
    if known is None:
        sentence.unread(piece.text)
        return
    if piece.value in CHANCE:
        _take_random(sentence, index, piece, known)
    if len(known) > 1:
        scope.facts.add((PAIRS[piece.value], *known[:4]))
    elif known and scope.options.get(f"family {known[0]}"):
        scope.add_props(known[0], frozenset({"independent"}))
    else:
        sentence.unread(piece.text)


def _take_random(sentence: Sentence, index: int, piece: Piece, known: tuple[str, ...]) -> None:
    """Take for random what is said to be independent; of what is computed no sample could be drawn so."""
    vector_partners(sentence, partners_of(sentence, index))
    for name in known:
        assume_random(sentence.scope, name)
    if any(_computed(sentence.scope, name) for name in known):
        sentence.unread(piece.text)


def _computed(scope: Scope, name: str) -> bool:
    """Tell whether a name stands for something computed, which no sample is drawn of."""
    symbol = scope.get(name)
    return symbol is not None and symbol.body is not None


def assume_random(scope: Scope, name: str) -> None:
    """Take a name without type for a random variable, since only such are independent."""
    symbol = scope.get(name)
    if symbol is None or (symbol.ty is None and symbol.body is None):
        scope.declare(Symbol(name, typed(scope, name, NUM), random=True))


def _value_property(sentence: Sentence, name: str, piece: Piece) -> None:
    """Take what is said of a value that the note computes, `y = Wx` is linear: it is not any function for all that."""
    if piece.value == "elementwise":
        take_elementwise(sentence.scope, name)
    elif piece.value != "differentiable":
        sentence.unread(piece.text)
