"""Laws that a note gives: `X ~ N(0, 1)`, `x ~ (n, d)`."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import Subjects, base_of, names_in, typed
from vault_runner.oracle.laws import PARAMETERS
from vault_runner.oracle.names import DISTRIBUTIONS
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Ty, col


def take_law(scope: Scope, left: Node, right: Node) -> Subjects:  # noqa: C901, PLR0912 - one case after another
    """Take over a law, or a shape in brackets."""
    if left.head == "matrix":
        return _joint(scope, left, right)
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
            ty = _normal_type(scope, law.args) or vector_of(whole, law.args[1])
        if before is None or before.ty is None:
            scope.options[f"kind by law {whole}"] = "yes"
        scope.declare(Symbol(whole, ty or typed(scope, whole, NUM), random=True, law=law))
        if whole != name:
            _members_too(scope, whole, part.args[1].text, law)
    if law.text == "normal" and len(law.args) == PAIR:
        _vector_parameters(scope, names, law.args)
    for part, prop in zip(law.args, PARAMETERS.get(law.text, ()), strict=False):
        _parameter(
            scope, part, prop, vector=any(scope.get(name) is not None and _is_vector(scope, name) for name in names)
        )
    for part in law.args:
        base = name_of(part).partition("_")[0]
        if base and scope.get(name_of(part)) is None and base not in {"I", "mathbf:I", "mathbf:0", "infty"}:
            scope.declare(Symbol(name_of(part), None, frozenset(), sure=True))
    return Subjects(names)


def _members_too(scope: Scope, whole: str, index: str, law: Node) -> None:
    """Give the members of a family that were declared one by one its law, unless that depends on the member."""
    if any(index in name_of(part).split("_") for part in law.walk()):
        return
    for name, symbol in list(scope.symbols.items()):
        number = name.removeprefix(f"{whole}_")
        if number != name and number.isdigit() and symbol.random and symbol.law is None:
            scope.symbols[name] = replace(symbol, law=law)


_MATRIX_LETTERS = frozenset({"Sigma", "Lambda", "mathbf:Sigma", "boldsymbol:Sigma", "bm:Sigma"})
_IDENTITIES = frozenset({"I", "mathbf:I"})


def vector_of(name: str, spread: Node) -> Ty | None:
    r"""Take `x ~ N(μ, Σ)` and `x ~ N(0, I)` for vectors: a capital sigma and an identity are matrices."""
    letters = {name_of(part).partition("_")[0] for part in spread.walk()}
    return col(Dim.of(f"?N{name}")) if letters & (_MATRIX_LETTERS | _IDENTITIES) else None


def _vector_parameters(scope: Scope, names: tuple[str, ...], args: tuple[Node, ...]) -> None:
    """Give the mean and the covariance of a vector the kinds that they must have."""
    symbol = scope.get(names[0])
    if symbol is None or symbol.ty is None or symbol.ty.kind != "col" or f"family {names[0]}" in scope.options:
        return
    size = symbol.ty.dims[0]
    for part, ty, prop in zip(args, (col(size), Ty("mat", (size, size))), ("", "spd"), strict=True):
        name = name_of(part)
        base = name.partition("_")[0]
        known = scope.get(name)
        constant = not name or base in _IDENTITIES or base in {"mathbf:0", "mathbf:1"} or part.head == "num"
        if constant or (known is not None and (known.ty is not None or known.body is not None)):
            continue
        scope.declare(Symbol(name, ty, frozenset({prop} if prop else ())))
        scope.options[f"kind by law {name}"] = "yes"


def _joint(scope: Scope, left: Node, right: Node) -> Subjects:
    """Take over the joint Gaussian of stacked variables, with its mean and covariance in blocks."""
    law = distribution_of(right)
    names = tuple(name_of(line.args[0]) for line in left.args if len(line.args) == 1)
    blocks = law.args if law is not None and law.text == "normal" and len(law.args) == PAIR else ()
    fits = len(names) == len(left.args) and all(names) and all(part.head == "matrix" for part in blocks)
    if not blocks or not fits or [len(part.args) for part in blocks] != [len(names)] * PAIR:
        return Subjects((), understood=False)
    known = [scope.get(name) for name in names]
    types = [symbol.ty if symbol is not None else None for symbol in known]
    dims = [ty.dims[0] if ty is not None and ty.kind == "col" else None for ty in types]
    numbers = all(ty == NUM for ty in types)
    sizes = [dim or Dim.of(f"?N{name}") for dim, name in zip(dims, names, strict=True)]
    joint = Node("law", (left, *blocks), "joint")
    for index, name in enumerate(names):
        scope.declare(Symbol(name, NUM if numbers else col(sizes[index]), random=True, law=joint))
        if not numbers:
            _block_symbol(scope, blocks[0].args[index].args[0], col(sizes[index]))
    if not numbers:
        _spread_symbols(scope, blocks[1], sizes)
    return Subjects(names)


def _block_symbol(scope: Scope, node: Node, ty: Ty, prop: str = "") -> str:
    name = name_of(node)
    symbol = scope.get(name)
    if name and (symbol is None or (symbol.ty is None and symbol.body is None)):
        scope.declare(Symbol(name, ty, frozenset({prop} if prop else ())))
        return name
    return name if symbol is not None and symbol.ty == ty else ""


def _spread_symbols(scope: Scope, blocks: Node, sizes: list[Dim]) -> None:
    """Type the blocks of a covariance, and say that they belong to one positive definite matrix."""
    found = [
        [
            _block_symbol(scope, cell, Ty("mat", (sizes[i], sizes[j])), "spd" if i == j else "")
            for j, cell in enumerate(line.args)
        ]
        for i, line in enumerate(blocks.args)
    ]
    scope.facts.add(("joint-spread", str(len(sizes)), *(name for line in found for name in line)))


def typed_again(scope: Scope, name: str, ty: Ty) -> None:
    """Type a random variable and its parameters again where the note states the size after the law."""
    symbol = scope.get(name)
    law = symbol.law if symbol is not None else None
    if symbol is None or law is None or symbol.ty == ty or f"kind by law {name}" not in scope.options:
        return
    for part in law.args:
        inner = name_of(part.args[0]) if part.head == "pow" else name_of(part)
        if f"kind by law {inner}" in scope.options:
            scope.symbols.pop(inner, None)
    scope.symbols[name] = Symbol(name, ty, symbol.props, random=True, law=law)
    if law.text == "normal" and len(law.args) == PAIR and ty.kind == "col":
        _vector_parameters(scope, (name,), law.args)


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
        scope.options[f"kind by law {name}"] = "yes"


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
