"""Nouns for kinds: “vectors x and y”, “an n×n matrix A”, “X has shape (a, b)”, “events A and B”."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.attribution import BRIDGES
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import typed
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.terms import NUM, Ty
from vault_runner.oracle.words import Piece

_SHAPE_WORDS = frozenset(["shape", "size", "dimension", "dimensions", "sizes", "shapes", "维度", "大小", "形状", "维"])
_SIZE_WORDS = frozenset({"阶", "维", "dimensional", "-dimensional", "outcomes", "classes", "维空间", "维随机向量"})
_REDECLARED = frozenset({"dist", "rv", "rvec", "prob", "event", "density", "nat", "int"})
_SAMPLED_AS = {"num": "num", "angle": "num", "col": "col", "mat": "mat", "square": "mat", "ten": "ten", "ten3": "ten",
               "fun": "fun"}  # fmt: skip
_ADJECTIVES = frozenset({"real", "实"})
_KINDS = {1: "col", 2: "mat"}


def take_kind(sentence: Sentence, index: int, piece: Piece) -> None:
    """Declare what a noun is said of."""
    described = sentence.kind_at(index - 1) == "prop"
    if sentence.negated(index) == "hard" or index in sentence.denials.places:
        if not described:
            sentence.unread(f"not {piece.text}")
        return
    if piece.text in _ADJECTIVES and _qualifies(sentence, index):
        return
    names = sentence.forward(index) or _predicated(sentence, index)
    if not names:
        _phrase(sentence, index, piece)
    for name in names:
        _declare_kind(sentence, name, piece.value, _shape_before(sentence, index))


def _qualifies(sentence: Sentence, index: int) -> bool:
    """Tell whether “real” stands before a noun: “real m×n matrices”."""
    place = index + 1
    while sentence.kind_at(place) == "prop" or (sentence.kind_at(place) == "math" and not sentence.names_of(place)):
        place += 1
    return sentence.kind_at(place) == "type"


def _predicated(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return what a noun is said of, if only linking words stand between."""
    for place in range(index - 1, -1, -1):
        piece = sentence.pieces[place]
        if piece.kind == "math" and sentence.names_of(place):
            return sentence.group_at(place)
        if piece.kind == "math" and sentence.composed(place):
            return ()
        if piece.kind in {"prop", "type", "count", "math"} or piece.text in BRIDGES:
            continue
        return ()
    return ()


def take_sizes(sentence: Sentence) -> None:
    """Take the n of “n 维”, “n 阶” and “n-dimensional” for a size."""
    scope = sentence.scope
    for piece, after in zip(sentence.pieces, sentence.pieces[1:], strict=False):
        names = sentence.subjects[piece.math].names if piece.kind == "math" else ()
        if len(names) == 1 and sentence.subjects[piece.math].bare and after.text in _SIZE_WORDS:
            symbol = scope.get(names[0])
            if symbol is None or (symbol.ty is None and symbol.body is None):
                scope.symbols.pop(names[0], None)
                scope.sizes.add(names[0])


def take_shapes(sentence: Sentence) -> None:
    """Read “X has shape (a, b)”."""
    for index, piece in enumerate(sentence.pieces):
        shape = sentence.subjects[piece.math].shape if piece.kind == "math" else ()
        words = {sentence.pieces[k].text for k in range(max(0, index - 4), index)}
        if len(shape) < 1 or not words & _SHAPE_WORDS:
            continue
        for name in sentence.backward(index)[-1:]:
            sentence.scope.declare(Symbol(name, Ty(_KINDS.get(len(shape), "ten"), shape)))


def _shape_before(sentence: Sentence, index: int) -> tuple[Dim, ...]:
    for place in range(index - 1, max(-1, index - 6), -1):
        piece = sentence.pieces[place]
        if piece.kind == "math":
            found = sentence.subjects[piece.math]
            if found.shape:
                return found.shape
            word = sentence.text_at(place + 1)
            if word in {"阶", "维", "dimensional", "-"} and len(found.names) == 1:
                return (Dim.of(found.names[0]),) * (2 if word == "阶" else 1)
            return ()
    return ()


def _phrase(sentence: Sentence, index: int, piece: Piece) -> None:
    kind = {"square": "mat", "ten3": "ten"}.get(piece.value, piece.value)
    if piece.value == "square":
        sentence.scope.options["matrices"] = "square"
    if kind in {"num", "col", "mat", "ten"}:
        count = sentence.pieces[index - 1].value if sentence.kind_at(index - 1) == "count" else ""
        plural = piece.text.endswith("s")
        sentence.scope.phrases.append((kind, int(count or 0) or (2 if plural else 1)))


def _declare_kind(sentence: Sentence, name: str, kind: str, shape: tuple[Dim, ...]) -> None:
    scope = sentence.scope
    symbol = scope.get(name)
    if symbol is not None and symbol.ty is not None and kind not in _REDECLARED:
        if not _fits(kind, symbol.ty) and not (kind == "num" and symbol.ty.kind in {"col", "mat", "row", "ten"}):
            sentence.unread(f"{name} as another kind")
        if kind == "square" and symbol.ty.kind == "mat":
            scope.add_props(name, frozenset({"square"}))
        return
    if symbol is None or symbol.body is None:
        declare_kind(scope, name, kind, shape)


def _fits(kind: str, ty: Ty) -> bool:
    """Tell whether a noun such as “vector” agrees with a declared type; members of a family count."""
    member = ty.parts[0] if ty.kind == "fam" else ty
    return kind not in _SAMPLED_AS or _SAMPLED_AS[kind] == member.kind or (ty.kind == "fam" and kind in {"num", "col"})


def declare_kind(scope: Scope, name: str, kind: str, shape: tuple[Dim, ...]) -> None:
    """Declare a name by a noun: “scalars a, b”, “random variable X”, “events A and B”."""
    before = scope.get(name)
    if kind in {"rv", "rvec"}:
        fallback = typed(scope, name, NUM) if kind == "rv" else Ty("col", shape[:1] or (Dim.of(f"?N{name}"),))
        ty = before.ty if before is not None else None
        scope.declare(Symbol(name, ty or fallback, random=True))
    elif kind == "event":
        scope.declare(Symbol(name, Ty("bool"), random=True))
    elif kind == "fun":
        scope.symbols[name] = replace(before, callable=True) if before else Symbol(name, callable=True)
    elif kind == "density":
        scope.options[f"density {name}"] = "yes"
    else:
        _declare_array(scope, name, kind, shape)


def _declare_array(scope: Scope, name: str, kind: str, shape: tuple[Dim, ...]) -> None:
    read = _type_of(scope, name, kind, shape)
    if read is None:
        return
    ty, props = read
    if kind in {"num", "int", "nat", "prob"}:
        ty = typed(scope, name, ty)
        props = frozenset({"probability"}) if kind == "prob" and ty != NUM else props
    if kind == "dist":
        scope.options[f"table {name}"] = "yes"
    before = scope.get(name)
    scope.declare(Symbol(name, before.ty if before is not None and before.ty is not None else ty, props))


def _type_of(scope: Scope, name: str, kind: str, shape: tuple[Dim, ...]) -> tuple[Ty, frozenset[str]] | None:
    size = Dim.of(f"?N{name}")
    columns = size if scope.options.get("matrices") == "square" else Dim.of(f"?M{name}")
    rectangular = shape if len(shape) == PAIR else (size, columns)
    square = shape if len(shape) == PAIR else (shape or (size,)) * 2
    types: dict[str, tuple[Ty, str]] = {
        "num": (NUM, ""), "int": (NUM, "integer"), "nat": (NUM, "natural"), "prob": (NUM, "probability"),
        "angle": (NUM, "angle"), "col": (Ty("col", shape[:1] or (size,)), ""), "mat": (Ty("mat", rectangular), ""),
        "square": (Ty("mat", square), ""), "ten3": (Ty("ten", tuple(Dim.of(f"?N{k}{name}") for k in range(3))), ""),
        "dist": (Ty("col", (Dim.of("?K"),)), "probability"),
    }  # fmt: skip
    if kind not in types:
        return None
    ty, prop = types[kind]
    return ty, frozenset({prop} - {""})
