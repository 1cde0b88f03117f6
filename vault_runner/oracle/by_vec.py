r"""Derivatives by a flattened matrix, `\frac{\partial\,\mathrm{vec}(AXB)}{\partial\,\mathrm{vec}(X)}`: Jacobians.

The entries come column by column, unless the note says that vec goes row by row. `\partial\,\mathrm{vec}(X)^\top` tells
the layout itself.
"""

from __future__ import annotations

import numpy as np

from vault_runner.oracle.differences import partials
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.evaluate import Evaluator, Value, operation
from vault_runner.oracle.products import transpose_term
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import Term, mat


def by_flattened(el: Elaborator, body: Node, variable: Node) -> Term | None:
    """Differentiate a vector by the entries of a matrix in the order of vec; None if the variable is no such thing."""
    turned = variable.head == "transpose"
    flat = peel(variable.args[0] if turned else variable)
    if flat.head != "fun" or flat.text != "vec" or len(flat.args) != 1 or not name_of(peel(flat.args[0])):
        return None
    whole = el.term(peel(flat.args[0]))
    value = el.term(body)
    if whole.op != "sym" or whole.ty.kind != "mat" or value.ty.kind != "col":
        raise MeaningError("unsupported", f"the derivative of {value.ty} by a flattened {whole.ty}")
    if not any(part.op == "sym" and part.text == whole.text for part in value.walk()):
        raise MeaningError("vacuous", f"a derivative of something that doesn't depend on {whole.text}")
    order = "rows" if el.scope.options.get("vec") == "rows" else "columns"
    rows, columns = (el.sizes.resolve(dim) for dim in whole.ty.dims)
    slopes = Term(f"jacobian by {order}", (whole, value), whole.text, mat(value.ty.dims[0], rows * columns))
    if turned:
        return slopes
    el.flags.add("layout")
    return transpose_term(el, slopes) if el.scope.options.get("layout") == "denominator" else slopes


@operation("jacobian by rows")
def _by_rows(ev: Evaluator, term: Term) -> Value:
    return np.array(partials(ev, term), dtype=float).T


@operation("jacobian by columns")
def _by_columns(ev: Evaluator, term: Term) -> Value:
    rows, columns = np.shape(ev(term.args[0]))
    slopes = np.array(partials(ev, term), dtype=float)
    return slopes.reshape(rows, columns, -1).transpose(1, 0, 2).reshape(rows * columns, -1).T
