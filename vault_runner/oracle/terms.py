"""Typed terms: what a formula means once every symbol has a kind and every size a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vault_runner.oracle.dims import Dim


@dataclass(frozen=True, slots=True)
class Ty:
    """A kind with its sizes: num, col, row, mat, ten, fun, fam, bool, dist, tuple, any.

    `fun` has its arguments' types and then its value's in `parts`; `fam` is a numbered family with its length in
    `dims` and its member's type in `parts`; `any` is the numeral zero, which fits everything.
    """

    kind: str
    dims: tuple[Dim, ...] = ()
    parts: tuple[Ty, ...] = ()

    def __str__(self) -> str:
        """Write the type in words."""
        sizes = "×".join(map(str, self.dims))
        names = {"num": "a number", "col": "a vector of", "row": "a row of", "mat": "a matrix", "ten": "a tensor",
                 "fun": "a function", "fam": "a family of", "bool": "a condition", "any": "zero"}  # fmt: skip
        return f"{names.get(self.kind, self.kind)} {sizes}".strip()


NUM = Ty("num")
BOOL = Ty("bool")
ANY = Ty("any")


def col(size: Dim) -> Ty:
    """Return the type of column vectors."""
    return Ty("col", (size,))


def row(size: Dim) -> Ty:
    """Return the type of row vectors."""
    return Ty("row", (size,))


def mat(rows: Dim, columns: Dim) -> Ty:
    """Return the type of matrices."""
    return Ty("mat", (rows, columns))


@dataclass(frozen=True, slots=True)
class Term:
    """One typed operation on its arguments; `text` names the operation's symbol or variant."""

    op: str
    args: tuple[Term, ...] = ()
    text: str = ""
    ty: Ty = NUM
    number: float = 0.0
    dim: Dim | None = None

    def walk(self) -> Iterator[Term]:
        """Iterate over this term and everything below."""
        stack = [self]
        while stack:
            term = stack.pop()
            yield term
            stack.extend(term.args)


def const(value: float) -> Term:
    """Return a number."""
    return Term("const", (), f"{value:g}", ANY if value == 0 else NUM, value)


def size_term(dim: Dim) -> Term:
    """Return a size as a number."""
    return Term("size", (), str(dim), NUM, dim=dim)
