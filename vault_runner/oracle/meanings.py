"""What roles mean as terms: the eigenvalues of A, a vector of ones, the angle between two vectors."""

from __future__ import annotations

import numpy as np

from vault_runner.oracle.elaborator import KINDS, ROLES, Elaborator, rule
from vault_runner.oracle.evaluate import Evaluator, Value, operation
from vault_runner.oracle.norms import vector_first
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.symbols import named, undeclared
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM, Term, Ty, col, mat, size_term


def _spectrum(el: Elaborator, symbol: Symbol) -> Term:
    whole = named(el, symbol.of[0])
    if whole.ty.kind != "mat":
        raise MeaningError("kind", f"the {symbol.role} of {whole.ty}")
    if symbol.role == "singular-values":
        rows, columns = (el.sizes.resolve(dim) for dim in whole.ty.dims)
        size = rows if rows == columns else el.sizes.fresh()
        if rows != columns:
            el.smaller.append((size, (rows, columns)))
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
        return np.sort_complex(values)[::-1].copy()
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


def _ones(el: Elaborator, symbol: Symbol) -> Term:
    return Term("ones", (), "", symbol.ty or col(el.sizes.fresh()))


def _zeros(el: Elaborator, _symbol: Symbol) -> Term:
    """Let the size of a zero vector fit wherever it stands, whatever size was named."""
    return Term("zeros", (), "", col(el.sizes.fresh()))


def _ones_matrix(el: Elaborator, symbol: Symbol) -> Term:
    size = el.sizes.fresh()
    return Term("ones", (), "", symbol.ty or mat(size, size))


def _identity(el: Elaborator, symbol: Symbol) -> Term:
    size = el.sizes.fresh()
    return Term("eye", (), "", symbol.ty or mat(size, size))


def _centering(el: Elaborator, symbol: Symbol) -> Term:
    """Build the matrix that takes the mean from every entry: the identity less the mean of ones."""
    known = symbol.ty if symbol.ty is not None and symbol.ty.kind == "mat" else None
    size = known.dims[0] if known is not None else el.sizes.fresh()
    if known is not None:
        el.sizes.unify(known.dims[0], known.dims[1], "a centring matrix: rows and columns")
    ones = Term("div", (Term("ones", (), "", mat(size, size)), size_term(size)), "", mat(size, size))
    return Term("add", (Term("eye", (), "", mat(size, size)), Term("neg", (ones,), "", ones.ty)), "", ones.ty)


def _basis(el: Elaborator, symbol: Symbol) -> Term:
    """Read a declared `e_i` without its index: a family of standard basis vectors."""
    size = symbol.ty.dims[0] if symbol.ty is not None and symbol.ty.kind == "fam" else el.sizes.fresh()
    member = symbol.ty.parts[0] if symbol.ty is not None and symbol.ty.kind == "fam" else symbol.ty or col(size)
    el.sizes.unify(size, member.dims[0], "standard basis vectors: their number and their size")
    return Term("basis family", (), "", Ty("fam", (size,), (member,)))


def _mean(el: Elaborator, symbol: Symbol) -> Term:
    """Read the mean of numbers, `bar(x)` of x; of what else it is the mean is not known here."""
    base = symbol.name.removeprefix("bar(").removeprefix("overline(").rstrip(")")
    if base == symbol.name or "_" in base:
        return undeclared(el, symbol.name, *KINDS)
    known = el.scope.get(base)
    if known is not None and known.random and f"family {base}" not in el.scope.options:
        raise MeaningError("chance", f"{symbol.name} may be a mean of draws or of the law of {base}")
    if known is not None and known.ty is None:
        return undeclared(el, symbol.name, *KINDS)
    whole = named(el, base)
    if whole.ty.kind != "col":
        raise MeaningError("kind", f"the mean of {whole.ty}")
    return Term("reduce", (whole,), "mean", NUM)


def _rows(el: Elaborator, symbol: Symbol) -> Term:
    """Read the rows or columns of a matrix as a family of vectors."""
    whole = named(el, symbol.of[0])
    if whole.ty.kind != "mat":
        raise MeaningError("kind", f"the {symbol.role} of {whole.ty}")
    rows, columns = whole.ty.dims
    count, size = (rows, columns) if symbol.role == "rows" else (columns, rows)
    el.notes.append(f"{symbol.name}_i read as the {symbol.role} of {symbol.of[0]}")
    return Term("members", (whole,), symbol.role, Ty("fam", (count,), (col(size),)))


@operation("members")
def _members(ev: Evaluator, term: Term) -> Value:
    whole = ev(term.args[0])
    return whole if term.text == "rows" else np.transpose(whole)


@operation("basis family")
def _basis_family(ev: Evaluator, term: Term) -> Value:
    return np.eye(term.ty.dims[0].value(ev.sizes))


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
        "zeros": _zeros,
        "rows": _rows,
        "columns": _rows,
        "basis": _basis,
        "ones-matrix": _ones_matrix,
        "identity": _identity,
        "centering": _centering,
        "mean": _mean,
    },
)
