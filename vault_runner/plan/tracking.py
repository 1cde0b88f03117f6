"""What has been set and read so far on a walk over a block, and in which scope the walk stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from vault_runner.plan.bindings import bound_in


@dataclass(slots=True)
class Scope:
    """A scope inside the module."""

    kind: Literal["function", "comprehension", "class"]
    names: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)


class Tracker(ast.NodeVisitor):
    """The names of a block so far; `names.Names` explains the sets that it fills."""

    def __init__(self) -> None:
        """Start with a block of which nothing has been read."""
        self.sets: set[str] = set()
        self.removes: set[str] = set()
        self.reads: dict[str, int] = {}
        self.sure: set[str] = set()
        self.late: dict[str, int] = {}
        self.dotted: set[str] = set()
        self.closures: dict[str, set[str]] = {}
        self.calls: set[str] = set()
        self.star = False
        self._scopes: list[Scope] = []
        self._owner = ""
        self._deferred = 0
        self._branches = 0
        self._guarded = 0
        self._loops: list[frozenset[str]] = []
        self._evaluates_annotations = True

    # Names

    def visit_Name(self, node: ast.Name) -> None:
        """Read, set or remove a name."""
        if isinstance(node.ctx, ast.Store):
            self._set(node.id)
            return
        self._read(node.id, node.lineno)
        if isinstance(node.ctx, ast.Del) and not self._scopes and not self._branches:
            self.sets.discard(node.id)
            self.removes.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Note of which names attributes are read."""
        if isinstance(node.value, ast.Name):
            self.dotted.add(node.value.id)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Note which names are called; `vars(x)` only looks at `x`."""
        if isinstance(node.func, ast.Name) and not (node.func.id == "vars" and node.args):
            self.calls.add(node.func.id)
        self.generic_visit(node)

    def _read(self, name: str, line: int) -> None:
        if self._is_local(name):
            return
        if self._deferred:
            self.late.setdefault(name, line)
            self.closures.setdefault(self._owner, set()).add(name)
        elif name not in self.sets:
            self.reads.setdefault(name, line)
            if not self._guarded and not any(name in loop for loop in self._loops):
                self.sure.add(name)

    def _is_local(self, name: str) -> bool:
        """Tell whether a name is one of a scope inside the module; only the innermost class counts."""
        for depth, scope in enumerate(reversed(self._scopes)):
            if name in scope.globals:
                return False
            if name in scope.names and (scope.kind != "class" or depth == 0):
                return True
        return False

    def _set(self, name: str) -> None:
        """Set a name in the innermost scope that isn't a comprehension's."""
        for scope in reversed(self._scopes):
            if name in scope.globals:
                break
            if scope.kind != "comprehension":
                scope.names.add(name)
                return
        self.sets.add(name)
        self.removes.discard(name)

    # Where the walk stands

    @contextmanager
    def _inside(self, scope: Scope) -> Iterator[None]:
        self._scopes.append(scope)
        yield
        self._scopes.pop()

    @contextmanager
    def _type_parameters(self, node: ast.AST) -> Iterator[None]:
        names = {str(getattr(parameter, "name", "")) for parameter in getattr(node, "type_params", ())}
        with self._inside(Scope("comprehension", names)):
            yield

    @contextmanager
    def _owned_by(self, name: str) -> Iterator[None]:
        outer = self._owner
        self._owner = outer or name
        yield
        self._owner = outer

    @contextmanager
    def _branch(self, loop: Sequence[ast.AST] = ()) -> Iterator[None]:
        self._branches += 1
        self._loops.append(bound_in(loop, augmented=False).own)
        yield
        self._loops.pop()
        self._branches -= 1

    def _visit_all(self, *groups: Iterable[ast.AST]) -> None:
        for group in groups:
            for node in group:
                self.visit(node)

    def _visit_some(self, node: ast.AST | None) -> None:
        if node is not None:
            self.visit(node)
