"""Laws that a note gives: `X ~ N(0, 1)`, `x ~ (n, d)`."""

from __future__ import annotations

from vault_runner.oracle.families import Subjects, base_of, names_in, typed
from vault_runner.oracle.laws import PARAMETERS
from vault_runner.oracle.names import DISTRIBUTIONS
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Ty, col


def take_law(scope: Scope, left: Node, right: Node) -> Subjects:  # noqa: C901 - one case after another
    """Take over a law, or a shape in brackets."""
    names = names_in(scope, left)
    if not names:
        return Subjects((), understood=False)
    if right.head == "tuple":
        dims = [dim_of(part, scope, declare=True) for part in right.args]
        if any(dim is None for dim in dims):
            return Subjects(names, understood=False)
        sizes = tuple(dim for dim in dims if dim is not None)
        for name in names:
            scope.declare(Symbol(name, Ty({1: "col", 2: "mat"}.get(len(sizes), "ten"), sizes)))
        return Subjects(names)
    law = distribution_of(right)
    if law is None:
        return Subjects(names, understood=False)
    for index, name in enumerate(names):
        part = left.args[index] if left.head == "tuple" and len(left.args) == len(names) else left
        whole = base_of(scope, part, name)
        before = scope.get(whole)
        ty = before.ty if before is not None else None
        if ty is None and law.text == "normal" and len(law.args) == PAIR:
            ty = _normal_type(scope, law.args)
        scope.declare(Symbol(whole, ty or typed(scope, whole, NUM), random=True, law=law))
    for part, prop in zip(law.args, PARAMETERS.get(law.text, ()), strict=False):
        _parameter(
            scope, part, prop, vector=any(scope.get(name) is not None and _is_vector(scope, name) for name in names)
        )
    for part in law.args:
        base = name_of(part).partition("_")[0]
        if base and scope.get(name_of(part)) is None and base not in {"I", "mathbf:I", "mathbf:0", "infty"}:
            scope.declare(Symbol(name_of(part), None, frozenset(), sure=True))
    return Subjects(names)


def _is_vector(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    return (
        symbol is not None
        and symbol.ty is not None
        and symbol.ty.kind == "col"
        and f"family {name}" not in scope.options
    )


def _parameter(scope: Scope, part: Node, prop: str, *, vector: bool) -> None:
    """Type a bare name that is the parameter of a law of numbers."""
    power = part.head == "pow" and part.args[1].text == "2"
    name = name_of(part.args[0]) if power else name_of(part)
    plain = name and scope.get(name) is None and name not in scope.sizes and not name.startswith(("I", "mathbf:"))
    if plain and not vector:
        scope.declare(Symbol(name, NUM, frozenset({"positive"}) if power else frozenset({prop} if prop else ())))


def _normal_type(scope: Scope, args: tuple[Node, ...]) -> Ty | None:
    for part in args:
        for inner in part.walk():
            symbol = scope.get(name_of(inner))
            if symbol is not None and symbol.ty is not None and symbol.ty.kind in {"col", "mat"}:
                return col(symbol.ty.dims[0])
            if inner.head == "sub" and name_of(inner.args[0]) in {"I", "mathbf:I"}:
                size = dim_of(inner.args[1], scope, declare=True)
                return col(size) if size is not None else None
    return None


def distribution_of(node: Node) -> Node | None:
    """Read a distribution with its parameters, None if it is none."""
    if node.head == "call" and name_of(node.args[0]) in DISTRIBUTIONS:
        return Node("law", node.args[1:], DISTRIBUTIONS[name_of(node.args[0])], node.start, node.end)
    if node.head == "mul" and name_of(node.args[0]) in DISTRIBUTIONS:
        inner = node.args[1]
        return Node(
            "law", inner.args if inner.head in {"tuple", "group"} else (inner,), DISTRIBUTIONS[name_of(node.args[0])]
        )
    if node.head == "fun" and node.text == "exp":
        return Node("law", node.args, "exponential")
    if name_of(node) == "Rademacher":
        return Node("law", (), "rademacher")
    return None
