"""Elaboration of names: bound, declared, constants, sizes, else undeclared."""

from __future__ import annotations

import re

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import KINDS, ROLES, Elaborator, rule
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM, Term, Ty, col, const, mat, size_term

IDENTITY = frozenset({"I", "mathbf:I", "mathbb:I"})
ONES = frozenset({"mathbf:1", "mathbb:1"})
ZEROS = frozenset({"mathbf:0"})


@rule("num")
def _number(_: Elaborator, node: Node) -> Term:
    return const(float(node.text))


@rule("prime")
def _primed(el: Elaborator, node: Node) -> Term:
    """Read a prime behind an array as its transpose; a vector may also be one of two, x and x'."""
    inner, name = node.args[0], name_of(node)
    if el.scope.options.get("primes") == "transpose" and node.text == "1":
        return transpose(el.term(inner))
    if el.scope.get(name) is not None or name in el.bound or node.text != "1":
        return _name(el, node)
    base = name_of(inner)
    symbol = el.scope.get(base)
    plain = symbol is None and base not in el.bound and not el.scope.options.get("plain kinds")
    if base and (plain or (symbol is not None and symbol.callable)):
        return _name(el, node)
    whole = el.term(inner)
    vector = base and whole.ty.kind == "col" and not el.scope.options.get("plain kinds")
    if whole.ty.kind not in {"mat", "col"} or (vector and el.choose(f"prime {name}", "transpose", "name") == "name"):
        return _name(el, node)
    return transpose(whole)


def transpose(whole: Term) -> Term:
    """Transpose a vector or a matrix."""
    return Term("transpose", (whole,), "", Ty("row" if whole.ty.kind == "col" else "mat", whole.ty.dims[::-1]))


@rule("sym", "word", "accent", "star", "sup")
def _name(el: Elaborator, node: Node) -> Term:
    name = name_of(node)
    if not name:
        raise MeaningError("unsupported", "a decorated expression that is no name")
    if node.head == "star" and el.scope.get(name) is None:
        base = el.scope.get(name_of(node.args[0]))
        if base is not None and base.ty is not None and base.ty.kind == "mat":
            raise MeaningError("unsupported", "a conjugate transpose")
    return named(el, name)


def named(el: Elaborator, name: str) -> Term:
    """Elaborate a name: bound, declared, a constant, a size, else undeclared."""
    if name in el.bound:
        return el.bound[name]
    if name in el.held:
        return el.held[name]
    symbol = el.scope.get(name)
    if symbol is not None:
        term = declared(el, symbol)
        if term is not None:
            return term
    if name in el.scope.sizes:
        return size_term(Dim.of(name))
    constant = _constant(el, name) if symbol is None else None
    return constant or undeclared(el, name, *_candidates(el, name, symbol))


def _candidates(el: Elaborator, name: str, symbol: Symbol | None) -> tuple[str, ...]:
    if symbol is not None and symbol.callable:
        return ("fun",)
    if symbol is not None and symbol.props & MATRIX_PROPS:
        return ("mat",)
    if el.scope.options.get("plain kinds"):
        return plain_kinds(name)
    kinds = {kind for kind, _ in el.scope.phrases}
    if len(kinds) == 1 and symbol is None:
        el.flags.add(f"phrased {name}")
    return tuple(kinds) if len(kinds) == 1 else KINDS


def plain_kinds(name: str) -> tuple[str, ...]:
    """Return the kinds that a name may have by its letter: a small one is never a matrix."""
    base = name.rpartition(":")[2].partition("_")[0]
    letter = (base.partition("(")[2] or base)[:1]
    return ("num", "col") if letter.islower() else KINDS


MATRIX_PROPS = frozenset(
    [
        "symmetric",
        "skew",
        "spd",
        "psd",
        "orthogonal",
        "diagonal",
        "idempotent",
        "nilpotent",
        "invertible",
        "square",
        "projection",
        "rotation",
        "upper-triangular",
        "lower-triangular",
        "orthonormal-columns",
        "stochastic",
        "permutation",
        "full-column-rank",
        "full-row-rank",
        "odd-order",
        "even-order",
        "scalar-matrix",
        "normal",
        "nilpotent-2",
        "nilpotent-3",
    ],
)


def declared(el: Elaborator, symbol: Symbol) -> Term | None:
    """Elaborate a declared name, None if its declaration gives no type."""
    if symbol.body is not None and not symbol.params and symbol.name not in el.unfolding:
        el.unfolding.append(symbol.name)
        bound = el.bound
        own = symbol.name.partition("_")[2].split(",")  # the i of “x̂_i = (x_i - μ)/s” is that of a sum over x̂_i
        if any(name in bound and el.scope.get(name) is not None for name in own):
            raise MeaningError("index", f"{symbol.name} is defined for some indices only, but the index runs here")
        el.bound = {name: term for name, term in bound.items() if name in own}
        try:
            return el.term(symbol.body)
        finally:
            el.unfolding.pop()
            el.bound = bound
    if symbol.role in ROLES:
        return ROLES[symbol.role](el, symbol)
    if symbol.ty is None:
        return None
    el.used[symbol.name] = symbol
    return Term("sym", (), symbol.name, _sized(symbol))


def _sized(symbol: Symbol) -> Ty:
    assert symbol.ty is not None  # noqa: S101 - families are typed
    return symbol.ty


def _constant(el: Elaborator, name: str) -> Term | None:
    base, _, index = name.partition("_")
    if name == "pi":
        return Term("const", (), "π", NUM, 3.141592653589793)
    if name == "e":
        return Term("const", (), "e", NUM, 2.718281828459045)
    if name == "infty":
        return Term("const", (), "∞", NUM, float("inf"))
    if base in IDENTITY | ONES | ZEROS:
        size = el.sizes.fresh() if not index else Dim.of(int(index)) if index.isdigit() else Dim.of(index)
        if index and not index.isdigit() and index not in el.scope.sizes and index not in el.bound:
            el.guessed[index] = NUM
            el.scope.sizes.add(index)
        if base in IDENTITY:
            el.notes.append(f"{name} read as the identity matrix")
            return Term("eye", (), "", mat(size, size))
        return Term("ones" if base in ONES else "zeros", (), "", col(size))
    return None


def undeclared(el: Elaborator, name: str, *kinds: str) -> Term:
    """Give an undeclared name a kind: the only one that is possible, or a choice.

    Raises:
        MeaningError: if what was to be a name is none, such as the `1` of an indicator.
    """
    if not name:
        raise MeaningError("unsupported", "a notation that is not read")
    if name in el.guessed:
        return Term("sym", (), name, el.guessed[name])
    indexed = el.scope.options.get(f"indices of {name}")
    hint = el.scope.hints.get(name) or el.scope.hints.get(step_of(name))
    if hint is not None and indexed is None:
        el.guessed[name] = hint
        return Term("sym", (), name, hint)
    if indexed is not None and el.scope.get(name) is None:
        kinds = ({"1": "col", "2": "mat"}.get(indexed, "ten"),)
    forced = el.scope.options.get(f"forced {name}", "")
    if forced in kinds:
        kinds = (forced,)
        el.flags.add("forced")
    kind = kinds[0] if len(kinds) == 1 else el.choose(f"kind of {name}", *kinds)
    el.guessed[name] = (
        Ty("ten", tuple(el.sizes.fresh() for _ in range(int(indexed or 3)))) if kind == "ten" else fresh_type(el, kind)
    )
    return Term("sym", (), name, el.guessed[name])


def step_of(name: str) -> str:
    """Return `x` for `x_0`, `x_t` and `x_{k+1}`, the steps of an iteration, else nothing."""
    base, _, index = name.partition("_")
    return base if re.fullmatch(r"0|[tk](?:[+-]\d)?", index) else ""


def fresh_type(el: Elaborator, kind: str) -> Ty:
    """Return a type of some kind with unknown sizes."""
    ranks = {"num": 0, "col": 1, "row": 1, "mat": 2, "ten": 3}
    dims = tuple(el.sizes.fresh() for _ in range(ranks.get(kind, 0)))
    if kind == "mat" and "square" in el.scope.options.get("matrices", ""):
        dims = (dims[0], dims[0])
    return Ty(kind, dims)


@rule("group")
def _group(el: Elaborator, node: Node) -> Term:
    return el.term(node.args[0])


@rule("reach")
def _reach(el: Elaborator, node: Node) -> Term:
    """Stand for the argument of a function without brackets; resolved by the rule of the function."""
    return el.term(node.args[0])
