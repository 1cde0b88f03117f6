"""Elaboration of norms, inner products, absolute values and pseudo-inverses."""

from __future__ import annotations

from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.products import mul_terms
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.symbols import IDENTITY, ONES, ZEROS, fresh_type, named
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term, col, mat, row


@rule("norm")
def _norm(el: Elaborator, node: Node) -> Term:
    return norm_term(el, node, None)


def norm_term(el: Elaborator, node: Node, which: Node | None) -> Term:  # noqa: PLR0911 - one case after another
    """Elaborate a norm; that of a matrix without index has two meanings."""
    inner = el.term(vector_first(el, node.args[0]))
    text = which.text if which is not None and which.head in {"num", "sym", "word", "mark"} else ""
    if which is not None and not text and which.head != "sym":
        raise MeaningError("unsupported", "a norm of this kind")
    if inner.ty.kind in {"num", "any"}:
        return Term("apply", (inner,), "abs", NUM)
    if inner.ty.kind in {"mat", "ten"}:
        names = {"F": "F", "2": "2", "mathrm:F": "F", "*": "nuc", "1": "1", "infty": "inf", "op": "2", "mathcal:F": "F",
                 "Fro": "F", "fro": "F", "max": "maxabs", "HS": "F", "sigma": "2"}  # fmt: skip
        if which is None:
            stated = el.scope.options.get("norm")
            return Term("norm", (inner,), stated or el.choose("matrix norm", "F", "2"), NUM)
        if text not in names:
            raise MeaningError("unsupported", f"a matrix norm with index {text}")
        return Term("norm", (inner,), names[text], NUM)
    if inner.ty.kind not in {"col", "row"}:
        raise MeaningError("kind", f"the norm of {inner.ty}")
    if which is None or text in {"2", "1", "0"}:
        return Term("norm", (inner,), text or "2", NUM)
    if text in {"infty", "max"}:
        return Term("norm", (inner,), "inf", NUM)
    order = el.scope.get(text)
    if order is not None and order.ty is not None and order.ty.kind == "mat":
        whole = mul_terms(
            el, mul_terms(el, Term("transpose", (inner,), "", row(inner.ty.dims[0])), el.term(which)), inner
        )
        return Term("apply", (whole,), "sqrt", NUM)
    return Term("norm", (inner, el.term(which)), "p", NUM)


@rule("pinv")
def _pseudo_inverse(el: Elaborator, node: Node) -> Term:
    name = name_of(node)
    if name and el.scope.get(name) is not None and el.scope.symbols[name].ty is not None:
        return named(el, name)
    inner = el.term(node.args[0])
    if inner.ty.kind != "mat":
        raise MeaningError("kind", f"the pseudo-inverse of {inner.ty}")
    el.notes.append("+ read as the Moore–Penrose inverse")
    return Term("pinv", (inner,), "", mat(inner.ty.dims[1], inner.ty.dims[0]))


@rule("abs")
def _abs(el: Elaborator, node: Node) -> Term:
    inner = el.term(node.args[0])
    if inner.ty.kind == "mat":
        el.sizes.unify(inner.ty.dims[0], inner.ty.dims[1], "det needs a square matrix: rows and columns")
        return Term("det", (inner,), "", NUM)
    if inner.ty.kind not in {"num", "any"}:
        raise MeaningError("elementwise", f"the absolute value of {inner.ty}")
    return Term("apply", (inner,), "abs", NUM)


@rule("floor", "ceil")
def _rounded(el: Elaborator, node: Node) -> Term:
    return Term("apply", (el.term(node.args[0]),), node.head, NUM)


@rule("inner")
def _inner(el: Elaborator, node: Node) -> Term:
    if len(node.args) == 1 and node.args[0].head != "rel":
        raise MeaningError("unsupported", "an average in angle brackets")
    if len(node.args) != PAIR:
        raise MeaningError("syntax", "an inner product takes two arguments")
    left, right = (_vector_of_ones(el, part) for part in node.args)
    if left is not None and right is not None:
        raise MeaningError("kind", "an inner product of two ones")
    a = left or el.term(vector_first(el, node.args[0]))
    b = right or el.term(vector_first(el, node.args[1]))
    if a.ty.kind in {"num", "bool", "fun"} or b.ty.kind in {"num", "bool", "fun"}:
        raise MeaningError("kind", "an inner product of numbers")
    el.unify(a.ty, b.ty, "an inner product")
    return Term("inner", (a, b), "", NUM)


def vector_first(el: Elaborator, node: Node) -> Node:
    """Take an undeclared name for a vector where only vectors make sense, and return the node."""
    name = name_of(peel(node))
    if any(part.head == "slice" for part in peel(node).args):
        return node
    if name and name not in el.guessed and name not in el.bound and el.scope.get(name) is None:
        letters = name in IDENTITY | ONES | ZEROS
        if not letters and name not in el.scope.sizes and not el.scope.options.get(f"indices of {name}"):
            el.guessed[name] = fresh_type(el, "col")
            el.flags.add("forced")
    return node


def _vector_of_ones(el: Elaborator, node: Node) -> Term | None:
    if node.head == "num" and node.text == "1":
        return Term("ones", (), "", col(el.sizes.fresh()))
    return None
