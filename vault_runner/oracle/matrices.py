"""Elaboration of matrices written out, of tuples, cases and conditions."""

from __future__ import annotations

from collections.abc import Callable

from vault_runner.oracle.dims import ONE, Dim
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import BOOL, NUM, Term, col, mat, row

ARRANGED: list[Callable[[Elaborator, list[Term], str], Term | None]] = []
"""How arrays in brackets are put together; `slices` brings it."""


@rule("matrix")
def _matrix(el: Elaborator, node: Node) -> Term:
    rows = [tuple(row_node.args) for row_node in node.args if row_node.args]
    if not rows or any(cell.head == "dots" for cells in rows for cell in cells):
        raise MeaningError("dots", "dots stand for entries of a matrix")
    if len({len(cells) for cells in rows}) != 1:
        raise MeaningError("syntax", "the rows of a matrix differ in length")
    return block_term(el, [[el.term(cell) for cell in cells] for cells in rows])


@rule("tuple")
def _tuple(el: Elaborator, node: Node) -> Term:
    terms = [el.term(part) for part in node.args]
    if any(term.ty.kind not in {"num", "any"} for term in terms):
        for reading in ARRANGED:
            found = reading(el, terms, node.text)
            if found is not None:
                return found
    if any(term.ty.kind not in {"num", "any"} for term in terms):
        raise MeaningError("unsupported", "a tuple of arrays")
    return block_term(el, [[term] for term in terms])


def block_term(el: Elaborator, cells: list[list[Term]]) -> Term:
    """Assemble a matrix of numbers or of blocks."""
    heights: list[Dim | None] = [None] * len(cells)
    widths: list[Dim | None] = [None] * len(cells[0])
    for i, line in enumerate(cells):
        for j, cell in enumerate(line):
            size = _cell_size(cell)
            if size is not None:
                heights[i] = _agreed(el, heights[i], size[0], "the heights of blocks")
                widths[j] = _agreed(el, widths[j], size[1], "the widths of blocks")
    tall = [dim or ONE for dim in heights]
    wide = [dim or ONE for dim in widths]
    height = sum(tall[1:], tall[0])
    width = sum(wide[1:], wide[0])
    slim = all(dim == ONE for dim in wide) and len(wide) == 1
    flat = all(dim == ONE for dim in tall) and len(tall) == 1
    ty = col(height) if slim else row(width) if flat else mat(height, width)
    shape = Term("shape", tuple(Term("size", (), "", NUM, dim=dim) for dim in (*tall, *wide)), str(len(tall)))
    return Term("block", (shape, *(cell for line in cells for cell in line)), str(len(cells[0])), ty)


def _cell_size(cell: Term) -> tuple[Dim, Dim] | None:
    dims = cell.ty.dims
    sizes = {
        "num": lambda: (ONE, ONE),
        "col": lambda: (dims[0], ONE),
        "row": lambda: (ONE, dims[0]),
        "mat": lambda: (dims[0], dims[1]),
    }
    if cell.ty.kind == "any":
        return None
    if cell.ty.kind not in sizes:
        raise MeaningError("kind", f"{cell.ty} inside a matrix")
    return sizes[cell.ty.kind]()


def _agreed(el: Elaborator, known: Dim | None, size: Dim, what: str) -> Dim:
    return size if known is None else el.sizes.unify(known, size, what)


@rule("cases")
def _cases(el: Elaborator, node: Node) -> Term:
    parts: list[Term] = []
    ty = NUM
    for line in node.args:
        if len(line.args) != PAIR:
            raise MeaningError("syntax", "a case without condition")
        value = el.term(line.args[0])
        ty = value.ty if value.ty.kind != "any" else ty
        condition = Term("true", (), "", BOOL) if line.args[1].head == "else" else el.term(line.args[1])
        if condition.ty != BOOL:
            raise MeaningError("syntax", "a case whose condition is none")
        parts += [value, condition]
    return Term("cases", tuple(parts), "", ty)


@rule("gap")
def _gap(el: Elaborator, node: Node) -> Term:
    """Elaborate the distance of two things of one kind."""
    left, right = (el.term(part) for part in node.args)
    el.unify(left.ty, right.ty, "a conclusion")
    return Term("gap", (left, right), "", NUM)


@rule("rel")
def _relation(el: Elaborator, node: Node) -> Term:
    if node.text not in {"=", "<", ">", "<=", ">=", "!="}:
        raise MeaningError("unsupported", f"the relation {node.text} inside an expression")
    left = peel(node.args[0])
    if left.head == "rel":
        first = el.term(left)
        return Term("and", (first, el.term(Node("rel", (left.args[1], node.args[1]), node.text))), "", BOOL)
    terms = el.term(node.args[0]), el.term(node.args[1])
    if node.text == "!=" and terms[0].ty.kind in {"col", "row", "mat"} and terms[1].op == "const":
        return Term("meets", terms, node.text, BOOL)  # a zero stands for an array of them
    ty = el.unify(terms[0].ty, terms[1].ty, "a condition")
    if node.text == "!=" and ty.kind in {"col", "row", "mat"}:
        return Term("meets", terms, node.text, BOOL)
    if ty.kind not in {"num", "any"} and node.text != "=":
        raise MeaningError("unsupported", "an order between arrays as a condition")
    return Term("compare", terms, node.text, BOOL)
