"""Nouns that give a symbol its meaning: “σ is the sigmoid function”, “λ_i are the eigenvalues of A”."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from vault_runner.oracle.attribution import BRIDGES
from vault_runner.oracle.moments import OF_A_SAMPLE, take_moment
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.words import Piece

WITH_MATRIX = frozenset(
    {"eigenvalues", "singular-values", "eigenvalue", "singular-value", "eigenvectors", "eigenvector"}
)
SPECTRAL_ENDS = frozenset({"eig-max", "eig-min", "sv-max"})
FUNCTIONS = frozenset({"sigmoid", "relu", "softmax", "tanh", "softplus", "gelu", "silu", "ncdf", "npdf"})
PLAIN = frozenset({"ones", "ones-matrix", "identity", "basis", "pinv", "centering"})
_SUPPOSED = frozenset({"ones", "ones-matrix", "identity", "basis"})
"""What no formula is called: said of one that is written out, it is a condition."""
_SAYING = frozenset(
    ["is", "are", "be", "being", "as", "denote", "denotes", "write", "stands", "为", "是", "均为", "表示", "记", "记为",
     "记作", "指", "代表", "常数", "(", "（"],
)  # fmt: skip
_PREPOSITIONS = frozenset(
    {"of", "for", "at", "on", "with", "in", "by", "from", "over", "and", "has", "applied", "acts"}
)
NOT_MODELLED = frozenset({"heaviside", "gram", "eigenvector", "eigenvalue", "singular-value"})

_CHANGING = frozenset(
    ["scaled", "rescaled", "shifted", "stretched", "steeper", "temperature", "slope", "gain", "minus", "plus", "times",
     "divided", "multiplied", "doubled", "halved", "squared", "inverted", "negated", "reversed", "truncated", "clipped",
     "base", "translated", "centred", "centered", "normalised", "normalized", "缩放", "平移", "倍", "截断", "温度",
     "斜率", "平方", "减", "加"],
)  # fmt: skip
"""Words that make another function of the one before them."""


class Reader(Protocol):
    """What a role needs from the prose reader."""

    scope: Scope
    pieces: list[Piece]

    def names_of(self, index: int) -> tuple[str, ...]:
        """Return the names of the formula at a place."""

    def expressions_of(self, index: int) -> tuple[Node, ...]:
        """Return the expressions of the formula at a place."""

    def right_sides(self, index: int) -> tuple[Node, ...]:
        """Return the right side of the equation at a place."""

    def text_at(self, index: int) -> str:
        """Return the text of a piece."""

    def kind_at(self, index: int) -> str:
        """Return the kind of a piece."""

    def group_at(self, index: int) -> tuple[str, ...]:
        """Return the names of a formula and of those joined to it."""

    def forward(self, index: int) -> tuple[str, ...]:
        """Return the subject that follows."""

    def backward(self, index: int, *, across: bool = True) -> tuple[str, ...]:
        """Return the subject before."""

    def unread(self, text: str) -> None:
        """Note what was not understood."""


def take_role(reader: Reader, index: int, piece: Piece) -> None:  # noqa: C901, PLR0911, PLR0912 - one case after another
    """Give a role to its symbol."""
    kind, _, detail = piece.value.partition(" ")
    if kind == "known":
        return
    if kind in {"layout", "vec", "exp"}:
        if kind != "vec" or kind not in reader.scope.options:  # of vec the whole clause is read elsewhere
            reader.scope.options[kind] = detail
        return
    if kind == "norm":
        if detail != "euclid":
            reader.scope.options.setdefault("norm", detail)
        return
    if kind == "jacobian":
        reader.scope.options["layout"] = "numerator"
        reader.scope.options["announced"] = "jacobian"
        return
    if kind in {"variance", "covariance", "std"} and index and reader.pieces[index - 1].text.startswith(OF_A_SAMPLE):
        reader.unread(piece.text)
        return
    if kind in {"mean", "variance", "covariance", "std"} and take_moment(reader, index, kind):
        return
    if kind == "std" or piece.text.startswith(("common", "same")):
        reader.unread(piece.text)
        return
    if kind in {"variance", "covariance"}:
        _covariance(reader, index, piece)
        return
    if kind in {"entropy", "mutual-information", "trace", "hessian-of", "delta", "mean"}:
        _light(reader, index, kind)
        return
    names = _subject(reader, index)
    if kind in WITH_MATRIX:
        _spectral(reader, kind, names, index, piece)
    elif kind == "angle":
        _angle(reader, _first_name(reader, names))
    elif kind in SPECTRAL_ENDS:
        _spectral_end(reader, kind, names, index)
    elif not names or (kind in FUNCTIONS | PLAIN and not _predicated(reader, index)):
        _without_subject(reader, kind, index)
    elif kind == "basis":
        _basis(reader, names)
    elif kind in FUNCTIONS and _changed(reader, index):
        reader.unread(piece.text)
    elif kind in FUNCTIONS | PLAIN:
        for name in names:
            symbol = reader.scope.get(name) or Symbol(name)
            if kind in _SUPPOSED and symbol.body is not None:  # what a formula gives is supposed to be one
                reader.unread(piece.text)
            reader.scope.symbols[name] = replace(symbol, role=kind, callable=kind in FUNCTIONS)
    else:
        reader.unread(piece.text)


def _changed(reader: Reader, index: int) -> bool:
    """Tell whether words behind a function's name make another function of it: “the sigmoid scaled to (-1, 1)”."""
    for piece in reader.pieces[index + 1 :]:
        if piece.kind in {"comma", "stop"}:
            return False
        if piece.text.lower() in _CHANGING:
            return True
    return False


def _basis(reader: Reader, names: tuple[str, ...]) -> None:
    """Take numbered names for the standard basis, and a single vector for any of its members."""
    for name in names:
        base = name.partition("_")[0]
        symbol = reader.scope.get(base)
        family = symbol is not None and symbol.ty is not None and symbol.ty.kind == "fam"
        if base != name or family:
            reader.scope.symbols.pop(name, None)
            reader.scope.symbols[base] = Symbol(
                base, symbol.ty if symbol is not None and family else None, role="basis"
            )
        else:
            reader.scope.add_props(name, frozenset({"one-hot"}))


def _covariance(reader: Reader, index: int, piece: Piece) -> None:
    """Read “A is a covariance matrix”; that of something is said by the formula itself."""
    for name in reader.backward(index, across=False) or reader.forward(index):
        symbol = reader.scope.get(name)
        if symbol is None or symbol.ty is None or symbol.random:
            continue
        if symbol.ty.kind == "mat" and symbol.ty.dims[0] == symbol.ty.dims[1]:
            reader.scope.add_props(name, frozenset({"psd"}) if "spd" not in symbol.props else frozenset())
        reader.unread(piece.text)


def _predicated(reader: Reader, index: int) -> bool:
    """Tell whether a noun names a symbol: “the sigmoid σ”, “σ is the sigmoid”, “let e_i be the standard basis”."""
    if reader.forward(index):
        return True
    said = False
    for place in range(index - 1, -1, -1):
        piece = reader.pieces[place]
        if piece.kind == "math" and reader.names_of(place):
            return said or all(_untyped(reader, name) for name in reader.names_of(place))
        said = said or piece.text in _SAYING
        if piece.kind == "math":
            continue
        if (
            piece.kind not in {"role", "type", "prop", "count", "name", "person"}
            and piece.text not in BRIDGES | _SAYING
        ):
            return False
    return False


def _untyped(reader: Reader, name: str) -> bool:
    symbol = reader.scope.get(name)
    return symbol is None or symbol.ty is None or bool(symbol.role)


def _qualifies(reader: Reader, index: int) -> bool:
    """Tell whether a function's name qualifies what comes: “softmax outputs p”."""
    for place in range(index + 1, min(index + 4, len(reader.pieces))):
        piece = reader.pieces[place]
        if piece.kind == "math":
            return place > index + 1 and bool(reader.names_of(place))
        if piece.kind != "plain" or piece.text in BRIDGES | _PREPOSITIONS:
            return False
    return False


def _without_subject(reader: Reader, kind: str, index: int) -> None:
    piece = reader.pieces[index]
    if kind in FUNCTIONS and _qualifies(reader, index):
        reader.unread(piece.text)
    if kind == "ones":
        reader.scope.options["one"] = "ones"
    elif kind in NOT_MODELLED:
        reader.unread(piece.text)


def _light(reader: Reader, index: int, kind: str) -> None:
    """Take roles that only name what the formula says itself, unless a bare symbol gets them."""
    names = reader.backward(index, across=False)
    free = [name for name in names if reader.scope.get(name) is None]
    if kind == "mean" and free:
        for name in free:
            reader.scope.declare(Symbol(name, None, role="mean", of=_others(reader, name)))


def _others(reader: Reader, name: str) -> tuple[str, ...]:
    return tuple(other for k in range(len(reader.pieces)) for other in reader.names_of(k) if other != name)


def _subject(reader: Reader, index: int) -> tuple[str, ...]:
    return reader.forward(index) or reader.backward(index, across=False)


def _matrix_names(reader: Reader) -> list[str]:
    found = []
    for place in range(len(reader.pieces)):
        for name in reader.names_of(place):
            symbol = reader.scope.get(name)
            if symbol is not None and symbol.ty is not None and symbol.ty.kind == "mat":
                found.append(name)
    return found or [
        name for name, symbol in reader.scope.symbols.items() if symbol.ty is not None and symbol.ty.kind == "mat"
    ]  # fmt: skip


def _spectral(reader: Reader, kind: str, names: tuple[str, ...], index: int, piece: Piece) -> None:
    """Bind `λ_i`, `λ_1, …, λ_n` to the eigenvalues of the matrix that the sentence names."""
    matrices = list(dict.fromkeys(_matrix_names(reader)))
    own = [name for name in names if name not in matrices]
    if not own:
        own = [
            name
            for k in range(len(reader.pieces))
            for name in reader.names_of(k)
            if name not in matrices and k != index
        ]
        own = [name for name in own if name not in reader.scope.sizes and reader.scope.get(name) is None]
    if not own:
        return
    if len(matrices) != 1 or kind in {"eigenvalue", "eigenvector", "singular-value"}:
        reader.unread(piece.text)
        return
    for name in own:
        base = name.partition("_")[0]
        reader.scope.symbols[base] = Symbol(base, None, role=kind, of=(matrices[0],))
        if base != name:
            reader.scope.symbols.pop(name, None)


def _spectral_end(reader: Reader, kind: str, names: tuple[str, ...], index: int) -> None:
    """Bind a name to the largest or smallest eigenvalue or singular value of the only matrix."""
    matrices = list(dict.fromkeys(_matrix_names(reader)))
    own = [name for name in names if name not in matrices]
    if len(matrices) == 1 and len(own) == 1:
        reader.scope.symbols[own[0]] = Symbol(own[0], None, role=kind, of=(matrices[0],))
    elif own or len(matrices) != 1:
        reader.unread(reader.pieces[index].text)


def _first_name(reader: Reader, names: tuple[str, ...]) -> tuple[str, ...]:
    """Prefer the name that the sentence names first: “α is the angle between x and y”."""
    everyone = [name for k in range(len(reader.pieces)) for name in reader.names_of(k)]
    fresh = [name for name in everyone if reader.scope.get(name) is None]
    return (fresh[0],) if fresh else names


def _angle(reader: Reader, names: tuple[str, ...]) -> None:
    if not names:
        return
    sides = [node for k in range(len(reader.pieces)) for node in reader.expressions_of(k) if name_of(node) != names[0]]
    if len(sides) >= PAIR:
        reader.scope.symbols[names[0]] = Symbol(names[0], None, body=Node("angle", tuple(sides[:2])))
    else:
        reader.unread("angle")
