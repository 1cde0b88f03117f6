"""Elaboration of indices, norms, inner products, matrices and named functions."""

from __future__ import annotations

from vault_runner.oracle.dims import ONE, Dim
from vault_runner.oracle.elaborate import (
    BINARY,
    IDENTITY,
    ONES,
    ZEROS,
    Elaborator,
    add_terms,
    exponential,
    fresh_type,
    mul_terms,
    named,
    pow_terms,
    rule,
)
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import BOOL, NUM, Term, Ty, col, const, mat, row

ELEMENTWISE = frozenset(
    ["sigmoid", "relu", "tanh", "softplus", "gelu", "silu", "leakyrelu", "elu", "sign"],
)
"""Functions that are element-wise on every array by their nature."""
SCALAR = ELEMENTWISE | frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "arcsin",
        "arccos",
        "arctan",
        "arctanh",
        "arcsinh",
        "log",
        "log10",
        "exp",
        "erf",
        "logit",
        "abs",
    ],
)
BY_INDEX_COUNT = {1: "col", 2: "mat", 3: "ten"}


@rule("sub")
def _sub(el: Elaborator, node: Node) -> Term:  # noqa: PLR0911 - one case after another
    base, indices = node.args[0], node.args[1:]
    if base.head == "norm":
        return norm_term(el, base, indices[0])
    if base.head == "call":
        return index_call(el, node)
    name = name_of(node)
    if name and (name in el.bound or el.scope.get(name) is not None):
        _check_member(el, node, name)
        return named(el, name)
    if name_of(base) in IDENTITY | ONES | ZEROS and el.scope.get(name_of(base)) is None and len(indices) == 1:
        return named(el, name)
    if base.head == "sym" and base.text == "delta" and len(indices) == 2 and el.scope.get("delta") is None:  # noqa: PLR2004 - how many parts it has
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
        whole = el.term(base)
        if whole.ty.kind in {"col", "row", "mat", "ten", "fam"}:
            return index_term(el, whole, indices)
        if not name:
            raise MeaningError("index", f"{base_name} is {whole.ty} and has no index")
        return named(el, name)
    counts = el.scope.options.get(f"indices of {base_name}")
    if known or counts or not name:
        if not known:
            kind = BY_INDEX_COUNT.get(len(indices))
            if kind is None:
                raise MeaningError("index", f"{len(indices)} indices")
            el.guessed[base_name] = (
                fresh_type(el, kind) if kind != "ten" else Ty("ten", tuple(el.sizes.fresh() for _ in indices))
            )
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
        return function_term(el, "det", [inner])
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
    if len(node.args) != 2:  # noqa: PLR2004 - how many parts it has
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
        if len(line.args) != 2:  # noqa: PLR2004 - how many parts it has
            raise MeaningError("syntax", "a case without condition")
        value = el.term(line.args[0])
        ty = value.ty if value.ty.kind != "any" else ty
        condition = Term("true", (), "", BOOL) if line.args[1].head == "else" else el.term(line.args[1])
        if condition.ty != BOOL:
            raise MeaningError("syntax", "a case whose condition is none")
        parts += [value, condition]
    return Term("cases", tuple(parts), "", ty)


@rule("rel")
def _relation(el: Elaborator, node: Node) -> Term:
    if node.text not in {"=", "<", ">", "<=", ">=", "!="}:
        raise MeaningError("unsupported", f"the relation {node.text} inside an expression")
    left = peel(node.args[0])
    if left.head == "rel":
        first = el.term(left)
        return Term("and", (first, el.term(Node("rel", (left.args[1], node.args[1]), node.text))), "", BOOL)
    terms = el.term(node.args[0]), el.term(node.args[1])
    el.unify(terms[0].ty, terms[1].ty, "a condition")
    return Term("compare", terms, node.text, BOOL)


@rule("fun")
def _function(el: Elaborator, node: Node) -> Term:
    args = [part for part in node.args if part.head != "none"]
    if len(args) == 1 and args[0].head == "reach":
        return _reaching(el, node, args[0])
    if not args:
        raise MeaningError("operator-alone", f"{node.text} stands without its argument")
    parts = (
        args[0].args
        if len(args) == 1 and args[0].head in {"tuple", "set"} and node.text in {"max", "min"}
        else tuple(args)
    )
    return function_term(el, node.text, [el.term(part) for part in parts])


def _reaching(el: Elaborator, node: Node, reach: Node) -> Term:
    r"""Read `\\log x y` as the logarithm of the product, or of x alone."""
    whole, first = reach.args
    if el.choose(f"reach {node.start}", "whole", "first") == "whole":
        return function_term(el, node.text, [el.term(whole)])
    alone = function_term(el, node.text, [el.term(first)])
    for factor in _factors(whole)[1:]:
        alone = mul_terms(el, alone, el.term(factor))
    return alone


def _factors(node: Node) -> list[Node]:
    return [*_factors(node.args[0]), node.args[1]] if node.head == "mul" and not node.text else [node]


@rule("funpow")
def _function_power(el: Elaborator, node: Node) -> Term:
    function, exponent = node.args
    inverse = {
        "sin": "arcsin",
        "cos": "arccos",
        "tan": "arctan",
        "tanh": "arctanh",
        "sigmoid": "logit",
        "sinh": "arcsinh",
    }
    power = el.term(exponent)
    if power.op == "const" and power.number == -1:
        if function.text not in inverse:
            raise MeaningError("unsupported", f"the inverse of {function.text}")
        return el.term(Node("fun", function.args, inverse[function.text], node.start, node.end))
    base = el.term(function)
    if base.op == "map" and power.op == "const" and power.number == 2:  # noqa: PLR2004 - a square
        return Term("hadamard", (base, base), "", base.ty)
    return pow_terms(el, base, power)


@rule("funsub")
def _function_index(el: Elaborator, node: Node) -> Term:
    function, *indices = node.args
    inner = function.args[0] if function.head == "fun" else function
    if function.text == "log" and len(indices) == 1:
        base = el.term(indices[0])
        return Term("div", (el.term(function), Term("apply", (base,), "log", NUM)), "", NUM)
    if function.text in {"det", "tr", "softmax"} and inner.head != "none":
        return index_term(el, el.term(function), tuple(indices))
    if function.text == "proj":
        raise MeaningError("unsupported", "a projection onto a set")
    raise MeaningError("unsupported", f"an index on {function.text}")


def function_term(el: Elaborator, name: str, args: list[Term]) -> Term:
    """Apply a named function to typed arguments."""
    if name in {"max", "min"} and len(args) > 1:
        for term in args:
            if term.ty.kind not in {"num", "any"}:
                raise MeaningError("elementwise", f"{name} of arrays")
        return Term(name, tuple(args), "", NUM)
    if name in {"CE", "cosine", "clip", "attention", "dist", "gcd", "lcm"}:
        return _several(el, name, args)
    if len(args) != 1:
        raise MeaningError("syntax", f"{name} takes one argument")
    arg = args[0]
    if arg.ty.kind in {"num", "any"} and name in SCALAR:
        return Term("apply", (arg,), name, NUM)
    if name in SCALAR:
        return _mapped(el, name, arg)
    if name == "sqrt":
        return sqrt_term(el, arg)
    return _array_function(el, name, arg)


def sqrt_term(el: Elaborator, arg: Term) -> Term:
    """Take a square root of a number; that of an array has no meaning unless said."""
    if arg.ty.kind in {"num", "any"}:
        return Term("apply", (arg,), "sqrt", NUM)
    raise MeaningError("elementwise", f"the root of {el.resolved(arg.ty)}: element by element is nowhere said")


@rule("sqrt")
def _sqrt(el: Elaborator, node: Node) -> Term:
    inner = el.term(node.args[0])
    if len(node.args) == 1:
        return sqrt_term(el, inner)
    return Term("root", (inner, el.term(node.args[1])), "", NUM)


@rule("binom")
def _binomial(el: Elaborator, node: Node) -> Term:
    return Term("binom", (el.term(node.args[0]), el.term(node.args[1])), "", NUM)


def _mapped(el: Elaborator, name: str, arg: Term) -> Term:
    if name == "exp" and arg.ty.kind == "mat":
        meaning = el.scope.options.get("exp")
        if meaning == "matrix":
            return exponential(el, arg)
        if meaning != "elementwise":
            raise MeaningError(
                "exp-of-matrix", "exp of a matrix: the matrix exponential, or each element?",
                "add `% let exp: matrix` or `% let exp: elementwise`",
            )  # fmt: skip
    elif arg.ty.kind == "mat" and name not in ELEMENTWISE:
        raise MeaningError("elementwise", f"{name} of a matrix: element by element is nowhere said")
    if arg.ty.kind not in {"col", "row", "mat", "ten"}:
        raise MeaningError("kind", f"{name} of {arg.ty}")
    el.notes.append(f"{name} read element by element")
    return Term("map", (arg,), name, arg.ty)


_SQUARE_TO_NUMBER = frozenset({"tr", "det", "logdet"})
_VECTOR_TO_NUMBER = frozenset({"logsumexp", "sum", "mean", "prod", "max", "min"})
_VECTOR_TO_VECTOR = frozenset({"softmax", "logsoftmax", "layernorm", "rmsnorm"})


def _array_function(el: Elaborator, name: str, arg: Term) -> Term:  # noqa: C901, PLR0911 - one case after another
    ty = arg.ty
    if name in _SQUARE_TO_NUMBER | {"expm", "adj"} and ty.kind == "num" and arg.op != "sym":
        return arg if name != "logdet" else Term("apply", (arg,), "log", NUM)
    if name in _SQUARE_TO_NUMBER and ty.kind == "mat":
        el.sizes.unify(ty.dims[0], ty.dims[1], f"{name} needs a square matrix: rows and columns")
        return Term(name, (arg,), "", NUM)
    if name in {"rank", "nullity", "cond"} and ty.kind == "mat":
        return Term(name, (arg,), "", NUM)
    if name in {"expm", "adj"} and ty.kind == "mat":
        el.sizes.unify(ty.dims[0], ty.dims[1], f"{name} needs a square matrix: rows and columns")
        return Term(name, (arg,), "", ty)
    if name == "diag" and ty.kind in {"col", "row"}:
        return Term("diagmat", (arg,), "", mat(ty.dims[0], ty.dims[0]))
    if name == "diag" and ty.kind == "mat":
        el.sizes.unify(ty.dims[0], ty.dims[1], "diag needs a square matrix: rows and columns")
        return Term("diagvec", (arg,), "", col(ty.dims[0]))
    if name == "vec" and ty.kind == "mat":
        return Term(
            "vec",
            (arg,),
            el.scope.options.get("vec", ""),
            col(el.sizes.resolve(ty.dims[0]) * el.sizes.resolve(ty.dims[1])),
        )
    if name == "vec" and ty.kind == "col":
        return arg
    if name in _VECTOR_TO_NUMBER and ty.kind in {"col", "row"}:
        return Term("reduce", (arg,), name, NUM)
    if name in _VECTOR_TO_VECTOR and ty.kind in {"col", "row"}:
        return Term("map", (arg,), name, ty)
    if name in _VECTOR_TO_VECTOR and ty.kind in {"mat", "ten"}:
        el.notes.append(f"{name} taken along the last axis")
        return Term("rowmap", (arg,), name, ty)
    raise MeaningError("kind" if ty.kind != "num" else "unsupported", f"{name} of {el.resolved(ty)}")


def _several(el: Elaborator, name: str, args: list[Term]) -> Term:
    if name == "cosine" and len(args) == 2 and args[0].ty.kind == "col":  # noqa: PLR2004 - how many parts it has
        el.unify(args[0].ty, args[1].ty, "a cosine")
        return Term("cosine", tuple(args), "", NUM)
    raise MeaningError("unsupported", f"{name} of these arguments")


__all__ = ["BINARY", "add_terms", "const", "function_term", "index_term"]
