r"""Kinds that the relations of a paragraph force: `Ax \neq b` with a matrix A makes x and b vectors.

All relations are elaborated together under every way to give kinds to the names that nothing declares: a small letter
is a number or a vector, any other a number, a vector or a matrix. A name is declared only if one kind alone fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.reading import all_readings
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM, Ty

MOST_READINGS = 60
MOST_RELATIONS = 8
PLAIN_KINDS = "plain kinds"
COMPARED = "compared "
_ARRAYS = frozenset({"col", "mat"})
_CIRCULAR = frozenset({"sin", "cos", "tan"})
_GREEK = frozenset({"theta", "phi", "varphi", "alpha", "beta", "gamma", "psi", "vartheta"})
_SIDES = frozenset({"=", ":=", "===", "!=", "<", ">", "<=", ">="})
_ARRAY_SIGNS = frozenset({"transpose", "powT", "norm", "inner"})


@dataclass(frozen=True, slots=True)
class _Relation:
    """What must have a meaning, and the names that the brackets of a definition introduce."""

    sides: tuple[Node, ...]
    own: tuple[str, ...] = ()


def infer_kinds(scope: Scope, statements: Iterable[Statement]) -> None:
    """Declare the names to which the relations of a paragraph leave one kind only."""
    statements = list(statements)
    _angles(scope, statements)
    relations = [found for statement in statements for found in _relations(statement)]
    relations = [found for found in relations if _open(scope, found)]
    if not relations or len(relations) > MOST_RELATIONS or not any(_of_arrays(scope, found) for found in relations):
        return
    loose = _loosened(scope)
    readings = _readings(loose, relations)
    if not readings:
        relations = [found for found in relations if _readings(loose, [found])]
        readings = _readings(loose, relations)
    for name in dict.fromkeys(name for reading in readings for name in reading):
        kinds = {reading.get(name, Ty("none")).kind for reading in readings}
        if len(kinds) == 1 and kinds <= _ARRAYS | {"num"}:
            own = any(name in found.own for found in relations)
            _declare(scope, name, readings[0][name], hint=own)


def _open(scope: Scope, relation: _Relation) -> bool:
    """Tell whether a relation speaks of a name that nothing declares."""
    return any(_unknown(scope, node) for side in relation.sides for node in side.walk())


def _angles(scope: Scope, statements: Iterable[Statement]) -> None:
    r"""Declare the Greek letters whose sine or cosine a definition takes: `x = r\\cos\\theta`."""
    for statement in statements:
        for node in (node for member in statement.members[1:] for node in member.walk()):
            name = node.args[0].text if node.head == "fun" and node.text in _CIRCULAR and len(node.args) == 1 else ""
            if name in _GREEK and scope.get(name) is None:
                scope.declare(Symbol(name, NUM))


def _declare(scope: Scope, name: str, ty: Ty, *, hint: bool) -> None:
    """Declare a name; the argument of a function that is defined only gets a hint, for it may have indices."""
    if any(one.body is not None and other.startswith(f"{name}_") for other, one in scope.symbols.items()):
        return  # its entries are defined one by one, “d_i = …”: a sample of it would know nothing of them
    ty = replace(ty, dims=tuple(map(_apart, ty.dims)))
    known = scope.get(name)
    props = known.props if known is not None else frozenset[str]()
    if known is None and hint:
        scope.hints[name] = ty
        return
    if known is None or known.ty is None or _compared(scope, name):
        scope.options.pop(COMPARED + name, None)
        scope.symbols[name] = Symbol(name, ty, props)


def _apart(dim: Dim) -> Dim:
    """Give unknown sizes names that no later elaboration gives out again."""
    name = dim.variable()
    return Dim.of(f"?K{name[1:]}") if name[1:].isdigit() else dim


def _relations(statement: Statement) -> list[_Relation]:
    nodes = [node for part in statement.members for node in part.walk()]
    if any(node.head == "accent" and node.text in {"dot", "ddot"} for node in nodes):
        return []  # what is unknown in a differential equation is a function
    if not statement.relations:
        whole = statement.members[0]
        return [] if name_of(whole) or whole.head in {"tuple", "num", "signature", "rel"} else [_Relation((whole,))]
    found = []
    for left, relation, right in zip(statement.members, statement.relations, statement.members[1:], strict=False):
        if relation not in _SIDES:
            continue
        own = tuple(map(name_of, left.args)) if left.head == "call" and relation in {"=", ":="} else ("",)
        found.append(_Relation((right,), own[1:]) if all(own) else _Relation((left, right)))
    return found


def _unknown(scope: Scope, node: Node) -> bool:
    name = name_of(node)
    symbol = scope.get(name)
    undeclared = symbol is None or (symbol.ty is None and symbol.body is None and not symbol.role)
    return bool(name) and name not in scope.sizes and (undeclared or _compared(scope, name))


def _compared(scope: Scope, name: str) -> bool:
    """Tell whether all that is known of the kind of a name is that it isn't zero."""
    symbol = scope.get(name)
    return bool(scope.options.get(COMPARED + name)) and symbol is not None and symbol.ty == NUM


def _of_arrays(scope: Scope, relation: _Relation) -> bool:
    """Tell whether a relation speaks of an array: one is declared, transposed or measured there."""
    for node in (node for side in relation.sides for node in side.walk()):
        symbol = scope.get(name_of(node))
        if node.head in _ARRAY_SIGNS or (symbol is not None and symbol.ty is not None and symbol.ty.kind in _ARRAYS):
            return True
    return False


def _loosened(scope: Scope) -> Scope:
    """Forget the kind of what was only compared with zero, which numbers and arrays may be."""
    loose = scope.copy()
    for name, symbol in scope.symbols.items():
        if _compared(scope, name):
            loose.symbols[name] = replace(symbol, ty=None)
    loose.options[PLAIN_KINDS] = "yes"
    loose.assumed.clear()
    return loose


def _readings(scope: Scope, relations: list[_Relation]) -> list[Mapping[str, Ty]]:
    def elaborate(choices: Mapping[str, str]) -> object:
        el = Elaborator(scope.copy(), choices)
        own: dict[str, Ty] = {}
        for relation in relations:
            terms = [el.term(side) for side in relation.sides]
            if len(terms) > 1:
                el.unify(terms[0].ty, terms[1].ty, "a relation")
            own |= {name: el.guessed.pop(name) for name in relation.own if name in el.guessed}
        return {name: el.resolved(ty) for name, ty in (own | el.guessed).items()}

    outcome = all_readings(elaborate, MOST_READINGS)
    return [dict(found) for _, found in outcome.readings if isinstance(found, dict)]
