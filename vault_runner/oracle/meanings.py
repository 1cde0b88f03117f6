"""What roles mean as terms: the eigenvalues of A, a vector of ones, the angle between two vectors."""

from __future__ import annotations

import numpy as np

from vault_runner.oracle.arrays import vector_first
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborate import ROLES, Elaborator, named, rule
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM, Term, Ty, col, mat


def _spectrum(el: Elaborator, symbol: Symbol) -> Term:
    whole = named(el, symbol.of[0])
    if whole.ty.kind != "mat":
        raise MeaningError("kind", f"the {symbol.role} of {whole.ty}")
    if symbol.role == "singular-values":
        rows, columns = (el.sizes.resolve(dim) for dim in whole.ty.dims)
        size = rows if rows == columns else el.sizes.fresh()
        if rows != columns:
            el.flags.add(f"smaller {size} {rows} {columns}")
        return Term("singular values", (whole,), "", col(size))
    el.sizes.unify(whole.ty.dims[0], whole.ty.dims[1], "eigenvalues need a square matrix: rows and columns")
    declared = el.scope.get(symbol.of[0])
    real = declared is not None and declared.props & {
        "symmetric",
        "spd",
        "psd",
        "projection",
        "diagonal",
        "upper-triangular",
        "lower-triangular",
    }
    if symbol.role == "eigenvectors":
        if not real:
            raise MeaningError("unsupported", "eigenvectors of a matrix that isn't symmetric")
        return Term("eigenvectors", (whole,), "", Ty("fam", (whole.ty.dims[0],), (col(whole.ty.dims[0]),)))
    return Term("eigenvalues", (whole,), "real" if real else "", col(whole.ty.dims[0]))


@operation("eigenvalues")
def _eigenvalues(ev: Evaluator, term: Term) -> Value:
    matrix = ev(term.args[0])
    if np.allclose(matrix, matrix.T):
        return np.linalg.eigvalsh(matrix)[::-1].copy()
    values = np.linalg.eigvals(matrix)
    if np.max(np.abs(values.imag)) > 1e-12:  # noqa: PLR2004 - rounding
        raise EvaluationError("domain", "complex eigenvalues")
    return np.sort(values.real)[::-1].copy()


@operation("eigenvectors")
def _eigenvectors(ev: Evaluator, term: Term) -> Value:
    _, vectors = np.linalg.eigh(ev(term.args[0]))
    return vectors.T[::-1].copy()


@operation("singular values")
def _singular_values(ev: Evaluator, term: Term) -> Value:
    return np.linalg.svd(ev(term.args[0]), compute_uv=False)


def _spectral_end(el: Elaborator, symbol: Symbol) -> Term:
    role = "singular-values" if symbol.role == "sv-max" else "eigenvalues"
    whole = _spectrum(el, Symbol(symbol.name, None, role=role, of=symbol.of))
    if role == "eigenvalues" and whole.text != "real":
        raise MeaningError("unsupported", "the largest eigenvalue of a matrix that isn't symmetric")
    return Term("reduce", (whole,), "min" if symbol.role == "eig-min" else "max", NUM)


def _ones(el: Elaborator, _symbol: Symbol) -> Term:
    return Term("ones", (), "", col(el.sizes.fresh()))


def _ones_matrix(el: Elaborator, _symbol: Symbol) -> Term:
    size = el.sizes.fresh()
    return Term("ones", (), "", mat(size, size))


def _identity(el: Elaborator, _symbol: Symbol) -> Term:
    size = el.sizes.fresh()
    return Term("eye", (), "", mat(size, size))


@rule("angle")
def _angle(el: Elaborator, node: Node) -> Term:
    left, right = (el.term(vector_first(el, part)) for part in node.args)
    el.unify(left.ty, right.ty, "an angle")
    return Term("angle", (left, right), "", NUM)


ROLES.update(
    {
        "eigenvalues": _spectrum,
        "singular-values": _spectrum,
        "eigenvectors": _spectrum,
        "eig-max": _spectral_end,
        "eig-min": _spectral_end,
        "sv-max": _spectral_end,
        "ones": _ones,
        "ones-matrix": _ones_matrix,
        "identity": _identity,
    },
)
__all__ = ["Dim"]
