"""Elaboration of what binds a variable: sums, products, limits, integrals, extrema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vault_runner.oracle.binding import bind, restore
from vault_runner.oracle.dims import ClashError, Dim
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.index_chains import chained, first_of_all, nested
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import BOOL, NUM, Term, Ty, const, size_term

MOST_RANGES = 4
SUPPORTS: list[Callable[[Elaborator, str, Node], Term | None]] = []
"""How a sum or an integral over the values of a random variable is read; `densities` brings it."""


def _over_values(el: Elaborator, names: list[Node], body: Node) -> Term | None:
    """Read a sum over values of variables, the first name outermost."""
    if not names or not SUPPORTS:
        return None
    inner = body if len(names) == 1 else Node("big", (_listed(names[1:]), Node("none"), body), "sum")
    return SUPPORTS[0](el, name_of(names[0]), inner)


def _listed(names: list[Node]) -> Node:
    return names[0] if len(names) == 1 else Node("tuple", tuple(names), ",")


@rule("big")
def _big(el: Elaborator, node: Node) -> Term:
    lower, upper, body = node.args
    if node.text not in {"sum", "prod"}:
        raise MeaningError("unsupported", f"a big {node.text}")
    plain = upper.head == "none" and node.text == "sum"
    member = plain and lower.head == "rel" and lower.text == "in"
    over = list(lower.args) if lower.head == "tuple" else [lower.args[0] if member else lower]
    values = _over_values(el, over, body) if plain and (member or lower.head != "rel") else None
    if values is not None:
        return values
    if lower.head == "rel" and lower.text in {"!=", "<", ">", "<=", ">="}:
        chain = chained(lower) if lower.args[0].head == "rel" else None
        return el.term(nested(el, chain, node.text, body)) if chain else _conditional(el, node)
    if lower.head == "rel" and lower.text == "in":
        raise MeaningError("unsupported", "a sum over a set")
    if lower.head == "rel" and lower.text == "=" and lower.args[0].head != "tuple":
        if lower.args[0].head == "mul":
            return _several(el, node.text, [lower.args[0].args[0], lower.args[0].args[1]], lower.args[1], upper, body)
        return _ranged(el, node.text, name_of(lower.args[0]), lower.args[1], upper, body)
    names = list(lower.args) if lower.head == "tuple" else [lower]
    if names and names[-1].head == "rel" and names[-1].text == "=":
        first = names[-1].args[1]
        return _several(el, node.text, [*names[:-1], names[-1].args[0]], first, upper, body)
    if lower.head == "mul" and not lower.text:
        names = list(lower.args)
    if upper.head != "none" or lower.head == "none":
        raise MeaningError("range", "a sum whose range is not written out")
    return _over_axes(el, node.text, [name_of(part) for part in names], body)


def _several(el: Elaborator, kind: str, names: list[Node], first: Node, upper: Node, body: Node) -> Term:
    if len(names) == 1:
        return _ranged(el, kind, name_of(names[0]), first, upper, body)
    lower = Node("rel", (names[-1], first), "=")
    if len(names) > MOST_RANGES:
        raise MeaningError("unsupported", "a sum over more than four ranges at once")
    if names[1:-1]:
        lower = Node("tuple", (*names[1:-1], lower), ",")
    inner = Node("big", (lower, upper, body), kind)
    return _ranged(el, kind, name_of(names[0]), first, upper, inner)


def _ranged(el: Elaborator, kind: str, name: str, first: Node, last: Node, body: Node) -> Term:
    if not name or last.head == "none":
        raise MeaningError("range", "a sum whose range is not written out")
    low, high = el.term(first), _bound_term(el, last)
    size = dim_of(last, el.scope) if low.op == "const" and low.number == 1 and high.op != "const" else None
    if low.op == "const" and low.number == 1 and high.op == "const" and high.number < float("inf"):
        size = Dim.of(int(high.number))
    if size is not None and any(part in el.bound for part in size.names()):
        size = None
    unique, before = bind(el, name, size)
    inner = el.term(body)
    restore(el, name, before)
    if inner.ty.kind in {"fun", "bool"}:
        raise MeaningError("kind", "a sum of functions or conditions")
    if kind == "prod" and inner.ty.kind != "num":
        raise MeaningError("unsupported", "a product of matrices")
    return Term(kind, (low, high, inner), unique, inner.ty)


def symbol_of_number(el: Elaborator, name: str, besides: frozenset[str] = frozenset()) -> bool:
    """Tell whether a name is a number of which nothing else is known; as the last index of a sum it is a whole one."""
    symbol = el.scope.get(name) if name not in el.bound else None
    plain = symbol is not None and symbol.ty == NUM and symbol.body is None and not symbol.random
    return bool(name) and symbol is not None and plain and symbol.props <= besides and not symbol.role


_ABOVE = frozenset({"positive", "nonnegative", "nonzero", "above-one"})


def _count(el: Elaborator, bound: Node) -> None:
    """Take the numbers of an upper bound, of which nothing but an order is known, for whole ones: `n`, `n - 1`."""
    if bound.head in {"add", "neg"}:
        for part in bound.args:
            _count(el, part)
    name = bound.text if bound.head == "sym" else ""
    symbol = el.scope.get(name)
    if symbol is None or not symbol_of_number(el, name, _ABOVE):
        return
    kind = "whole" if "nonnegative" in symbol.props else "natural"
    el.scope.symbols[name] = replace(symbol, props=frozenset({kind}))


def _bound_term(el: Elaborator, node: Node) -> Term:
    """Elaborate an upper bound; an undeclared name there is a whole number."""
    name = node.text if node.head == "sym" else ""
    _count(el, node)
    plain = name and name not in el.bound and el.scope.get(name) is None and name != "infty"
    if plain and name not in el.scope.sizes:
        el.guessed.setdefault(name, NUM)
        el.flags.add(f"whole {name}")
        return size_term(Dim.of(name))
    return el.term(node)


def _over_axes(el: Elaborator, kind: str, names: list[str], body: Node) -> Term:
    if not all(names):
        raise MeaningError("range", "a sum whose index is no name")
    bound = [(name, size, *bind(el, name, size)) for name, size in ((name, el.sizes.fresh()) for name in names)]
    inner = el.term(body)
    for name, size, unique, before in reversed(bound):
        restore(el, name, before)
        el.flags.add(f"range {size}")
        inner = Term(kind, (const(1), size_term(size), inner), unique, inner.ty)
    return inner


def _conditional(el: Elaborator, node: Node) -> Term:
    r"""Elaborate `\\sum_{i<j}` and `\\sum_{j \\ne i}`: over the indices not yet bound, where the condition holds."""
    kind, (condition, upper, body) = node.text, node.args
    if upper.head == "none" and (first := first_of_all(el, condition)) is not None:
        return _ranged(el, kind, name_of(condition.args[0]), first, Node("sym", (), "infty"), body)
    names = [
        name
        for name in (name_of(part) for part in condition.args)
        if name and name not in el.bound and name not in el.free_indices
    ]
    names = [name for name in names if el.scope.get(name) is None and name not in el.scope.sizes]
    if not names or kind != "sum":
        raise MeaningError("range", "a sum over a condition")
    if len(names) > 1 and condition.text == "!=" and el.scope.options.get(f"index {names[1]}"):
        names = names[:1]
    bound = [(name, size, *bind(el, name, size)) for name, size in ((name, el.sizes.fresh()) for name in names)]
    inner = el.term(body)
    test = el.term(condition)
    inner = Term("cases", (inner, test, const(0), Term("true", (), "", BOOL)), "", inner.ty)
    for name, size, unique, before in reversed(bound):
        restore(el, name, before)
        el.flags.add(f"range {size}")
        inner = Term(kind, (const(1), size_term(size), inner), unique, inner.ty)
    return inner


SET_READERS: list[Callable[[Scope, Node], tuple[Ty, frozenset[str]] | None]] = []
"""How sets are read; `declare` brings it, since it builds on this module."""


@rule("lim")
def _limit(el: Elaborator, node: Node) -> Term:
    condition, body = node.args
    if condition.head != "rel" or condition.text != "->" or not name_of(condition.args[0]):
        raise MeaningError("unsupported", "a limit of this kind")
    name, target = name_of(condition.args[0]), condition.args[1]
    side = ""
    if target.head in {"pinv", "pow"} and target.args[0].head == "num":
        side = "+" if target.head == "pinv" or target.args[1].text == "+" else "-"
        target = target.args[0]
    if target.head == "star":
        raise MeaningError("unsupported", "a limit from one side")
    point = el.term(target)
    unique, before = bind(el, name, None)
    inner = el.term(body)
    restore(el, name, before)
    return Term("limit", (point, inner, Term("text", (), side)), unique, inner.ty)


@rule("int")
def _integral(el: Elaborator, node: Node) -> Term:
    lower, upper, body, variable = node.args
    if node.text == "int" and lower.head == "none" and (values := _over_values(el, [variable], body)) is not None:
        return values
    if node.text != "int" or lower.head == "none":
        raise MeaningError("unsupported", "an integral without bounds")
    if lower.head != "none" and upper.head == "none":
        if name_of(lower) != "mathbb:R":
            raise MeaningError("unsupported", "an integral over a set")
        low, high = const(float("-inf")), const(float("inf"))
    else:
        low, high = el.term(lower), el.term(upper)
    unique, before = bind(el, name_of(variable), None)
    inner = el.term(body)
    restore(el, name_of(variable), before)
    if inner.ty.kind not in {"num", "any", "col", "row", "mat"}:
        raise MeaningError("unsupported", "an integral of arrays of this kind")
    return Term("integral", (low, high, inner), unique, NUM if inner.ty.kind == "any" else inner.ty)


CONSTRAINED: list[Callable[[Elaborator, str, Node, Node], Term | None]] = []
"""How extrema under constraints are read; `constrained` brings it."""
STEEPEST: list[Callable[[Elaborator, Node], Term | None]] = []
"""How extrema over directions are read; `steepest` brings it."""


@rule("opt")
def _optimum(el: Elaborator, node: Node) -> Term:
    for reading in STEEPEST:
        if (whole := reading(el, node)) is not None:
            return whole
    variable, body = node.args
    body = body.args[0] if body.head == "set" and len(body.args) == 1 and body.args[0].head != "rel" else body
    constraint = ""
    if variable.head == "tuple" or (variable.head == "rel" and variable.text != "in" and not _simple(variable)):
        found = CONSTRAINED[0](el, node.text, variable, body) if CONSTRAINED else None
        if found is not None:
            return found
    if variable.head == "rel" and variable.text == "in":
        return _over_set(el, node.text, variable, body)
    if variable.head == "rel":
        constraint, variable = _constraint(variable)
    name = name_of(variable)
    if not name:
        raise MeaningError("unsupported", "an extremum over this")
    symbol = el.scope.get(name)
    if symbol is not None and symbol.ty is not None:
        return _optimum_over(el, node.text, name, symbol.ty, body, constraint)
    known = None if constraint or el.scope.options.get(f"array {name}") else _over_numbers(el, node.text, name, body)
    return known or _optimum_over(el, node.text, name, Ty("col", (el.sizes.fresh(),)), body, constraint)


def _over_numbers(el: Elaborator, kind: str, name: str, body: Node) -> Term | None:
    """Elaborate an extremum over an index or a number; None if the body asks for a vector."""
    size = el.sizes.fresh()
    unique, before = bind(el, name, size)
    try:
        inner = el.term(body)
    except (MeaningError, ClashError):
        return None
    finally:
        restore(el, name, before)
    if inner.ty.kind not in {"num", "any"}:
        return None
    if el.sizes.resolve(size) != size or f"tied {size}" in el.flags:
        return Term(kind, (const(1), size_term(size), inner), unique, NUM)
    return Term(f"{kind} over", (Term("domain", (), "", NUM), inner), unique, NUM)


def _over_set(el: Elaborator, kind: str, variable: Node, body: Node) -> Term:
    r"""Elaborate `\\min_{x \\in \\mathbb{R}^n}`."""
    read = SET_READERS[0](el.scope, variable.args[1])
    if read is None or read[1] or not name_of(variable.args[0]):
        raise MeaningError("unsupported", "an extremum over this set")
    return _optimum_over(el, kind, name_of(variable.args[0]), read[0], body, "")


def _simple(condition: Node) -> bool:
    try:
        return bool(name_of(_constraint(condition)[1])) and condition.text in {"=", "!="}
    except MeaningError:
        return False


def _constraint(condition: Node) -> tuple[str, Node]:
    r"""Recognise `\\|x\\| = 1`; other constraints are not read."""
    left, right = condition.args
    inner = left.args[0] if left.head in {"norm", "sub"} and left.args else left
    inner = inner.args[0] if inner.head == "norm" else inner
    euclidean = left.head == "norm" or (left.head == "sub" and left.args[0].head == "norm" and left.args[1].text == "2")
    if condition.text in {"=", "<="} and euclidean and right.head == "num" and right.text == "1":
        return ("sphere" if condition.text == "=" else "ball"), inner
    if condition.text == "!=" and right.head == "num" and right.text == "0":
        return "nonzero", left
    raise MeaningError("unsupported", "an extremum under this constraint")


def _optimum_over(el: Elaborator, kind: str, name: str, ty: Ty, body: Node, constraint: str) -> Term:
    before = el.bound.get(name)
    unique = el.fresh_name(name)
    el.bound[name] = Term("sym", (), unique, ty)
    inner = el.term(body)
    restore(el, name, before)
    value = NUM if kind in {"max", "min"} else ty
    return Term(f"{kind} over", (Term("domain", (), constraint, ty), inner), unique, value)
