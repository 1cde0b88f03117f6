"""Nouns for kinds: “vectors x and y”, “an n×n matrix A”, “X has shape (a, b)”, “events A and B”."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.attribution import BRIDGES
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import typed
from vault_runner.oracle.moments_of import CONSTANT
from vault_runner.oracle.plurals import with_conjuncts, with_followers
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.sets import type_of_set
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.terms import NUM, Ty
from vault_runner.oracle.words import Piece

_SHAPE_WORDS = frozenset(["shape", "size", "dimension", "dimensions", "sizes", "shapes", "维度", "大小", "形状", "维"])
_SIZE_WORDS = frozenset({"阶", "维", "dimensional", "-dimensional", "outcomes", "classes", "维空间", "维随机向量"})
_REDECLARED = frozenset({"dist", "rv", "rvec", "prob", "event", "density", "nat", "int"})
_TELLING = _REDECLARED
"""Nouns that say more of a declared name than its size does."""
_SAMPLED_AS = {"num": "num", "angle": "num", "col": "col", "mat": "mat", "square": "mat", "ten": "ten", "ten3": "ten",
               "fun": "fun"}  # fmt: skip
_COMPARABLE = frozenset({"col", "mat", "square"})
"""Kinds that a name may have of which only `\\neq 0` was read so far."""
_IN = frozenset({"in", "from", "of", "∈", "属于"})
_POINTS = frozenset({"point", "points", "vector", "vectors", "点", "向量"})
_ADJECTIVES = frozenset({"real", "实", "constant"})
_CONSTANTS = frozenset({"constant", "constants", "常数", "常量"})
_KINDS = {1: "col", 2: "mat"}
QUALIFIED = -1000
"""Counts what a noun without a name means where more is said of it than that it is of a kind: nothing is declared."""
_INTRODUCING = frozenset(
    ["for", "between", "of", "given", "any", "all", "every", "each", "the", "take", "consider", "both", "with", "let",
     "arbitrary", "general", "对", "对于", "任意", "设", "取", "square"],
)  # fmt: skip
_GOING_ON = frozenset(
    ["can", "we", "have", "then", "also", "the", "satisfy", "satisfies", "it", "满足", "有", "则", "that's"]
)


def take_kind(sentence: Sentence, index: int, piece: Piece) -> None:
    """Declare what a noun is said of."""
    described = sentence.kind_at(index - 1) == "prop"
    if sentence.negated(index) == "hard" or index in sentence.denials.places:
        if not described:
            sentence.unread(f"not {piece.text}")
        return
    if piece.text in {*_ADJECTIVES, "constant"} and _qualifies(sentence, index):
        return
    names = _ahead(sentence, index, piece) or _predicated(sentence, index, piece)
    if not names:
        _of_values(sentence, index, piece.value)
        _phrase(sentence, index, piece)
    for name in names:
        _declare_kind(sentence, name, piece.value, _shape_before(sentence, index))
        if piece.text in _CONSTANTS:
            sentence.scope.options[CONSTANT + name] = "yes"


def _qualifies(sentence: Sentence, index: int) -> bool:
    """Tell whether “real” stands before a noun: “real m×n matrices”."""
    place = index + 1
    while sentence.kind_at(place) == "prop" or (sentence.kind_at(place) == "math" and not sentence.names_of(place)):
        place += 1
    return sentence.kind_at(place) == "type"


def _ahead(sentence: Sentence, index: int, piece: Piece) -> tuple[str, ...]:
    names = sentence.forward(index)
    return with_followers(sentence, index, names) if names and piece.value in _TELLING else names


def _predicated(sentence: Sentence, index: int, noun: Piece) -> tuple[str, ...]:
    """Return what a noun is said of, if only linking words stand between."""
    for place in range(index - 1, -1, -1):
        piece = sentence.pieces[place]
        if piece.kind == "math" and sentence.names_of(place):
            names = sentence.group_at(place)
            return with_conjuncts(sentence, place, index, names) if noun.value in _TELLING else names
        if piece.kind == "math" and sentence.composed(place):
            return ()
        if piece.kind in {"prop", "type", "count", "math"} or piece.text in BRIDGES:
            continue
        if piece.kind == "unread" and sentence.kind_at(place - 1) == "count":  # “is a non-degenerate random variable”
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


def take_sets(sentence: Sentence) -> None:
    r"""Read “x and z in $\mathbb{R}^n$”, and the points of the sentence that have no kind yet."""
    for index, piece in enumerate(sentence.pieces):
        nodes = sentence.expressions_of(index + 1) if sentence.kind_at(index + 1) == "math" else ()
        before = sentence.kind_at(index - 1) == "math" and sentence.bare(index - 1)
        read = type_of_set(sentence.scope, nodes[0]) if piece.text in _IN and len(nodes) == 1 and before else None
        if read is None or read[0].kind not in {"num", "col", "mat"}:
            continue
        points = [k for k in range(index) if sentence.text_at(k) in _POINTS and sentence.kind_at(k + 1) == "math"]
        names = [name for k in points for name in sentence.names_of(k + 1)]
        for name in dict.fromkeys((*sentence.group_at(index - 1), *names)):
            if sentence.scope.get(name) is None and name not in sentence.scope.sizes:
                sentence.scope.declare(Symbol(name, typed(sentence.scope, name, read[0]), read[1]))


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
        number = QUALIFIED if _qualified(sentence, index) else int(count or 0) or (2 if plural else 1)
        sentence.scope.phrases.append((kind, number))


def _qualified(sentence: Sentence, index: int) -> bool:
    """Tell whether more is said of what a noun without a name means: “a 2×2 matrix”, “vectors of the same length”."""
    before, after = index - 1, index + 1
    while sentence.kind_at(before) in {"count", "type"} or sentence.text_at(before) in _ADJECTIVES:
        before -= 1
    while sentence.kind_at(after) == "type":
        after += 1
    before -= _of_any_size(sentence, before)
    while sentence.kind_at(before) in {"count", "type", "prop"} and _predicate_of(sentence, before):
        before -= 1
    while sentence.kind_at(before) in {"count", "type"} or sentence.text_at(before) in _ADJECTIVES:
        before -= 1
    plain = sentence.kind_at(before) in {"stop", "comma", "role"} or sentence.text_at(before) in _INTRODUCING
    plain = plain or _predicate_of(sentence, before)
    ends = sentence.kind_at(after) in {"stop", "comma"} or sentence.text_at(after) in _GOING_ON
    return not (plain and ends)


def _of_any_size(sentence: Sentence, place: int) -> bool:
    r"""Tell whether a shape without numbers stands before a noun: “an $m\times n$ matrix”."""
    shape = sentence.subjects[sentence.pieces[place].math].shape if sentence.kind_at(place) == "math" else ()
    return len(shape) == PAIR and all(str(dim).isalpha() for dim in shape)


def _predicate_of(sentence: Sentence, place: int) -> bool:
    """Tell whether what ends here is said of names: “$A$, $B$ and $A+B$ are all invertible”."""
    while sentence.kind_at(place) in {"count", "type", "prop"} or sentence.text_at(place) in {"all", "both", "real"}:
        place -= 1
    return sentence.text_at(place) in {"are", "is", "be", "为", "是"} and sentence.kind_at(place - 1) == "math"


def _of_values(sentence: Sentence, index: int, kind: str) -> None:
    """Take “the matrices $A(t)$” for the values of a function."""
    nodes = sentence.expressions_of(index + 1) if sentence.kind_at(index + 1) == "math" else ()
    for node in nodes:
        if node.head == "call" and len(node.args) == PAIR and kind in {"col", "mat"}:
            sentence.scope.options.setdefault(f"value of {name_of(node.args[0])}", kind)


def _declare_kind(sentence: Sentence, name: str, kind: str, shape: tuple[Dim, ...]) -> None:
    scope = sentence.scope
    symbol = scope.get(name)
    if symbol is not None and kind in _COMPARABLE and scope.options.pop(f"compared {name}", ""):
        scope.symbols[name] = symbol = replace(symbol, ty=None)
    if symbol is not None and symbol.ty is not None and kind not in _REDECLARED:
        if not _fits(kind, symbol.ty) and not (kind == "num" and symbol.ty.kind in {"col", "mat", "row", "ten"}):
            sentence.unread(f"{name} as another kind")
        if kind == "square" and symbol.ty.kind == "mat":
            scope.add_props(name, frozenset({"square"}))
            rows, columns = symbol.ty.dims
            if rows != columns and str(rows).isalpha():
                scope.equal_sizes.setdefault(str(rows), columns)
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
