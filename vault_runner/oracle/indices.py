"""Elaboration of indices: entries, members of families, free indices."""

from __future__ import annotations

from collections.abc import Callable

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.norms import norm_term
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.symbols import IDENTITY, ONES, ZEROS, fresh_type, named, step_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Term, Ty

SLICES: list[Callable[[Elaborator, Term, tuple[Node, ...]], Term | None]] = []
"""How slices are read; `slices` brings it."""
SYMBOLS: list[Callable[[Elaborator, Node], Term | None]] = []
"""How symbols with a fixed meaning are read, whatever their indices; `einstein` brings one."""
BY_INDEX_COUNT = {1: "col", 2: "mat", 3: "ten"}


@rule("sub")
def _sub(el: Elaborator, node: Node) -> Term:  # noqa: PLR0911 - one case after another
    base, indices = node.args[0], node.args[1:]
    if base.head == "norm":
        return norm_term(el, base, indices[0])
    if base.head == "call":
        return index_call(el, node)
    for symbol in SYMBOLS:
        fixed = symbol(el, node)
        if fixed is not None:
            return fixed
    name = name_of(node)
    if name and (name in el.bound or el.scope.get(name) is not None):
        _check_member(el, node, name)
        return named(el, name)
    if name_of(base) in IDENTITY | ONES | ZEROS and el.scope.get(name_of(base)) is None and len(indices) == 1:
        return named(el, name)
    if base.head == "sym" and base.text == "delta" and len(indices) == PAIR and el.scope.get("delta") is None:
        return Term("same", tuple(index_of(el, part, None) for part in indices))
    if name_of(base):
        return _indexed_name(el, node, name)
    return index_term(el, el.term(base), indices)


def _check_member(el: Elaborator, node: Node, name: str) -> None:
    """Refuse to take one declared `x_i` for all members of a family when `i` runs."""
    symbol = el.scope.get(name)
    running = any(part.head == "sym" and part.text in el.bound for index in node.args[1:] for part in index.walk())
    if name not in el.bound and running and symbol is not None and symbol.body is None:
        raise MeaningError("index", f"{name} is declared for one index, but the index runs here")


def index_call(el: Elaborator, node: Node) -> Term:
    """Elaborate `f(x)_i`."""
    return index_term(el, el.term(node.args[0]), node.args[1:])


def _indexed_name(el: Elaborator, node: Node, name: str) -> Term:
    base, indices = node.args[0], node.args[1:]
    base_name = name_of(base)
    symbol = el.scope.get(base_name)
    known = base_name in el.bound or base_name in el.guessed
    if symbol is not None and (symbol.ty is not None or symbol.body is not None or symbol.role):
        if name and symbol.params and indices[0].head in {"num", "opt", "fun", "word"}:
            return named(el, name)  # q_0 and η_min beside q(t) and η(t) are names of their own
        whole = el.term(base)
        if whole.ty.kind in {"col", "row", "mat", "ten", "fam"}:
            return index_term(el, whole, indices)
        if not name:
            raise MeaningError("index", f"{base_name} is {whole.ty} and has no index")
        return named(el, name)
    counts = el.scope.options.get(f"indices of {base_name}")
    if name and el.scope.hints.get(step_of(name)) is not None:
        return named(el, name)
    if known or counts or not name:
        if not known and base_name:
            kind = BY_INDEX_COUNT.get(len(indices))
            if kind is None:
                raise MeaningError("index", f"{len(indices)} indices")
            el.guessed[base_name] = (
                fresh_type(el, kind) if kind != "ten" else Ty("ten", tuple(el.sizes.fresh() for _ in indices))
            )
            if symbol is None and {kind} == {said for said, _ in el.scope.phrases}:
                el.flags.add(f"phrased {base_name}")
        return index_term(el, el.term(base), indices)
    return named(el, name)


def index_of(el: Elaborator, node: Node, size: Dim | None) -> Term:
    """Elaborate one index; an undeclared letter ranges over the axis."""
    letter = node.text if node.head == "sym" else ""
    if letter and letter not in el.bound and el.scope.get(letter) is None and letter not in el.scope.sizes:
        if size is not None and letter in el.free_indices:
            el.sizes.unify(el.free_indices[letter], size, f"the range of {letter}")
        elif letter not in el.free_indices:
            el.free_indices[letter] = size or el.sizes.fresh()
        return Term("sym", (), letter, NUM)
    term = el.term(node)
    if term.ty.kind not in {"num", "any"}:
        raise MeaningError("index", "an index that is no number")
    if size is not None and term.dim is not None and term.op == "sym" and (size.variable() or term.dim.variable()):
        el.flags.add(f"tied {term.dim}")
        el.sizes.unify(size, term.dim, f"the range of {letter}")
    return term


def index_term(el: Elaborator, whole: Term, indices: tuple[Node, ...]) -> Term:
    """Take entries of an array."""
    for reading in SLICES:
        found = reading(el, whole, indices)
        if found is not None:
            return found
    ty = el.resolved(whole.ty)
    if ty.kind == "fam":
        first = index_of(el, indices[0], ty.dims[0])
        member = Term("entry", (whole, first), "", ty.parts[0])
        return index_term(el, member, indices[1:]) if len(indices) > 1 else member
    if ty.kind not in {"col", "row", "mat", "ten"}:
        raise MeaningError("index", f"an index on {ty}")
    if ty.kind == "ten" and len(indices) < len(ty.dims):
        terms = tuple(index_of(el, part, dim) for part, dim in zip(indices, ty.dims, strict=False))
        rest = ty.dims[len(indices) :]
        return Term("entry", (whole, *terms), "", Ty({1: "col", 2: "mat"}.get(len(rest), "ten"), rest))
    if len(indices) != len(ty.dims):
        raise MeaningError("index", f"{len(indices)} indices on {ty}")
    terms = tuple(index_of(el, part, dim) for part, dim in zip(indices, ty.dims, strict=True))
    return Term("entry", (whole, *terms), "", NUM)
