"""Elaboration of sums, products, quotients and transposes as linear algebra means them."""

from __future__ import annotations

import numpy as np

from vault_runner.oracle.axes import LAST_AXIS
from vault_runner.oracle.dims import ClashError, Dim
from vault_runner.oracle.elaborator import BINARY, SPECIAL_PRODUCTS, Elaborator, KindError, rule
from vault_runner.oracle.evaluate import Evaluator, Value, operation
from vault_runner.oracle.powers import push_into_call
from vault_runner.oracle.reaches import spilled
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.stated_products import operator_of
from vault_runner.oracle.syntax import TRIPLE, Node, peel
from vault_runner.oracle.terms import ANY, NUM, Term, Ty, col, mat, row


@rule("add")
def _add(el: Elaborator, node: Node) -> Term:
    return add_terms(el, [el.term(part) for part in spilled(el, node.args)])


def _mapped(term: Term) -> bool:
    """Tell whether a term is a function applied element by element, up to sign, scale and powers."""
    if term.op in {"neg", "scale", "hadamard"}:
        return term.ty.kind in {"col", "mat"} and any(_mapped(part) for part in term.args)
    return term.op in {"map", "mapcall", "mapbody"}


def add_terms(el: Elaborator, terms: list[Term]) -> Term:
    """Add terms of one type."""
    if any(_mapped(term) for term in terms) and any(term.op in {"const", "neg"} and term.ty == NUM for term in terms):
        el.notes.append("numbers are added to every element")
        return Term("add", tuple(terms), "", next(term.ty for term in terms if term.ty.kind != "num"))
    ty = terms[0].ty
    for term in terms[1:]:
        try:
            ty = el.unify(ty, term.ty, "a sum")
        except KindError as error:
            if "num" in {error.left, error.right} and {error.left, error.right} & {"col", "mat", "row", "ten"}:
                raise MeaningError("broadcast", "a number is added to an array") from error
            raise
    if ty.kind in {"fun", "bool", "fam"}:
        raise MeaningError("unsupported", "a sum of functions or conditions")
    return Term("add", tuple(terms), "", ty)


@rule("neg")
def _neg(el: Elaborator, node: Node) -> Term:
    inner = el.term(node.args[0])
    if inner.op == "const":
        return Term("const", (), f"-{inner.text}", inner.ty, -inner.number)
    return Term("neg", (inner,), "", inner.ty)


def _spread(el: Elaborator, node: Node) -> Term:
    r"""Read `1 - h` beside an element-wise product: the number stands at every place."""
    inner = peel(node)
    numbers = [part for part in inner.args if part.head == "num" or (part.head == "neg" and part.args[0].head == "num")]
    if inner.head != "add" or not numbers or len(numbers) == len(inner.args):
        return el.term(node)
    rest = [part for part in inner.args if part not in numbers]
    whole = add_terms(el, [el.term(part) for part in rest])
    terms = [el.term(part) for part in numbers]
    if whole.ty.kind in {"col", "mat", "row"}:
        el.notes.append("a number beside an array in an element-wise product read as that number at every place")
        ones = Term("ones", (), "", whole.ty)
        terms = [Term("scale", (term, ones), "", whole.ty) for term in terms]
    return add_terms(el, [whole, *terms])


@rule("mul")
def _mul(el: Elaborator, node: Node) -> Term:
    operator = operator_of(el.scope, node.text)
    if operator in BINARY:
        left, right = (_spread(el, part) if operator == "odot" else el.term(part) for part in node.args)
        return BINARY[operator](el, left, right)
    for reading in SPECIAL_PRODUCTS:
        special = reading(el, node)
        if special is not None:
            return special
    mixed = _mixed(el, node)
    if mixed is not None:
        return mixed
    left, right = el.term(node.args[0]), el.term(node.args[1])
    if operator == "times" and not {left.ty.kind, right.ty.kind} & {"num", "any"}:
        return _cross(el, left, right)
    return mul_terms(el, left, right, dot=operator == "cdot")


def _mixed(el: Elaborator, node: Node) -> Term | None:
    r"""Read `x \cdot y \times z` of vectors as x·(y×z): the other grouping has no meaning."""
    dotted = node.args[0]
    if node.text != "times" or dotted.head != "mul" or dotted.text != "cdot":
        return None
    first, middle, last = el.term(dotted.args[0]), el.term(dotted.args[1]), el.term(node.args[1])
    if {first.ty.kind, middle.ty.kind, last.ty.kind} != {"col"}:
        return None
    return mul_terms(el, first, _cross(el, middle, last), dot=True)


def _cross(el: Elaborator, left: Term, right: Term) -> Term:
    """Multiply two vectors of space by the cross."""
    space = Dim.of(3)
    sides = [el.resolved(side.ty) for side in (left, right)]
    if any(ty.kind != "col" or not (ty.dims[0].variable() or ty.dims[0] == space) for ty in sides):
        raise MeaningError("unsupported", "a cross product of something that is no vector of three numbers")
    for ty in sides:
        el.sizes.unify(ty.dims[0], space, "a cross product")
    return Term("cross", (left, right), "", col(space))


@operation("cross")
def _cross_value(ev: Evaluator, term: Term) -> Value:
    return np.cross(ev(term.args[0]), ev(term.args[1]))


def mul_terms(el: Elaborator, left: Term, right: Term, *, dot: bool = False) -> Term:  # noqa: PLR0911 - one case after another
    """Multiply two terms as linear algebra does."""
    a, b = left.ty, right.ty
    if "any" in {a.kind, b.kind}:
        return Term(
            "scale",
            (left, right),
            "",
            b if a.kind == "any" and b.kind != "num" else a if b.kind == "any" and a.kind != "num" else NUM,
        )
    if a.kind == "num":
        return Term("scale", (left, right), "", b)
    if b.kind == "num":
        return Term("scale", (right, left), "", a)
    shapes = {
        ("row", "col"): lambda: NUM,
        ("col", "row"): lambda: mat(a.dims[0], b.dims[0]),
        ("mat", "col"): lambda: col(a.dims[0]),
        ("row", "mat"): lambda: row(b.dims[1]),
        ("mat", "mat"): lambda: mat(a.dims[0], b.dims[1]),
    }
    if (a.kind, b.kind) == ("col", "col") and dot:
        el.sizes.unify(a.dims[0], b.dims[0], "an inner product: the sizes")
        return Term("matmul", (left, right), "", NUM)
    if a.kind == b.kind == "ten" and len(a.dims) == len(b.dims) == TRIPLE:
        batch = el.sizes.unify(a.dims[0], b.dims[0], "the batch sizes of a product")
        el.sizes.unify(a.dims[2], b.dims[1], "the inner sizes of a product")
        return Term("matmul", (left, right), "", Ty("ten", (batch, a.dims[1], b.dims[2])))
    if (a.kind, b.kind) == ("ten", "mat") and LAST_AXIS in el.scope.options:
        el.sizes.unify(a.dims[-1], b.dims[0], "the last axis of a product: the sizes")
        return Term("matmul", (left, right), "", Ty("ten", (*a.dims[:-1], b.dims[1])))
    shape = shapes.get((a.kind, b.kind))
    if shape is None:
        raise KindError(f"a product of {el.resolved(a)} and {el.resolved(b)}", a.kind, b.kind)
    if (a.kind, b.kind) == ("col", "row"):
        return Term("outer", (left, right), "", shape())
    inner = a.dims[-1]
    try:
        el.sizes.unify(inner, b.dims[0], "the inner sizes of a product")
    except ClashError as error:
        sizes = "×".join(map(str, el.resolved(a).dims)), "×".join(map(str, el.resolved(b).dims))
        raise ClashError(f"({sizes[0]}) can't be multiplied by ({sizes[1]})", clear=error.clear) from error
    return Term("matmul", (left, right), "", shape())


def transpose_term(el: Elaborator, inner: Term) -> Term:
    """Transpose a term; a number that nobody declared as one may not be transposed."""
    ty = inner.ty
    if ty.kind == "num":
        if inner.op == "sym" and inner.text in el.guessed:
            raise MeaningError("kind", "a number is transposed")
        if inner.op == "call" and inner.args[0].text in el.guessed:
            raise MeaningError("kind", "the value of a function that nothing declares is transposed")
        return inner
    turned = {
        "col": lambda: row(ty.dims[0]),
        "row": lambda: col(ty.dims[0]),
        "mat": lambda: mat(ty.dims[1], ty.dims[0]),
    }
    if ty.kind == "any":
        return inner
    if ty.kind not in turned:
        raise MeaningError("kind", f"the transpose of {ty}")
    return Term("transpose", (inner,), "", turned[ty.kind]())


@rule("transpose")
def _transpose(el: Elaborator, node: Node) -> Term:
    pushed = push_into_call(el, node)
    return pushed if pushed is not None else transpose_term(el, el.term(node.args[0]))


@rule("powT")
def _transpose_or_power(el: Elaborator, node: Node) -> Term:
    symbol = el.scope.get(node.args[1].text)
    if node.args[1].text in el.bound or (symbol is not None and symbol.ty == NUM) or "T" in el.scope.sizes:
        return el.term(Node("pow", node.args))
    return _transpose(el, Node("transpose", node.args[:1]))


@rule("div")
def _div(el: Elaborator, node: Node) -> Term:
    above, below = el.term(node.args[0]), el.term(node.args[1])
    return div_terms(el, above, below)


def div_terms(el: Elaborator, above: Term, below: Term) -> Term:
    """Divide by a number."""
    if below.ty.kind not in {"num", "any"}:
        raise KindError(f"a division by {el.resolved(below.ty)}", above.ty.kind, below.ty.kind)
    return Term("div", (above, below), "", NUM if above.ty == ANY else above.ty)


def conformable(el: Elaborator, left: Term, right: Term, what: str) -> Ty:
    """Return the common type of two arrays that are combined element by element."""
    return el.unify(left.ty, right.ty, what)


def _hadamard(el: Elaborator, left: Term, right: Term) -> Term:
    return Term("hadamard", (left, right), "", conformable(el, left, right, "an element-wise product"))


def _elementwise_quotient(el: Elaborator, left: Term, right: Term) -> Term:
    return Term("quotient", (left, right), "", conformable(el, left, right, "an element-wise quotient"))


def _kronecker(el: Elaborator, left: Term, right: Term) -> Term:
    if left.ty.kind == right.ty.kind == "mat":
        dims = (left.ty.dims[0] * right.ty.dims[0], left.ty.dims[1] * right.ty.dims[1])
        return Term("kron", (left, right), "", mat(*(el.sizes.resolve(dim) for dim in dims)))
    if left.ty.kind == right.ty.kind == "col":
        return Term("kron", (left, right), "", col(left.ty.dims[0] * right.ty.dims[0]))
    if {left.ty.kind, right.ty.kind} == {"row", "mat"}:  # a row is a matrix with one row
        rows = (left if left.ty.kind == "mat" else right).ty.dims[0]
        return Term("kron", (left, right), "", mat(rows, el.sizes.resolve(left.ty.dims[-1] * right.ty.dims[-1])))
    raise MeaningError("kind", f"a Kronecker product of {left.ty} and {right.ty}")


def _outer(_el: Elaborator, left: Term, right: Term) -> Term:
    if left.ty.kind == right.ty.kind == "col":
        return Term("outer", (left, right), "", mat(left.ty.dims[0], right.ty.dims[0]))
    raise MeaningError("unsupported", "an outer product of something that is no vector")


def _direct_sum(el: Elaborator, left: Term, right: Term) -> Term:
    if left.ty.kind == right.ty.kind == "mat":
        dims = (el.sizes.resolve(a + b) for a, b in zip(left.ty.dims, right.ty.dims, strict=True))
        return Term("direct sum", (left, right), "", mat(*dims))
    raise MeaningError("unsupported", "a direct sum of something that is no matrix")


@operation("direct sum")
def _direct_sum_value(ev: Evaluator, term: Term) -> Value:
    left, right = (np.asarray(ev(part)) for part in term.args)
    corners = np.zeros((len(left), right.shape[1])), np.zeros((len(right), left.shape[1]))
    return np.block([[left, corners[0]], [corners[1], right]])


def _slash(el: Elaborator, left: Term, right: Term) -> Term:
    return div_terms(el, left, right)


def _unsupported(_el: Elaborator, _left: Term, _right: Term) -> Term:
    raise MeaningError("unsupported", "an operator that has no meaning here")


BINARY.update({"odot": _hadamard, "oslash": _elementwise_quotient, "kron": _kronecker, "/": _slash})
BINARY.update({"outer": _outer, "direct sum": _direct_sum})
for _sign in ("±", "∓", "cup", "cap", "setminus", "oplus", "circ", "wedge", "ast", "mod"):
    BINARY[_sign] = _unsupported
