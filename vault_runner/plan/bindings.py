"""Which names a piece of code binds in its own scope, whatever the order, and which modules it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
ComprehensionNode: TypeAlias = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

_SCOPES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(slots=True)
class Bound:
    """The names that a scope binds, and those that it declares to be another scope's."""

    names: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)

    @property
    def own(self) -> frozenset[str]:
        """The names that are local to the scope."""
        return frozenset(self.names - self.globals - self.nonlocals)


def bound_in(nodes: Iterable[ast.AST], *, augmented: bool = True) -> Bound:
    """Return what `nodes` bind in the scope that holds them.

    Args:
        nodes: Statements or expressions of one scope; the scopes inside it are left out.
        augmented: Count `x += 1` as well; without, only what needs no earlier `x`.
    """
    bound = Bound()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        _note(node, bound)
        if isinstance(node, _SCOPES):
            continue
        if isinstance(node, _COMPREHENSIONS):
            bound.names.update(_walrus_names(node))
        elif isinstance(node, ast.AugAssign) and not augmented:
            waiting.append(node.value)
        else:
            waiting.extend(ast.iter_child_nodes(node))
    return bound


def target_names(comprehension: ComprehensionNode) -> frozenset[str]:
    """Return the names that the `for` parts of a comprehension bind."""
    targets = (generator.target for generator in comprehension.generators)
    nodes = (node for target in targets for node in ast.walk(target))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def parameter_names(arguments: ast.arguments) -> frozenset[str]:
    """Return the names of a function's parameters."""
    return frozenset(node.arg for node in every_parameter(arguments))


def every_parameter(arguments: ast.arguments) -> tuple[ast.arg, ...]:
    """Return a function's parameters, `*args` and `**kwargs` included."""
    extra = (arguments.vararg, arguments.kwarg)
    plain = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return (*plain, *(parameter for parameter in extra if parameter))


def imported_name(alias: ast.alias) -> str:
    """Return the name that one part of an import binds."""
    return alias.asname or alias.name.split(".")[0]


def imported(tree: ast.Module) -> frozenset[str]:
    """Return the top-level modules that the code imports anywhere, functions included."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return frozenset(found - {"__future__"})


def _note(node: ast.AST, bound: Bound) -> None:
    """Note what `node` itself binds."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            bound.names.add(name)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            bound.names.add(name)
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            bound.names.update(imported_name(alias) for alias in aliases)
        case (
            ast.ExceptHandler(name=str(name))
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
            | ast.MatchMapping(rest=str(name))
        ):
            bound.names.add(name)
        case ast.Global(names=names):
            bound.globals.update(names)
        case ast.Nonlocal(names=names):
            bound.nonlocals.update(names)
        case _:
            pass


def _walrus_names(comprehension: ast.AST) -> set[str]:
    """Return the names that `:=` inside a comprehension binds outside it."""
    return {node.target.id for node in ast.walk(comprehension) if isinstance(node, ast.NamedExpr)}
