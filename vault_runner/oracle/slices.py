r"""Slices `X_{:,j}`, `x_{1:k}` and concatenations `[A \mid B]`, `[x; y]`, `Concat(a, b)`.

Indices count from 1 and a slice contains both of its ends, as in mathematics; what code counts from 0 is not read.
"""

from __future__ import annotations

import numpy as np

from vault_runner.oracle import calls
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, entry_number, operation
from vault_runner.oracle.indices import SLICES, index_of
from vault_runner.oracle.matrices import ARRANGED, block_term
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Term, Ty, const, size_term

_KINDS = {0: "num", 1: "col", 2: "mat"}
_STACKING = frozenset({"Concat", "concat", "cat", "CONCAT", "concatenate"})
_ONE_WAY = {"vstack": "stacked", "hstack": "side by side"}


def sliced(el: Elaborator, whole: Term, indices: tuple[Node, ...]) -> Term | None:
    """Elaborate indices of which one is a slice; None if none is."""
    if not any(index.head == "slice" for index in indices):
        return None
    ty = el.resolved(whole.ty)
    if ty.kind not in {"col", "row", "mat", "ten"} or len(indices) != len(ty.dims):
        raise MeaningError("index", f"{len(indices)} indices on {ty}")
    axes: list[Term] = []
    kept: list[tuple[int, Dim]] = []
    for axis, (index, dim) in enumerate(zip(indices, ty.dims, strict=True)):
        if index.head != "slice":
            axes.append(Term("axis", (index_of(el, index, dim),), "one"))
        elif all(part.head == "none" for part in index.args):
            axes.append(Term("axis", (), "all"))
            kept.append((axis, dim))
        else:
            low, high = _ends(el, index, dim)
            axes.append(Term("axis", (low[0], high[0]), "range"))
            kept.append((axis, high[1] + -low[1] + Dim.of(1)))
    kind = _KINDS.get(len(kept), "ten")
    turned = ty.kind == "row" or (ty.kind == "mat" and [axis for axis, _ in kept] == [1])
    return Term("slice", (whole, *axes), "", Ty("row" if turned and kind == "col" else kind, tuple(d for _, d in kept)))


def _ends(el: Elaborator, index: Node, dim: Dim) -> tuple[tuple[Term, Dim], tuple[Term, Dim]]:
    first, last = index.args
    if last.head == "none" or (first.head == "num" and first.text == "0"):
        raise MeaningError("index", "a slice that may count from 0")
    low = (const(1), Dim.of(1)) if first.head == "none" else _end(el, first)
    high = _end(el, last)
    el.notes.append("a slice read as counting from 1, with both ends")
    for name in high[1].names() | low[1].names():
        if dim.variable() and name not in dim.names():
            el.flags.add(f"within {name}")
    return low, high


def _end(el: Elaborator, node: Node) -> tuple[Term, Dim]:
    size = dim_of(node, el.scope)
    if size is None or any(name in el.bound for name in size.names()):
        raise MeaningError("index", "a slice whose length isn't a size")
    for name in size.names():
        if el.scope.get(name) is None and name not in el.scope.sizes:
            el.guessed.setdefault(name, NUM)
            el.flags.add(f"whole {name}")
    return size_term(size), size


@operation("axis")
def _axis(_: Evaluator, _term: Term) -> Value:
    return 0.0


@operation("slice")
def _slice(ev: Evaluator, term: Term) -> Value:
    whole, *axes = term.args
    value = np.asarray(ev(whole), dtype=float)
    places: list[int | slice] = []
    for axis, length in zip(axes, value.shape, strict=True):
        if axis.text == "all":
            places.append(slice(None))
        elif axis.text == "one":
            places.append(entry_number(ev(axis.args[0]), length))
        else:
            low, high = (round(float(ev(part))) for part in axis.args)
            if not 1 <= low <= high <= length:
                raise EvaluationError("guard", "a slice that reaches outside")
            places.append(slice(low - 1, high))
    found = value[tuple(places)]
    return float(found) if np.ndim(found) == 0 else found


def arranged(el: Elaborator, terms: list[Term], text: str) -> Term | None:
    """Put arrays side by side or below each other, as the separators of the brackets say."""
    marks = set(text.lstrip("([").split())
    kinds = {term.ty.kind for term in terms}
    if len(marks) != 1 or not kinds <= {"col", "row", "mat", "num"}:
        return None
    mark = marks.pop()
    brackets = text.startswith("[")
    if mark == ";" and brackets:
        return _block(el, terms, "stacked")
    if mark == "|" and "mat" in kinds:
        return _block(el, terms, "side by side")
    if mark == "||" and brackets and kinds <= {"col", "num"}:
        return _block(el, terms, "stacked")
    if mark == "," and len(terms) == PAIR and all(_square(el, term) for term in terms):
        raise MeaningError("unsupported", "square matrices in brackets, which may be their commutator")
    if mark == "," and brackets and kinds <= {"mat", "col"}:
        return _block(el, terms, "side by side" if "mat" in kinds else _way(el))
    return None


def _square(el: Elaborator, term: Term) -> bool:
    ty = el.resolved(term.ty)
    return ty.kind == "mat" and (ty.dims[0] == ty.dims[1] or any(dim.variable() for dim in ty.dims))


def _way(el: Elaborator) -> str:
    return el.choose("brackets around vectors", "side by side", "stacked")


def _block(el: Elaborator, terms: list[Term], way: str) -> Term:
    el.notes.append(f"arrays in brackets read as {way}")
    return block_term(el, [[term] for term in terms] if way == "stacked" else [terms])


def concatenation(el: Elaborator, node: Node) -> Term | None:
    """Read `Concat(a, b)`: vectors are stacked, matrices in the way that fits."""
    name = name_of(node.args[0])
    if name not in _STACKING and name not in _ONE_WAY:
        return None
    if el.scope.get(name) is not None or len(node.args) <= PAIR or any(part.head == "dots" for part in node.args):
        return None
    terms = [el.term(part) for part in node.args[1:]]
    kinds = {term.ty.kind for term in terms}
    if name in _ONE_WAY:
        return _block(el, terms, _ONE_WAY[name])
    if kinds <= {"col", "num"}:
        return _block(el, terms, "stacked")
    if kinds != {"mat"}:
        raise MeaningError("kind", "a concatenation of arrays of several kinds")
    return _block(el, terms, el.choose("concatenation of matrices", "side by side", "stacked"))


SLICES.append(sliced)
ARRANGED.append(arranged)
calls.INFORMATION.insert(0, concatenation)
