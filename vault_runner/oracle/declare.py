"""What inline formulas declare: membership, shapes, signatures, laws, definitions and conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vault_runner.oracle.binders import SET_READERS
from vault_runner.oracle.classify import recurs
from vault_runner.oracle.conditions import condition_read
from vault_runner.oracle.declare_laws import take_law, typed_again
from vault_runner.oracle.differential import differential
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import Subjects, base_of, named_by_entries, names_in, typed
from vault_runner.oracle.homogeneous import take_homogeneous
from vault_runner.oracle.own_notations import spelled_out, take_notation
from vault_runner.oracle.redefinitions import note_definition
from vault_runner.oracle.sample_spaces import of_family, subsets_together, take_events, with_the_last
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sets import closed_ends, crosses, shape_of_product, type_of_set
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.steady_sequences import states_some_entries, take_steady
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node, peel
from vault_runner.oracle.terms import NUM, Ty


def declare(scope: Scope, statements: list[Statement]) -> Subjects:
    """Take over what the statements of one inline formula declare."""
    names: list[str] = []
    understood = True
    shape: tuple[Dim, ...] = ()
    bare = True
    for statement in subsets_together(statements):
        found = take_events(scope, statement) or _one(scope, spelled_out(scope, statement))
        names += found.names
        understood = understood and found.understood
        shape = shape or found.shape
        bare = bare and found.bare
    return Subjects(tuple(dict.fromkeys(names)), understood, shape, bare)


_LIMITS = {"0": "small", "infty": "large"}


def _one(scope: Scope, statement: Statement) -> Subjects:  # noqa: PLR0911 - one case after another
    members, relations = statement.members, statement.relations
    if not relations:
        return _mentioned(scope, members[0])
    if members[0].head == "signature" and relations in {("->",), ("|->",)}:
        return _function(scope, members[0].args[0], members[0].args[1], members[1])
    if relations == ("in",):
        return _membership(scope, members[0], members[1])
    if relations[0] == "~" and len(relations) == 1:
        return take_law(scope, members[0], members[1])
    if relations == ("->",) and members[1].text in _LIMITS and name_of(members[0]):
        scope.options[f"{_LIMITS[members[1].text]} {name_of(members[0])}"] = "yes"
        return Subjects((name_of(members[0]),))
    if relations in {("perp", "given"), ("indep", "given")}:
        return independent_given(scope, *members)
    if relations == ("indep",):
        names = names_in(scope, members[0]) + names_in(scope, members[1])
        scope.facts.add(("independent", *names))
        return Subjects(names)
    if relations in {("=",), (":=",), ("===",)}:
        return take_steady(scope, statement) or _equation(scope, members[0], members[1])
    if len(relations) > 1 and relations[0] == "=" and set(relations[1:]) <= {"in", "<", ">", "<=", ">=", "!="}:
        parts = [Statement(members[:2], relations[:1]), Statement(members[1:], relations[1:])]
        # “x = (x_1, x_2) in R^2” only says how the entries of x are called.
        named = relations[1] == "in" and named_by_entries(members[0], members[1])
        return declare(scope, [Statement((members[0], *members[2:]), relations[1:])] if named else parts)
    return condition_read_all(scope, statement)


def independent_given(scope: Scope, first: Node, second: Node, given: Node) -> Subjects:
    """Take two variables for independent once a third is known: a chain through the third."""
    names = [names_in(scope, part) for part in (first, second, given)]
    if any(len(found) != 1 for found in names):
        return Subjects(tuple(name for found in names for name in found), understood=False)
    (one,), (other,), (middle,) = names
    for name in (one, other, middle):
        if scope.get(name) is None:
            scope.declare(Symbol(name, NUM, random=True))
    scope.facts.add(("markov", one, middle, other))
    return Subjects((one, other, middle))


def condition_read_all(scope: Scope, statement: Statement) -> Subjects:
    """Take over a chain of comparisons."""
    names: list[str] = []
    understood = True
    if len(statement.relations) == PAIR and set(statement.relations) <= {"<", "<="}:
        low, middle, high = statement.members
        name = name_of(middle)
        if middle.head in {"apply", "call"} and not name and low.text == "0":
            return Subjects(())
        if name and low.text == "0" and high.text == "1":
            name = of_family(scope, middle, name)
            scope.declare(Symbol(name, NUM if scope.get(name) is None else None))
            scope.add_props(name, frozenset({"probability"}))
            scope.closed_at(name, [end for end, sign in enumerate(statement.relations) if sign == "<="])
            return Subjects((name,))
    for left, relation, right in with_the_last(statement):
        read = condition_read(scope, left, relation, right)
        understood = understood and read is not None
        names += read or ()
    return Subjects(tuple(names), understood)


def _mentioned(scope: Scope, node: Node) -> Subjects:
    names = names_in(scope, node)
    if names:
        return Subjects(names, bare=True)
    inner = peel(node)
    if inner.head in {"mul", "add"} and any(part.head == "mul" and crosses(part) for part in inner.walk()):
        dims = shape_of_product(scope, inner)
        return Subjects((), shape=dims or (), bare=True)
    if inner.head == "tuple":
        sizes = [dim_of(part, scope, declare=True) for part in inner.args]
        if all(size is not None for size in sizes):
            return Subjects((), shape=tuple(size for size in sizes if size is not None), bare=True)
    return Subjects((), bare=True)


def _membership(scope: Scope, left: Node, right: Node) -> Subjects:
    names = names_in(scope, left)
    if not names:
        return Subjects((), understood=False)
    read = type_of_set(scope, right)
    if read is None:
        return Subjects(names, understood=False)
    ty, props = read
    if not props and all(_constant_array(scope, name, ty) for name in names):
        return Subjects(names)
    for index, name in enumerate(names):
        part = left.args[index] if left.head == "tuple" and len(left.args) == len(names) else left
        whole = base_of(scope, part, name)
        typed_again(scope, whole, typed(scope, whole, ty))
        scope.declare(Symbol(whole, typed(scope, whole, ty), props))
        scope.closed_at(whole, closed_ends(right))
    return Subjects(tuple(base_of(scope, left, name) for name in names))


_ARRAYS_OF_ONE = {"mathbf:1": "ones", "mathbb:1": "ones", "mathbf:0": "zeros", "mathbb:I": "identity",
                  "mathbf:I": "identity", "I": "identity"}  # fmt: skip


def _constant_array(scope: Scope, name: str, ty: Ty) -> bool:
    """Give a constant such as a bold 1 the size that the note states; an I that isn't square is a name like others."""
    role = _ARRAYS_OF_ONE.get(name, "")
    square = ty.kind == "mat" and ty.dims[0] == ty.dims[1]
    if not role or (role == "identity") != (ty.kind == "mat") or (role == "identity" and not square):
        return False
    scope.symbols[name] = Symbol(name, ty, role=role)
    if name == "I":
        scope.doubt("I, which may be a name")
    return True


_ZERO_SETS = frozenset({"(set 0)", "(set mathbf:0)", "0", "(group:{ 0)"})


def _function(scope: Scope, name: Node, domain: Node, codomain: Node) -> Subjects:
    names = names_in(scope, name)
    if any(name_of(part) in names for ode, _ in scope.odes for part in ode.walk()):
        scope.doubt("a derivative of it")
    parts = _domains(scope, domain)
    value = type_of_set(scope, codomain)
    if not names or parts is None or value is None:
        return Subjects(names, understood=False)
    props = value[1] & {"positive", "nonnegative"}
    props |= {"positive"} if props else frozenset[str]()
    for one in names:
        scope.declare(Symbol(one, Ty("fun", (), (*parts, value[0])), props, callable=True))
    return Subjects(names, understood=value[1] <= {"positive", "nonnegative"})


def _domains(scope: Scope, node: Node) -> tuple[Ty, ...] | None:
    if node.head == "mul" and node.text == "setminus" and str(node.args[1]) in _ZERO_SETS:
        return _domains(scope, node.args[0])  # a sample is never zero
    if node.head == "mul" and node.text == "times":
        left, right = _domains(scope, node.args[0]), _domains(scope, node.args[1])
        return None if left is None or right is None else left + right
    read = type_of_set(scope, node)
    return None if read is None or read[1] - {"positive", "nonnegative"} else (read[0],)


def _equation(scope: Scope, left: Node, right: Node) -> Subjects:  # noqa: C901, PLR0911, PLR0912 - one case after another
    """Take over an equation: a definition of a fresh name or function, else a condition."""
    if left.head in {"accent", "prime"} and (dotted := _derivative(scope, left, right)) is not None:
        return dotted
    if _differential(scope, left, right) and not recurs(left, right):
        scope.odes.append((left, right))
        return Subjects(())
    if (taken := take_homogeneous(scope, left, right) or take_notation(scope, left, right)) is not None:
        return Subjects(taken)
    name = name_of(left)
    symbol = scope.get(name)
    if name and recurs(left, right):
        scope.equations.append((left, right))
        return Subjects((name,))
    inner = right.args[0] if right.head == "group" and len(right.args) == 1 else right
    if (
        name
        and inner.head == "sub"
        and len(inner.args) == TRIPLE
        and right.head == "group"
        and inner.args[1].head == "sym"
    ):
        scope.symbols[name_of(inner.args[0])] = Symbol(name_of(inner.args[0]), None, body=left)
        return Subjects((name,))
    if states_some_entries(left, right):
        return Subjects((name,), understood=False)
    fresh = name and (symbol is None or symbol.body is None) and not mentions(right, name)
    if fresh and name not in scope.sizes and _defined(scope, name, right):
        return Subjects((name,))
    if left.head == "call" and name_of(left.args[0]) and not mentions(right, name_of(left.args[0])):
        params = tuple(name_of(part) for part in left.args[1:])
        if all(params):
            fname = name_of(left.args[0])
            before = scope.get(fname)
            scope.declare(Symbol(fname, before.ty if before else None, body=right, params=params, callable=True))
            return Subjects((fname,))
    if _start(scope, left, right):
        return Subjects(())
    if left.head == "fun" and any(check(left, right, scope) for check in KNOWN_DEFINITIONS):
        return Subjects(())
    if any(note_definition(left, right, scope, differs) for differs in OTHER_DEFINITIONS):
        return Subjects(())
    read = condition_read(scope, left, "=", right)
    if name and name in scope.sizes and dim_of(right, scope) is not None:
        scope.equal_sizes[name] = dim_of(right, scope) or Dim.of(name)
        return Subjects((name,))
    return Subjects(read or (), understood=read is not None)


def _differential(scope: Scope, left: Node, right: Node) -> bool:
    known = {
        one.name for one in scope.symbols.values() if one.callable or (one.ty is not None and one.ty.kind == "fun")
    }
    inner = {name_of(part.args[0]) for part in left.walk() if part.args}
    return differential(left, right, known) and not inner & known


def _start(scope: Scope, left: Node, right: Node) -> bool:
    """Take over the value of an unknown function at one time: `x(0) = x_0`, or any value if its equation is known."""
    if left.head != "call" or len(left.args) != PAIR or left.args[1].head != "num":
        return False
    name = name_of(left.args[0])
    spoken = any(name_of(part) == name for pair in scope.odes for side in pair for part in side.walk())
    usual = left.args[1].text == "0" and name_of(right) == f"{name}_0"
    if name and (usual or spoken):
        scope.starts.append((left, right))
    return bool(name) and (usual or spoken)


def _derivative(scope: Scope, left: Node, right: Node) -> Subjects | None:
    r"""Take over `\dot{x} = …`; the prime of a declared function is no derivative by the time."""
    known = scope.get(name_of(left.args[0])) if left.head == "prime" and left.args else None
    if known is not None and (known.callable or (known.ty is not None and known.ty.kind == "fun")):
        return Subjects((), understood=False)
    ode = _dotted(left)
    if ode is None:
        return None
    inner = scope.get(name_of(left.args[0]))
    function = inner is not None and inner.ty is not None and inner.ty.kind == "fun"
    if function and {name_of(part) for part in right.walk()} - {"", "d", "t", "s"} == {name_of(left.args[0])}:
        return Subjects(())  # “\\dot A = dA/dt” says what the dot means
    scope.odes.append((ode, right))
    return Subjects(())


def _defined(scope: Scope, name: str, right: Node) -> bool:
    """Define a fresh name by what stands on the right; tell whether that defines something."""
    symbol = scope.get(name)
    if right.head == "num":
        if symbol is None:
            scope.declare(Symbol(name, NUM, body=right))
        return symbol is None
    if not (right.head == "tuple" and any(part.head == "dots" for part in right.args)):
        scope.symbols[name] = replace(symbol, body=right) if symbol else Symbol(name, None, body=right)
    return True


KNOWN_DEFINITIONS: list[Callable[[Node, Node, Scope], bool]] = []
"""How a definition of a known function is compared with it; the judge brings it."""
OTHER_DEFINITIONS: list[Callable[[Node, Node, Scope], bool]] = []
"""How such a definition is found to say something else; the judge brings it, too."""


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
