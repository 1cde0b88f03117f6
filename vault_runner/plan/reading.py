"""Walk over a block's tree in the order in which python evaluates it, noting names as they are set and read."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from vault_runner.plan.bindings import (
    ComprehensionNode,
    FunctionNode,
    bound_in,
    every_parameter,
    imported_name,
    parameter_names,
    target_names,
)
from vault_runner.plan.tracking import Scope, Tracker


class Reader(Tracker, ast.NodeVisitor):
    """What one block sets and reads; `names.Names` explains the sets that it fills."""

    def read_block(self, tree: ast.Module) -> None:
        """Read a whole block."""
        self._visit_all(tree.body)

    # Statements that evaluate in another order than they are written

    def visit_Assign(self, node: ast.Assign) -> None:
        """Evaluate the value first; a lambda belongs to the name that it is bound to."""
        single = node.targets[0]
        owner = single.id if len(node.targets) == 1 and isinstance(single, ast.Name) else ""
        with self._owned_by(owner):
            self.visit(node.value)
        self._visit_all(node.targets)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Read the target before it is set."""
        if isinstance(node.target, ast.Name):
            self._read(node.target.id, node.lineno)
        self.visit(node.value)
        self.visit(node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Set the target only if there is a value."""
        self._visit_some(node.value)
        self._annotation(node.annotation)
        if node.value or not isinstance(node.target, ast.Name):
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """Evaluate the value first."""
        self.visit(node.value)
        self._set(node.target.id)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        """Set what is imported; `*` may set anything."""
        for alias in node.names:
            if alias.name == "*":
                self.star = True
            else:
                self._set(imported_name(alias))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Set what is imported; `from __future__ import annotations` leaves annotations alone."""
        if node.module == "__future__" and any(alias.name == "annotations" for alias in node.names):
            self._evaluates_annotations = False
        self.visit_Import(node)

    # Branches and loops

    def visit_If(self, node: ast.If) -> None:
        """Read both branches; what one of them sets may be there afterwards."""
        self.visit(node.test)
        with self._branch():
            self._visit_all(node.body, node.orelse)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        """Read the body knowing that an earlier round may have set what a later line sets."""
        self.visit(node.iter)
        with self._branch(loop=(node.target, *node.body)):
            self._visit_all([node.target], node.body)
        with self._branch():
            self._visit_all(node.orelse)

    visit_AsyncFor = visit_For  # noqa: N815

    def visit_While(self, node: ast.While) -> None:
        """Read the test, which comes first in any case, and the body as in `for`."""
        self.visit(node.test)
        with self._branch(loop=node.body):
            self._visit_all(node.body)
        with self._branch():
            self._visit_all(node.orelse)

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        """Read the body doubtfully if a missing name in it is caught."""
        catches = any(_catches_name_errors(handler) for handler in node.handlers)
        self._guarded += catches
        with self._branch():
            self._visit_all(node.body)
        self._guarded -= catches
        with self._branch():
            self._visit_all(node.handlers, node.orelse)
        self._visit_all(node.finalbody)

    visit_TryStar = visit_Try  # noqa: N815

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """Read a handler; python removes its name at the end."""
        self._visit_some(node.type)
        was_set = node.name in self.sets
        if node.name:
            self._set(node.name)
        self._visit_all(node.body)
        if node.name and not was_set:
            self.sets.discard(node.name)

    def visit_Match(self, node: ast.Match) -> None:
        """Read the cases one after the other."""
        self.visit(node.subject)
        with self._branch():
            self._visit_all(node.cases)

    def visit_match_case(self, node: ast.match_case) -> None:
        """Read a pattern, which sets its names, then what depends on it."""
        self.visit(node.pattern)
        for name in bound_in([node.pattern]).names:
            self._set(name)
        self._visit_some(node.guard)
        self._visit_all(node.body)

    # Scopes

    def visit_FunctionDef(self, node: FunctionNode) -> None:
        """Read decorators, defaults and annotations now and the body late."""
        self._visit_all(node.decorator_list)
        with self._owned_by(node.name), self._type_parameters(node):
            self._signature(node.args)
            self._annotation(node.returns)
            self._late(node.args, node.body)
        self._set(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Read defaults now and the body late."""
        self._signature(node.args)
        self._late(node.args, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Read the body now, in a scope that the functions in it don't see."""
        self._visit_all(node.decorator_list)
        with self._owned_by(node.name), self._type_parameters(node):
            self._visit_all(node.bases, node.keywords)
            with self._inside(Scope("class", globals=bound_in(node.body).globals)):
                self._visit_all(node.body)
        self._set(node.name)

    def visit_TypeAlias(self, node: ast.AST) -> None:
        """Read `type X = …` (python 3.12) late."""
        with self._type_parameters(node):
            self._late(None, [getattr(node, "value")])  # noqa: B009 - python 3.11 has no such node
        self.visit(getattr(node, "name"))  # noqa: B009

    def visit_ListComp(self, node: ComprehensionNode) -> None:
        """Evaluate the first iterable outside, and the rest in a scope of its own."""
        first = node.generators[0]
        self.visit(first.iter)
        with self._inside(Scope("comprehension", set(target_names(node)))):
            for generator in node.generators:
                self._visit_all([] if generator is first else [generator.iter], generator.ifs)
            self._visit_all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp  # noqa: N815

    def _signature(self, arguments: ast.arguments) -> None:
        self._visit_all(arguments.defaults, [default for default in arguments.kw_defaults if default])
        for parameter in every_parameter(arguments):
            self._annotation(parameter.annotation)

    def _annotation(self, node: ast.expr | None) -> None:
        if self._evaluates_annotations:
            self._visit_some(node)

    def _late(self, arguments: ast.arguments | None, body: Sequence[ast.AST]) -> None:
        bound = bound_in(body)
        parameters = parameter_names(arguments) if arguments else frozenset()
        self._deferred += 1
        with self._inside(Scope("function", {*parameters, *bound.own}, bound.globals)):
            self._visit_all(body)
        self._deferred -= 1


def _catches_name_errors(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return bool(names & {"NameError", "Exception", "BaseException"})
