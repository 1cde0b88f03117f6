"""What equations in inline formulas declare: definitions of names and functions, differential equations, conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vault_runner.oracle.classify import recurs
from vault_runner.oracle.conditions import condition_read
from vault_runner.oracle.differential import differential
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.families import Subjects
from vault_runner.oracle.homogeneous import take_homogeneous
from vault_runner.oracle.own_notations import take_notation
from vault_runner.oracle.redefinitions import note_definition
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.steady_sequences import states_some_entries
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node
from vault_runner.oracle.terms import NUM


def take_equation(scope: Scope, left: Node, right: Node) -> Subjects:  # noqa: C901, PLR0911, PLR0912 - one case after another
    """Take over an equation: a definition of a fresh name or function, else a condition."""
    if left.head == "call" and left.args[0].head == "accent" and tuple(map(name_of, left.args[1:])) == ("t",):
        moving = scope.get(name_of(left.args[0].args[0]))
        if moving is not None and moving.ty is not None and moving.ty.kind == "fun":
            left = left.args[0]  # of a declared function of the time
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
    if left.head == "call" and name_of(left.args[0]) and not _calls_itself(right, name_of(left.args[0])):
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


def _calls_itself(node: Node, name: str) -> bool:
    r"""Tell whether a function is defined by itself; `\eta_{\min}` in what η(t) is defined by is another name."""
    if node.head == "sub" and name_of(node) and node.args[1].head in {"num", "opt", "fun", "word"}:
        return False
    return name_of(node) == name or any(_calls_itself(part, name) for part in node.args)


def mentions(node: Node, name: str) -> bool:
    """Tell whether a tree uses a name."""
    return any(name_of(part) == name for part in node.walk())
