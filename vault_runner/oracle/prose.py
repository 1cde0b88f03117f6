"""The prose reader: which words of a paragraph declare what about which formula, and which were not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vault_runner.oracle.declare import Subjects, declare, typed
from vault_runner.oracle.denials import Denials, denials_of, is_cue
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborate import MATRIX_PROPS
from vault_runner.oracle.macros import Macro
from vault_runner.oracle.roles import take_role
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement, read_formula
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.terms import NUM, Ty
from vault_runner.oracle.topics import MEANINGS, SAFE_AFTER
from vault_runner.oracle.words import Piece, formulas_in, pieces_of

_JOINERS = frozenset({"and", "或", "和", "与", "及", "以及", "or"})
_BREAKS = frozenset(
    [
        "of",
        "with",
        "by",
        "from",
        "to",
        "for",
        "in",
        "on",
        "into",
        "has",
        "have",
        "so",
        "的",
        "有",
        "到",
        "关于",
        "对",
        "从",
        "给",
        "takes",
        "maps",
    ],
)
_COPULAS = frozenset(
    [
        "is",
        "are",
        "be",
        "as",
        "being",
        "were",
        "was",
        "为",
        "是",
        "均",
        "都",
        "皆",
        "a",
        "an",
        "the",
        "all",
        "both",
        "each",
        "一个",
        "两个",
        "denotes",
        "denote",
        "表示",
        "均为",
        "都是",
        "again",
        "also",
        "也",
        "个",
        "的",
    ]
)
_SHAPE_WORDS = frozenset(["shape", "size", "dimension", "dimensions", "sizes", "shapes", "维度", "大小", "形状", "维"])
_IS = frozenset(["is", "are", "be", "being", "denotes", "denote", "its", "为", "是", "表示", "记", "记为"])
_SIZE_WORDS = frozenset({"阶", "维", "dimensional", "-dimensional", "outcomes", "classes", "维空间", "维随机向量"})
_FUNCTION_PROPS = frozenset(
    [
        "convex",
        "strictly-convex",
        "concave",
        "increasing",
        "decreasing",
        "differentiable",
        "linear",
        "affine",
        "quadratic",
        "elementwise",
    ],
)
_OPERATORS = frozenset(
    [
        "odot",
        "otimes",
        "nabla",
        "partial",
        "circ",
        "top",
        "cdot",
        "times",
        "oplus",
        "dagger",
        "ast",
        "perp",
        "|",
        "langle_cdot",
    ]
)
_COMMON = frozenset(
    [
        "invertible",
        "full-rank",
        "full-column-rank",
        "full-row-rank",
        "nonzero",
        "positive",
        "nonnegative",
        "negative",
        "singular",
        "unknown",
        "iid",
        "convex",
        "concave",
        "increasing",
        "decreasing",
        "even",
        "odd",
        "disjoint",
        "zero-mean",
        "probability",
        "square",
    ],
)
"""Properties that a general sample has, or that change what is sampled if they are denied."""
_NUMERIC = frozenset(["positive", "nonnegative", "negative", "even", "odd"])
_HARMLESS_LOOSE = frozenset(
    [
        "elementwise",
        "linear",
        "quadratic",
        "unit",
        "projection",
        "square",
        "known",
        "normal",
        "gaussian",
        "differentiable",
        "standard-gaussian",
        "affine",
        "rotation",
        "discrete",
    ],
)
_EMPTY_PROPS = frozenset({"differentiable", "continuous", "finite", "deterministic", "discrete"})
_PAIR_PROPS = {
    "commute": "commute",
    "independent": "independent",
    "disjoint": "disjoint",
    "independent-moments": "uncorrelated",
}


def read_prose(scope: Scope, prose: str, macros: Mapping[str, Macro] | None = None) -> None:
    """Add what a paragraph declares to a scope; what isn't understood goes to `scope.unread`."""
    formulas, text = formulas_in(prose)
    reader = _Reader(scope, formulas, macros or {})
    sentence: list[Piece] = []
    for piece in [*pieces_of(text), Piece("stop", ".")]:
        if piece.kind != "stop":
            sentence.append(piece)
            continue
        reader.sentence(sentence)
        sentence = []


class _Reader:
    """Reads the sentences of one paragraph."""

    def __init__(self, scope: Scope, formulas: list[tuple[str, int]], macros: Mapping[str, Macro]) -> None:
        self.scope = scope
        self.formulas = formulas
        self.macros = macros
        self.subjects: dict[int, Subjects] = {}
        self.pieces: list[Piece] = []
        self.taken: set[int] = set()
        self.denials = Denials(set(), set())
        self.parsed: dict[int, list[Statement]] = {}

    def sentence(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.taken = set()
        self.denials = denials_of(pieces, self._states)
        self._formulas()
        self._dimensions()
        for index, piece in enumerate(pieces):
            if piece.kind == "type":
                self._type(index, piece)
        for index, piece in enumerate(pieces):
            if piece.kind == "prop":
                self._property(index, piece)
            elif piece.kind == "role" and index in self.denials.places:
                self.unread(f"not {piece.text}")
            elif piece.kind == "role":
                take_role(self, index, piece)
        self._retract()
        self._shapes()
        self._described()
        self._predicates()
        self._leftovers()

    def _formulas(self) -> None:
        for index, piece in enumerate(self.pieces):
            if piece.kind == "math" and index in self.denials.places:
                self._deny_formula(piece)
            elif piece.kind == "math":
                self._declare(piece)

    def _leftovers(self) -> None:
        for index, piece in enumerate(self.pieces):
            cue = piece.kind != "soft" and is_cue(piece)
            if piece.kind == "unread" or (cue and index not in self.taken):
                self.unread(piece.text)

    def _states(self, piece: Piece) -> bool:
        """Tell whether a formula is a condition, rather than a name or the set that a name belongs to."""
        try:
            statements = read_formula(self.formulas[piece.math][0], self.macros)
        except UnreadableError:
            return True
        return any(
            set(statement.relations) - {"in", "~"} for statement in statements if statement.relations
        ) and not any(statement.members[0].head == "signature" for statement in statements)

    def _deny_formula(self, piece: Piece) -> None:
        """Take only the names of a condition that is denied."""
        latex, _ = self.formulas[piece.math]
        try:
            names = declare(self.scope.copy(), read_formula(latex, self.macros)).names
        except UnreadableError:
            names = ()
        self.subjects[piece.math] = Subjects(names)
        self.unread(f"not ${latex}$")

    def _retract(self) -> None:
        """Withdraw what was said of names for which a later clause denies it."""
        names = {name for place in self.denials.retracted for name in self.names_of(place)}
        names = set(self.scope.symbols) if self.denials.everything else names
        for name in names:
            self._withdraw(name, None)
            self.unread(f"not {name}")

    def _withdraw(self, name: str, prop: str | None) -> None:
        """Take one property, or all of them, from a name."""
        scope = self.scope
        symbol = scope.get(name)
        if symbol is not None:
            scope.symbols[name] = replace(symbol, props=symbol.props - {prop} if prop else frozenset())
        kind = _PAIR_PROPS.get(prop or "", prop)
        scope.facts = {fact for fact in scope.facts if name not in fact[1:] or (kind and fact[0] != kind)}

    def _dimensions(self) -> None:
        """Take the n of “n 维”, “n 阶” and “n-dimensional” for a size."""
        for piece, after in zip(self.pieces, self.pieces[1:], strict=False):
            names = self.subjects[piece.math].names if piece.kind == "math" else ()
            if len(names) == 1 and self.subjects[piece.math].bare and after.text in _SIZE_WORDS:
                symbol = self.scope.get(names[0])
                if symbol is None or (symbol.ty is None and symbol.body is None):
                    self.scope.symbols.pop(names[0], None)
                    self.scope.sizes.add(names[0])

    def _described(self) -> None:
        """Notice nouns that give a symbol a meaning which samples would not have."""
        for index, piece in enumerate(self.pieces):
            if piece.kind != "plain" or piece.text not in MEANINGS:
                continue
            names = self._apposed(index)
            symbols = [self.scope.get(name) for name in names]
            if any(
                symbol is None or not (symbol.body or symbol.role or symbol.random or symbol.callable)
                for symbol in symbols
            ):
                self.unread(piece.text)

    def _predicates(self) -> None:
        """Block refutation by words that are said of a symbol and are known only as topics."""
        after = False
        for index, piece in enumerate(self.pieces):
            if piece.kind == "math":
                after = after or bool(self.names_of(index))
            elif piece.kind == "comma":
                after = False
            elif after and (piece.kind == "plain" or piece.value == "trace") and piece.text not in SAFE_AFTER:
                self._predicate(index, piece)

    def _predicate(self, index: int, piece: Piece) -> None:
        if not (piece.text == "same" and self._same_size(index)):
            self.unread(piece.text)

    def _same_size(self, index: int) -> bool:
        following = self.pieces[index + 1].text if index + 1 < len(self.pieces) else ""
        return following in {"size", "sizes", "shape", "shapes", "dimension", "dimensions", "order", "length"}

    def _apposed(self, index: int) -> tuple[str, ...]:
        """Return the name that a noun is said of: “x is the solution”, “the solution x”."""
        after = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if after is not None and after.kind == "math" and self._bare(index + 1):
            return self.names_of(index + 1)
        copula = False
        for place in range(index - 1, max(-1, index - 7), -1):
            piece = self.pieces[place]
            if piece.kind == "math":
                return self.names_of(place) if copula else ()
            copula = copula or piece.text in _IS
            if piece.kind in {"comma", "stop"} or piece.text in _BREAKS:
                return ()
        return ()

    def unread(self, text: str) -> None:
        """Note something that was not understood."""
        if text not in self.scope.unread:
            self.scope.unread.append(text)

    def _declare(self, piece: Piece) -> None:
        latex, _ = self.formulas[piece.math]
        if latex.strip().strip("\\") in _OPERATORS:
            self.subjects[piece.math] = Subjects(())
            return
        try:
            statements = read_formula(latex, self.macros)
            self.parsed[piece.math] = statements
            found = declare(self.scope, statements)
        except UnreadableError:
            found = Subjects((), understood=False)
        self.subjects[piece.math] = found
        for statement in self.parsed.get(piece.math, []):
            self.scope.named.update(name_of(node) for member in statement.members for node in member.walk())
        if not found.understood:
            self.unread(f"${latex}$")

    def names_of(self, index: int) -> tuple[str, ...]:
        """Return the names that the formula at a place speaks of."""
        piece = self.pieces[index]
        if piece.kind != "math":
            return ()
        return tuple(name for name in self.subjects[piece.math].names if not self._is_size(name))

    def _is_size(self, name: str) -> bool:
        symbol = self.scope.get(name)
        return name in self.scope.sizes and (symbol is None or symbol.ty is None)

    def expressions_of(self, index: int) -> tuple[Node, ...]:
        """Return the expressions that the formula at a place consists of, if it states nothing."""
        piece = self.pieces[index]
        if piece.kind != "math":
            return ()
        nodes = []
        for statement in self.parsed.get(piece.math, ()):
            if not statement.relations:
                whole = statement.members[0]
                nodes += list(whole.args) if whole.head == "tuple" else [whole]
        return tuple(nodes)

    def right_sides(self, index: int) -> tuple[Node, ...]:
        """Return the right side of the equation at a place."""
        statements = self.parsed.get(self.pieces[index].math, [])
        return tuple(part.members[-1] for part in statements if part.relations == ("=",))

    def group_at(self, index: int) -> tuple[str, ...]:
        """Return the names of a formula and of those joined to it by commas or “and”."""
        names = list(self.names_of(index))
        for step in (-1, 1):
            place = index + step
            while 0 <= place < len(self.pieces) and self._joins(place):
                place += step
                if 0 <= place < len(self.pieces) and self.pieces[place].kind == "comma":
                    place += step
                if (
                    not (0 <= place < len(self.pieces))
                    or not self.names_of(place)
                    or not self._bare(place)
                    or not self._bare(index)
                ):
                    break
                names += self.names_of(place)
                place += step
        return tuple(dict.fromkeys(names))

    def _bare(self, index: int) -> bool:
        return self.subjects[self.pieces[index].math].bare

    def _joins(self, index: int) -> bool:
        piece = self.pieces[index]
        return piece.text in _JOINERS or piece.kind == "comma"

    def forward(self, index: int) -> tuple[str, ...]:
        """Return the subject that directly follows a word: “symmetric matrix A”."""
        place = index + 1
        while place < len(self.pieces):
            piece = self.pieces[place]
            if piece.kind == "math":
                if self.names_of(place):
                    return self.group_at(place)
                if not self.subjects[piece.math].shape:
                    return ()
            elif piece.kind == "comma":
                after = self.pieces[place + 1] if place + 1 < len(self.pieces) else piece
                if after.kind != "prop":
                    return ()
            elif piece.kind not in {"type", "prop"} and piece.text not in {
                "matrix",
                "matrices",
                "的",
                "real",
                "vector",
                "vectors",
                "阶",
                "维",
                "square",
                "function",
                "functions",
                "matrix-valued",
                "dimensional",
                "-",
            }:
                return ()
            place += 1
        return ()

    def backward(self, index: int, *, across: bool = True) -> tuple[str, ...]:
        """Return the nearest subject before a word: “A is symmetric”."""
        place = index - 1
        while place >= 0:
            piece = self.pieces[place]
            if piece.kind == "math" and self.names_of(place):
                return self.group_at(place)
            if piece.kind == "math" and self._composed(place):
                return ()
            if not across and (piece.kind in {"comma", "unread", "role"} or piece.text in _BREAKS):
                return ()
            place -= 1
        return ()

    def _composed(self, index: int) -> bool:
        """Tell whether a formula is an expression such as `AB`, of which something is said as a whole."""
        found = self.subjects[self.pieces[index].math]
        return found.bare and not found.names and not found.shape and bool(self.expressions_of(index))

    def subject(self, index: int) -> tuple[str, ...]:
        """Return what a property speaks of."""
        if index + 1 < len(self.pieces) and self.pieces[index + 1].kind == "math" and self._composed(index + 1):
            return ()
        return self.forward(index) or self.backward(index)

    def negated(self, index: int) -> str:
        """Tell whether a word is denied: `hard`, `soft` (not assumed) or nothing."""
        for place in range(max(0, index - 4), index):
            piece = self.pieces[place]
            if piece.kind == "soft":
                self.taken.add(place)
                return "soft"
            if piece.kind == "neg" and not any(self.pieces[k].kind in {"comma", "math"} for k in range(place, index)):
                return "hard"
        return ""

    def _property(self, index: int, piece: Piece) -> None:
        denied = self.negated(index)
        if denied or index in self.denials.places:
            for name in self.subject(index):
                self._withdraw(name, piece.value)
            self._denied(index, piece, denied)
        else:
            self._held(index, piece)

    def _held(self, index: int, piece: Piece) -> None:  # noqa: C901, PLR0911 - one case after another
        if piece.value in _EMPTY_PROPS and piece.value != "differentiable":
            return
        names = self.subject(index)
        if piece.value in _PAIR_PROPS or piece.value == "iid":
            self._pair(piece, names)
            return
        if not names:
            self._loose(piece)
            return
        if piece.value in _FUNCTION_PROPS:
            for name in names:
                self._function_property(name, piece)
            return
        if piece.value == "orthogonal" and self._vectors(names):
            self.scope.facts.add(("orthogonal", *names))
            return
        if piece.value == "unknown":
            self.unread(piece.text)
            return
        if piece.value in {"gaussian", "standard-gaussian", "zero-mean"}:
            for name in names:
                self._assume_random(name)
                if self.scope.symbols[name].random:
                    self._mark((name,), piece.value)
                else:
                    self.unread(piece.text)
            return
        self._mark(names, self._adapted(piece, names))

    def _denied(self, index: int, piece: Piece, denied: str) -> None:
        """Drop a property that is denied; a general sample lacks it anyway, unless most samples have it."""
        if denied == "soft":
            return
        if not denied or piece.value in _COMMON:
            self.unread(f"not {piece.text}")
            return
        for place in range(max(0, index - 4), index):
            if self.pieces[place].text in {"not", "不", "非", "不是", "并非"}:
                self.taken.add(place)

    def _adapted(self, piece: Piece, names: tuple[str, ...]) -> str:
        """Choose the sense of a word by the kind of its subject."""
        symbol = self.scope.get(names[0])
        kind = symbol.ty.kind if symbol is not None and symbol.ty is not None else ""
        if piece.value == "orthogonal" and kind == "mat" and symbol is not None and symbol.ty is not None:
            return "orthogonal" if symbol.ty.dims[0] == symbol.ty.dims[1] else "orthonormal-columns"
        if piece.value == "normal" and kind != "mat":
            return "standard"
        return piece.value

    def _mark(self, names: tuple[str, ...], prop: str) -> None:
        for name in names:
            symbol = self.scope.get(name)
            if symbol is None or (symbol.ty is None and symbol.body is None and not symbol.callable):
                size = Dim.of(f"?N{name}")
                if prop in _NUMERIC:
                    self.scope.declare(Symbol(name, typed(self.scope, name, NUM)))
                elif prop in MATRIX_PROPS and prop not in {"full-column-rank", "full-row-rank", "orthonormal-columns"}:
                    self.scope.declare(Symbol(name, Ty("mat", (size, size))))
            self.scope.add_props(name, frozenset({prop}))

    def _vectors(self, names: tuple[str, ...]) -> bool:
        symbols = [self.scope.get(name) for name in names]
        return len(names) > 1 and all(
            symbol is not None and symbol.ty is not None and symbol.ty.kind == "col" for symbol in symbols
        )

    def _function_property(self, name: str, piece: Piece) -> None:
        symbol = self.scope.get(name) or Symbol(name)
        array = symbol.ty is not None and symbol.ty.kind in {"mat", "col"}
        if array:
            if piece.value != "differentiable":
                self.unread(piece.text)
            return
        props = symbol.props if piece.value == "differentiable" else symbol.props | {piece.value}
        self.scope.symbols[name] = replace(symbol, props=props, callable=True)

    def _loose(self, piece: Piece) -> None:
        """Keep a property without subject: harmless words are dropped, others are unread."""
        functions = any(symbol.callable for symbol in self.scope.symbols.values())
        if piece.value in _HARMLESS_LOOSE or (piece.value == "differentiable" and not functions):
            if piece.value == "square":
                self.scope.options["matrices"] = "square"
            return
        self.unread(piece.text)

    def _pair(self, piece: Piece, names: tuple[str, ...]) -> None:
        everyone = (
            names if len(names) > 1 else tuple(name for k in range(len(self.pieces)) for name in self.names_of(k))
        )
        known = tuple(dict.fromkeys(name for name in everyone if name not in self.scope.sizes))
        if piece.value == "iid":
            for name in names or known:
                self._assume_random(name)
                self.scope.add_props(name, frozenset({"iid"}))
            return
        for name in known:
            self._assume_random(name)
        if len(known) > 1:
            self.scope.facts.add((_PAIR_PROPS[piece.value], *known[:4]))
        elif known and self.scope.options.get(f"family {known[0]}"):
            self.scope.add_props(known[0], frozenset({"independent"}))
        else:
            self.unread(piece.text)

    def _assume_random(self, name: str) -> None:
        """Take a name without type for a random variable, since only such are independent."""
        symbol = self.scope.get(name)
        if symbol is None or (symbol.ty is None and symbol.body is None):
            self.scope.declare(Symbol(name, typed(self.scope, name, NUM), random=True))

    def _type(self, index: int, piece: Piece) -> None:
        if self.negated(index) == "hard" or index in self.denials.places:
            self.unread(f"not {piece.text}")
            return
        names = self.forward(index) or self.backward(index, across=False)
        shape = self._shape_before(index)
        if not names:
            self._phrase(index, piece)
            return
        for name in names:
            self._declare_kind(name, piece.value, shape)

    def _shape_before(self, index: int) -> tuple[Dim, ...]:
        for place in range(index - 1, max(-1, index - 6), -1):
            piece = self.pieces[place]
            if piece.kind == "math":
                found = self.subjects[piece.math]
                if found.shape:
                    return found.shape
                word = self.pieces[place + 1].text if place + 1 < len(self.pieces) else ""
                if word in {"阶", "维", "dimensional", "-"} and len(found.names) == 1:
                    return (Dim.of(found.names[0]),) * (2 if word == "阶" else 1)
                return ()
        return ()

    def _phrase(self, index: int, piece: Piece) -> None:
        kind = {"square": "mat", "ten3": "ten"}.get(piece.value, piece.value)
        if piece.value == "square":
            self.scope.options["matrices"] = "square"
        if kind in {"num", "col", "mat", "ten"}:
            count = self.pieces[index - 1].value if index and self.pieces[index - 1].kind == "count" else ""
            plural = piece.text.endswith("s")
            self.scope.phrases.append((kind, int(count or 0) or (2 if plural else 1)))

    def _declare_kind(self, name: str, kind: str, shape: tuple[Dim, ...]) -> None:
        scope = self.scope
        symbol = scope.get(name)
        if (
            symbol is not None
            and symbol.ty is not None
            and kind not in {"dist", "rv", "rvec", "prob", "event", "density", "nat", "int"}
        ):
            if kind == "fun" and symbol.ty.kind != "fun":
                self.unread("function")
            if kind == "square" and symbol.ty.kind == "mat":
                scope.add_props(name, frozenset({"square"}))
            return
        if symbol is not None and symbol.body is not None:
            return
        declare_kind(scope, name, kind, shape)

    def _shapes(self) -> None:
        """Read “X has shape (a, b)”."""
        for index, piece in enumerate(self.pieces):
            shape = self.subjects[piece.math].shape if piece.kind == "math" else ()
            words = {self.pieces[k].text for k in range(max(0, index - 4), index)}
            if len(shape) < 1 or not words & _SHAPE_WORDS:
                continue
            names = self.backward(index)
            for name in names[-1:]:
                kinds = {1: "col", 2: "mat"}
                self.scope.declare(Symbol(name, Ty(kinds.get(len(shape), "ten"), shape)))


def declare_kind(scope: Scope, name: str, kind: str, shape: tuple[Dim, ...]) -> None:
    """Declare a name by a noun: “scalars a, b”, “random variable X”, “events A and B”."""
    size = Dim.of(f"?N{name}")
    square = scope.options.get("matrices") == "square"
    columns = size if square else Dim.of(f"?M{name}")
    types: dict[str, tuple[Ty | None, frozenset[str]]] = {
        "num": (NUM, frozenset()),
        "int": (NUM, frozenset({"integer"})),
        "nat": (NUM, frozenset({"natural"})),
        "prob": (NUM, frozenset({"probability"})),
        "angle": (NUM, frozenset({"angle"})),
        "col": (Ty("col", shape[:1] or (size,)), frozenset()),
        "mat": (Ty("mat", shape if len(shape) == 2 else (size, columns)), frozenset()),  # noqa: PLR2004 - how many parts it has
        "square": (Ty("mat", shape if len(shape) == 2 else (shape or (size,)) * 2), frozenset()),  # noqa: PLR2004 - how many parts it has
        "ten3": (Ty("ten", tuple(Dim.of(f"?N{k}{name}") for k in range(3))), frozenset()),
        "dist": (Ty("col", (Dim.of("?K"),)), frozenset({"probability"})),
    }
    if kind in {"rv", "rvec"}:
        before = scope.get(name)
        ty = before.ty if before is not None else None
        fallback = typed(scope, name, NUM) if kind == "rv" else Ty("col", shape[:1] or (size,))
        scope.declare(Symbol(name, ty or fallback, random=True))
    elif kind == "event":
        scope.declare(Symbol(name, Ty("bool"), random=True))
    elif kind == "fun":
        before = scope.get(name)
        scope.symbols[name] = replace(before, callable=True) if before else Symbol(name, callable=True)
    elif kind == "density":
        scope.options[f"density {name}"] = "yes"
    elif kind in types:
        ty, props = types[kind]
        if ty is not None and kind in {"num", "int", "nat", "prob"}:
            ty = typed(scope, name, ty)
            props = frozenset({"probability"}) if kind == "prob" and ty != NUM else props
        if kind == "dist":
            scope.options[f"table {name}"] = "yes"
        before = scope.get(name)
        if before is not None and before.ty is not None:
            ty = before.ty
        scope.declare(Symbol(name, ty, props))
