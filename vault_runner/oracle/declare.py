"""What inline formulas declare: membership, shapes, signatures, laws, definitions and conditions."""

from __future__ import annotations

from vault_runner.oracle.binders import SET_READERS
from vault_runner.oracle.conditions import condition_read
from vault_runner.oracle.declare_laws import take_law, typed_again
from vault_runner.oracle.definitions import take_equation
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import Subjects, base_of, named_by_entries, names_in, typed
from vault_runner.oracle.in_time import take_of_time
from vault_runner.oracle.own_notations import spelled_out
from vault_runner.oracle.sample_spaces import of_family, subsets_together, take_events, with_the_last
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sets import closed_ends, crosses, shape_of_product, type_of_set
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.steady_sequences import take_steady
from vault_runner.oracle.syntax import PAIR, Node, peel
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
        return take_steady(scope, statement) or take_equation(scope, members[0], members[1])
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
    if names and right.head == "mul" and right.text == "setminus" and str(right.args[1]) in _ZERO_SETS:
        found = _membership(scope, left, right.args[0])
        away = condition_read(scope, left, "!=", Node("num", (), "0")) if len(names) == 1 else None
        return found if away is not None else Subjects(names, understood=False)
    if not names:
        named = take_of_time(scope, left, right)
        # An equation elsewhere may say how it moves, so that nothing is held against the note.
        return Subjects((named,) if named else (), understood=False)
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


SET_READERS.append(type_of_set)
