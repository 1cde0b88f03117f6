"""Elaboration of powers and exponentials, and of what stands before brackets: a function or a factor."""

from __future__ import annotations

from vault_runner.oracle.elaborator import FUNCTION_ROLES, Elaborator, rule
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.symbols import IDENTITY, MATRIX_PROPS, named
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term


@rule("pow")
def _pow(el: Elaborator, node: Node) -> Term:
    pushed = push_into_call(el, node)
    if pushed is not None:
        return pushed
    base, exponent = peel(node.args[0]), el.term(node.args[1])
    whole = named_power(el, node)
    if whole is not None:
        return whole
    if base.head == "sym" and base.text == "e" and el.scope.get("e") is None and "e" not in el.bound:
        return exponential(el, exponent)
    return pow_terms(el, el.term(node.args[0]), exponent)


def named_power(el: Elaborator, node: Node) -> Term | None:
    """Recognise a superscript that is part of a declared name."""
    exponent = node.args[1]
    if exponent.head not in {"sym", "word"}:
        return None
    base = name_of(node.args[0])
    name = f"{base}^{exponent.text}"
    return named(el, name) if base and el.scope.get(name) is not None else None


def exponential(el: Elaborator, exponent: Term) -> Term:
    """Elaborate `e^X`: a number, or the matrix exponential of a square matrix."""
    if exponent.ty.kind in {"num", "any"}:
        return Term("apply", (exponent,), "exp", NUM)
    if el.scope.options.get("exp") == "elementwise" and exponent.ty.kind in {"col", "row", "mat"}:
        el.notes.append("the exponential read element by element")
        return Term("map", (exponent,), "exp", exponent.ty)
    if exponent.ty.kind != "mat":
        raise MeaningError("kind", f"e to the power of {exponent.ty}")
    el.sizes.unify(exponent.ty.dims[0], exponent.ty.dims[1], "a matrix exponential: rows and columns")
    el.notes.append("e to a matrix read as the matrix exponential")
    return Term("expm", (exponent,), "", exponent.ty)


def pow_terms(el: Elaborator, base: Term, exponent: Term) -> Term:
    """Raise a number or a square matrix to a power."""
    if exponent.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", f"a power with {exponent.ty} as exponent")
    if base.ty.kind in {"num", "any"}:
        return Term("pow", (base, exponent), "", NUM)
    if base.ty.kind != "mat":
        raise MeaningError("elementwise", f"a power of {el.resolved(base.ty)}: element by element is nowhere said")
    el.sizes.unify(base.ty.dims[0], base.ty.dims[1], "a matrix power: rows and columns")
    if exponent.op == "const" and exponent.number == -1:
        return Term("inv", (base,), "", base.ty)
    return Term("matpow", (base, exponent), "", base.ty)


def push_into_call(el: Elaborator, node: Node) -> Term | None:
    """Reread `a(b)^2` as a·(b)² if `a` is no function."""
    call = node.args[0]
    if call.head != "call" or len(call.args) != PAIR or is_function(el, call.args[0]):
        return None
    return el.term(product_of_call(node.with_args(Node("group", (call.args[1],), "("), *node.args[1:]), call.args[0]))


def product_of_call(attached: Node, base: Node) -> Node:
    """Return the product of a base and the bracket that follows it."""
    return Node("mul", (base, attached), "", base.start, attached.end)


def is_function(el: Elaborator, node: Node) -> bool:
    """Tell whether what stands before brackets is a function; an undeclared name that stands there is one."""
    while node.head in {"pow", "funpow"} and node.args:
        node = node.args[0]
    if node.head == "word":
        return True
    name = name_of(node)
    if name in el.bound:
        return el.bound[name].ty.kind == "fun"
    symbol = el.scope.get(name) or (
        el.scope.get(name_of(node.args[0])) if node.head in {"sub", "prime", "sup"} else None
    )
    if symbol is None:
        return (
            bool(name)
            and name not in el.scope.sizes
            and name not in IDENTITY | {"e", "pi"}
            and not _number_like(el, name)
            and f"factor {name}" not in el.scope.options
        )
    if symbol.callable or symbol.params or symbol.role in FUNCTION_ROLES:
        return True
    if symbol.ty is None and symbol.body is None:
        return not (symbol.props & MATRIX_PROPS)
    return symbol.ty is not None and symbol.ty.kind == "fun"


def _number_like(el: Elaborator, name: str) -> bool:
    known = el.guessed.get(name)
    return (known is not None and known.kind != "fun") or el.choices.get(f"kind of {name}", "fun") != "fun"


@rule("fact")
def _factorial(el: Elaborator, node: Node) -> Term:
    pushed = push_into_call(el, node)
    if pushed is not None:
        return pushed
    inner = el.term(node.args[0])
    if inner.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", f"the factorial of {inner.ty}")
    return Term("apply", (inner,), "factorial", NUM)
