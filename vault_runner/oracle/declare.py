"""What inline formulas declare: membership, shapes, signatures, laws, definitions and conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vault_runner.oracle.binders import SET_READERS, dim_of
from vault_runner.oracle.conditions import condition_read
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.laws import PARAMETERS
from vault_runner.oracle.names import DISTRIBUTIONS
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import NUM, Ty, col, mat

INDEX_LETTERS = frozenset("ijklt")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names that a formula speaks of, and whether all of it was understood."""

    names: tuple[str, ...]
    understood: bool = True
    shape: tuple[Dim, ...] = ()
    """A size without a subject, such as `n \\times n` or `(a, b)`."""
    bare: bool = False
    """Whether it only names, and states nothing."""


def declare(scope: Scope, statements: list[Statement]) -> Subjects:
    """Take over what the statements of one inline formula declare."""
    names: list[str] = []
    understood = True
    shape: tuple[Dim, ...] = ()
    bare = True
    for statement in statements:
        found = _one(scope, statement)
        names += found.names
        understood = understood and found.understood
        shape = shape or found.shape
        bare = bare and found.bare
    return Subjects(tuple(dict.fromkeys(names)), understood, shape, bare)


def _one(scope: Scope, statement: Statement) -> Subjects:  # noqa: PLR0911 - one case after another
    members, relations = statement.members, statement.relations
    if not relations:
        return _mentioned(scope, members[0])
    if members[0].head == "signature" and relations in {("->",), ("|->",)}:
        return _function(scope, members[0].args[0], members[0].args[1], members[1])
    if relations == ("in",):
        return _membership(scope, members[0], members[1])
    if relations[0] == "~" and len(relations) == 1:
        return _law(scope, members[0], members[1])
    if relations == ("->",) and members[1].text == "0" and name_of(members[0]):
        scope.options[f"small {name_of(members[0])}"] = "yes"
        return Subjects((name_of(members[0]),))
    if relations == ("indep",):
        names = names_in(scope, members[0]) + names_in(scope, members[1])
        scope.facts.add(("independent", *names))
        return Subjects(names)
    if relations in {("=",), (":=",), ("===",)}:
        return _equation(scope, members[0], members[1])
    return condition_read_all(scope, statement)


def condition_read_all(scope: Scope, statement: Statement) -> Subjects:
    """Take over a chain of comparisons."""
    names: list[str] = []
    understood = True
    if len(statement.relations) == 2 and set(statement.relations) <= {"<", "<="}:  # noqa: PLR2004 - `0 < p < 1`
        low, middle, high = statement.members
        name = name_of(middle)
        if middle.head in {"apply", "call"} and not name and low.text == "0":
            return Subjects(())
        if name and low.text == "0" and high.text == "1":
            scope.declare(Symbol(name, NUM if scope.get(name) is None else None))
            scope.add_props(name, frozenset({"probability"}))
            return Subjects((name,))
    for left, relation, right in zip(statement.members, statement.relations, statement.members[1:], strict=False):
        read = condition_read(scope, left, relation, right)
        understood = understood and read is not None
        names += read or ()
    return Subjects(tuple(names), understood)


def _mentioned(scope: Scope, node: Node) -> Subjects:
    names = names_in(scope, node)
    if names:
        return Subjects(names, bare=True)
    inner = peel(node)
    if inner.head in {"mul", "add"} and any(part.head == "mul" and _crosses(part) for part in inner.walk()):
        dims = shape_of_product(scope, inner)
        return Subjects((), shape=dims or (), bare=True)
    if inner.head == "tuple":
        sizes = [dim_of(part, scope, declare=True) for part in inner.args]
        if all(size is not None for size in sizes):
            return Subjects((), shape=tuple(size for size in sizes if size is not None), bare=True)
    return Subjects((), bare=True)


def names_in(scope: Scope, node: Node) -> tuple[str, ...]:
    r"""Return the names that a list such as `x, y` or `x_1, \\dots, x_n` declares; families are declared here."""
    if node.head == "tuple":
        if any(part.head == "dots" for part in node.args):
            return _family(scope, node)
        found = [name_of(part) for part in node.args]
        return tuple(found) if all(found) and node.text in {",", ""} else ()
    inner = peel(node)
    if inner.head in {"pow", "sub"} and inner.head == "pow" and inner.args[0].head == "sub":
        set_node = peel(inner.args[0].args[0])
        if inner.args[0].args[0].head in {"group", "set"} and set_node.head in {"sub", "set"}:
            return _numbered(scope, inner)
    name = name_of(node)
    return (name,) if name else ()


def _family(scope: Scope, node: Node) -> tuple[str, ...]:
    first, last = node.args[0], node.args[-1]
    if first.head != "sub" or last.head != "sub" or name_of(first.args[0]) != name_of(last.args[0]):
        return ()
    base = name_of(first.args[0])
    length = dim_of(last.args[1], scope, declare=True)
    if not base or length is None:
        return ()
    scope.options[f"family {base}"] = str(length)
    return (base,)


def _numbered(scope: Scope, node: Node) -> tuple[str, ...]:
    inner = peel(node.args[0].args[0])
    inner = inner.args[0] if inner.head == "set" else inner
    base = name_of(inner.args[0]) if inner.head == "sub" else ""
    if base and dim_of(node.args[1], scope, declare=True) is not None:
        scope.options[f"family {base}"] = str(dim_of(node.args[1], scope))
        return (base,)
    return ()


def typed(scope: Scope, name: str, ty: Ty) -> Ty:
    """Return the type of a name, that of a family if it is one."""
    length = scope.options.get(f"family {name}")
    if length is None:
        return ty
    size = Dim.of(int(length)) if length.isdigit() else Dim.of(length)
    return col(size) if ty == NUM else Ty("fam", (size,), (ty,))


def base_of(scope: Scope, node: Node, name: str) -> str:
    """Return `x` for a member `x_i` whose index is a running letter, which declares the whole family."""
    if node.head == "sub" and len(node.args) == 2 and node.args[1].head == "sym" and node.args[1].text in INDEX_LETTERS:  # noqa: PLR2004 - how many parts it has
        base = name_of(node.args[0])
        if base and scope.get(base) is None:
            scope.options.setdefault(f"family {base}", f"?N{base}")
            scope.sizes.add(scope.options[f"family {base}"])
        return base or name
    return name


def _membership(scope: Scope, left: Node, right: Node) -> Subjects:
    names = names_in(scope, left)
    if not names:
        return Subjects((), understood=False)
    read = type_of_set(scope, right)
    if read is None:
        return Subjects(names, understood=False)
    ty, props = read
    for index, name in enumerate(names):
        part = left.args[index] if left.head == "tuple" and len(left.args) == len(names) else left
        whole = base_of(scope, part, name)
        scope.declare(Symbol(whole, typed(scope, whole, ty), props))
    return Subjects(tuple(base_of(scope, left, name) for name in names))


_SETS = {
    "mathbb:R": frozenset[str](),
    "mathbb:Z": frozenset({"integer"}),
    "mathbb:N": frozenset({"natural"}),
    "mathbb:Q": frozenset[str](),
}


def type_of_set(scope: Scope, node: Node) -> tuple[Ty, frozenset[str]] | None:
    r"""Read a set such as `\\mathbb{R}^{m \\times n}`, `(0, 1)` or `\\{0, 1\\}`."""
    if node.head == "sym" and node.text in _SETS:
        return NUM, _SETS[node.text]
    if node.head in {"sub", "pinv", "pow"} and node.args and name_of(node.args[0]) in _SETS and node.head != "pow":
        return _restricted(node)
    if node.head == "pow":
        return _power_set(scope, node)
    return _interval(node)


def _restricted(node: Node) -> tuple[Ty, frozenset[str]] | None:
    mark = node.args[1] if node.head == "sub" else Node("mark", (), "+")
    text = str(mark).replace(" ", "")
    if mark.text in {"+", "++"} or text == "(rel:>none0)":
        return NUM, frozenset({"positive"})
    return None


def _power_set(scope: Scope, node: Node) -> tuple[Ty, frozenset[str]] | None:
    base, exponent = node.args
    props: frozenset[str] = frozenset()
    if base.head in {"sub", "pinv"} and name_of(base.args[0]) == "mathbb:R":
        props = frozenset({"positive"})
    elif base.head == "set" or (base.head in {"group", "tuple"} and base.text.startswith(("(", "["))):
        inner = _interval(base)
        if inner is None:
            return None
        props = inner[1]
        props = frozenset({"positive"}) if props == {"probability"} else props
    elif name_of(base) != "mathbb:R":
        return None
    dims = shape_of_product(scope, exponent)
    if dims is None:
        return None
    kinds = {1: "col", 2: "mat"}
    return Ty(kinds.get(len(dims), "ten"), dims), props


def shape_of_product(scope: Scope, node: Node) -> tuple[Dim, ...] | None:
    r"""Read `m \\times n`, `mp \\times nq` or `n+1` as sizes: the cross separates, whatever binds more tightly."""
    node = peel(node)
    if node.head in {"mul", "add"} and any(part.head == "mul" and _crosses(part) for part in node.walk()):
        parts = [shape_of_product(scope, part) for part in node.args]
        if any(part is None for part in parts):
            return None
        sizes = [part for part in parts if part is not None]
        whole = sizes[0]
        for part in sizes[1:]:
            if node.head == "mul" and _crosses(node):
                whole = whole + part
            else:
                joint = whole[-1] + part[0] if node.head == "add" else whole[-1] * part[0]
                whole = (*whole[:-1], joint, *part[1:])
        return whole
    if node.head == "neg" and any(part.head == "mul" and _crosses(part) for part in node.walk()):
        inner = shape_of_product(scope, node.args[0])
        return None if inner is None else (-inner[0], *inner[1:])
    dim = dim_of(node, scope, declare=True)
    return None if dim is None else (dim,)


def _crosses(node: Node) -> bool:
    return node.text == "times"


def _interval(node: Node) -> tuple[Ty, frozenset[str]] | None:
    texts = tuple(part.text if part.head != "neg" else "-" + part.args[0].text for part in node.args)
    if node.head == "set":
        signs: dict[tuple[str, ...], str] = {("0", "1"): "binary", ("-1", "1"): "sign", ("1", "-1"): "sign"}
        props = signs.get(texts)
        return (NUM, frozenset({props})) if props else None
    if node.head != "tuple" or len(texts) != 2:  # noqa: PLR2004 - two ends
        return None
    known = {("0", "1"): "probability", ("-1", "1"): "small", ("0", "infty"): "positive", ("1", "infty"): "above-one"}
    if texts == ("-infty", "infty"):
        return NUM, frozenset()
    return (NUM, frozenset({known[texts]})) if texts in known else None


def _function(scope: Scope, name: Node, domain: Node, codomain: Node) -> Subjects:
    names = names_in(scope, name)
    parts = _domains(scope, domain)
    value = type_of_set(scope, codomain)
    if not names or parts is None or value is None:
        return Subjects(names, understood=False)
    props = frozenset({"positive"}) if "positive" in value[1] else frozenset[str]()
    for one in names:
        scope.declare(Symbol(one, Ty("fun", (), (*parts, value[0])), props, callable=True))
    return Subjects(names)


def _domains(scope: Scope, node: Node) -> tuple[Ty, ...] | None:
    if node.head == "mul" and node.text == "times":
        left, right = _domains(scope, node.args[0]), _domains(scope, node.args[1])
        return None if left is None or right is None else left + right
    read = type_of_set(scope, node)
    return None if read is None or read[1] - {"positive"} else (read[0],)


def _law(scope: Scope, left: Node, right: Node) -> Subjects:  # noqa: C901 - one case after another
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
    law = _distribution(right)
    if law is None:
        return Subjects(names, understood=False)
    for index, name in enumerate(names):
        part = left.args[index] if left.head == "tuple" and len(left.args) == len(names) else left
        whole = base_of(scope, part, name)
        before = scope.get(whole)
        ty = before.ty if before is not None else None
        if ty is None and law.text == "normal" and len(law.args) == 2:  # noqa: PLR2004 - how many parts it has
            ty = _normal_type(scope, law.args)
        scope.declare(Symbol(whole, ty or typed(scope, whole, NUM), random=True, law=law))
    for part, prop in zip(law.args, PARAMETERS.get(law.text, ()), strict=False):
        _parameter(
            scope, part, prop, vector=any(scope.get(name) is not None and _is_vector(scope, name) for name in names)
        )
    for part in law.args:
        if name_of(part) and scope.get(name_of(part)) is None and name_of(part) not in {"I", "mathbf:I", "infty"}:
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


def _distribution(node: Node) -> Node | None:
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


def _equation(scope: Scope, left: Node, right: Node) -> Subjects:  # noqa: C901, PLR0911 - one case after another
    """Take over an equation: a definition of a fresh name or function, else a condition."""
    ode = _dotted(left)
    if ode is not None:
        scope.odes.append((ode, right))
        return Subjects(())
    name = name_of(left)
    symbol = scope.get(name)
    inner = right.args[0] if right.head == "group" and len(right.args) == 1 else right
    if name and inner.head == "sub" and len(inner.args) == 3 and right.head == "group" and inner.args[1].head == "sym":  # noqa: PLR2004 - how many parts it has
        scope.symbols[name_of(inner.args[0])] = Symbol(name_of(inner.args[0]), None, body=left)
        return Subjects((name,))
    if name and (symbol is None or symbol.body is None) and not mentions(right, name) and name not in scope.sizes:
        if right.head == "num" and symbol is None:
            scope.declare(Symbol(name, NUM, body=right))
            return Subjects((name,))
        if right.head == "tuple" and any(part.head == "dots" for part in right.args):
            return Subjects((name,))
        if right.head != "num":
            scope.symbols[name] = replace(symbol, body=right) if symbol else Symbol(name, None, body=right)
            return Subjects((name,))
    if left.head == "call" and name_of(left.args[0]) and not mentions(right, name_of(left.args[0])):
        params = tuple(name_of(part) for part in left.args[1:])
        if all(params):
            fname = name_of(left.args[0])
            before = scope.get(fname)
            scope.declare(Symbol(fname, before.ty if before else None, body=right, params=params, callable=True))
            return Subjects((fname,))
    if (
        left.head == "call"
        and len(left.args) == 2  # noqa: PLR2004 - how many parts it has
        and left.args[1].text == "0"
        and name_of(right) == f"{name_of(left.args[0])}_0"
    ):
        return Subjects(())
    if left.head == "deriv" and left.text == "d" and len(left.args) == 2:  # noqa: PLR2004 - how many parts it has
        scope.odes.append((left, right))
        return Subjects(())
    if left.head == "fun" and any(check(left, right, scope) for check in KNOWN_DEFINITIONS):
        return Subjects(())
    read = condition_read(scope, left, "=", right)
    if name and name in scope.sizes and dim_of(right, scope) is not None:
        scope.equal_sizes[name] = dim_of(right, scope) or Dim.of(name)
        return Subjects((name,))
    return Subjects(read or (), understood=read is not None)


KNOWN_DEFINITIONS: list[Callable[[Node, Node, Scope], bool]] = []
"""How a definition of a known function is compared with it; the judge brings it."""


def _dotted(left: Node) -> Node | None:
    r"""Read `\dot{x}` and `y'` as derivatives by the time t."""
    dotted = left.head == "accent" and left.text == "dot"
    if not dotted and not (left.head == "prime" and left.text == "1"):
        return None
    state, when = left.args[0], Node("sym", (), "t")
    return Node("deriv", (Node("call", (state, when), "("), when), "d") if name_of(state) else None


def mentions(node: Node, name: str) -> bool:
    """Tell whether a tree uses a name."""
    return any(name_of(part) == name for part in node.walk())


SET_READERS.append(type_of_set)
__all__ = ["mat"]
