"""Elaboration of indices, norms, inner products, matrices and named functions."""

from __future__ import annotations

from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.indices import index_term
from vault_runner.oracle.powers import exponential, pow_terms
from vault_runner.oracle.products import mul_terms
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Term, col, mat

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
        "ncdf",
        "npdf",
        "logit",
        "abs",
    ],
)


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
    if base.op == "map" and power.op == "const" and power.number == PAIR:
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
    if name == "cosine" and len(args) == PAIR and args[0].ty.kind == "col":
        el.unify(args[0].ty, args[1].ty, "a cosine")
        return Term("cosine", tuple(args), "", NUM)
    raise MeaningError("unsupported", f"{name} of these arguments")
