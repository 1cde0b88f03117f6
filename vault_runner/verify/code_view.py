"""What the code itself says about the statement that a comment stands beside. Read off its tree, never run."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from vault_runner.model import Step

_SHAPED = frozenset({"shape", "size"})
_LISTS = frozenset({"list", "tuple"})
_SIZED_CALLS = re.compile(
    r"(?:^|\.)(?:rand\w*|arange|zeros|ones|empty|full|eye|normal|uniform|reshape|view|expand|repeat|Linear|Conv\w*|Embedding|"
    r"LSTM|GRU|RNN|LayerNorm|BatchNorm\w*|Parameter|standard_normal|broadcast_to|new_\w+)$"
)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_MATMUL = frozenset({"matmul", "bmm"})


@dataclass(slots=True)
class CodeView:
    """The tree of one block, by the note's lines."""

    statements: dict[int, list[ast.stmt]] = field(default_factory=dict)
    """The statements that start on each of the note's lines."""
    looped: dict[int, int] = field(default_factory=dict)
    """For each line inside a loop the line on which the outermost one of its function begins."""
    called: set[int] = field(default_factory=set)
    """Lines of statements inside a function or class."""
    sizes: dict[int, frozenset[str]] = field(default_factory=dict)
    """For each line the names that are used as sizes of arrays in its function, or outside of all."""
    lines: tuple[int, ...] = ()

    def names_read(self, line: int) -> frozenset[str]:
        """Return the names that the statements of a line read, suites aside."""
        return frozenset(
            part.id
            for node in self.statements.get(line, ())
            for part in _own_parts(node)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)
        )

    def reads_shape(self, line: int) -> bool:
        """Tell whether what the line evaluates, unpacks or prints is the shape of something."""
        return any(_is_shape(value) for node in self.statements.get(line, ()) for value in _values(node))

    def is_definition(self, line: int) -> bool:
        """Tell whether a function or class starts on a line."""
        return any(isinstance(node, _SCOPES) for node in self.statements.get(line, ()))

    def is_made_of_numbers(self, line: int) -> bool:
        """Tell whether a line makes an array of nothing but numbers: `x = torch.randn(2, 3)`."""
        return any(_is_made(value) for node in self.statements.get(line, ()) for value in _values(node))

    def partners(self, name: str, line: int) -> Iterator[tuple[str, bool]]:
        """Yield the names that `name` is joined with below `line`, and whether by a matrix product."""
        for below in sorted(self.statements):
            if below <= line:
                continue
            for node in self.statements[below]:
                for part in _own_parts(node):
                    yield from _joined(part, name)


def code_view(step: Step) -> CodeView:
    """Return the view of a block's code, empty if it can't be parsed."""
    return _view(step.source, step.lines)


@lru_cache(maxsize=64)
def _view(source: str, lines: tuple[int, ...]) -> CodeView:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return CodeView()
    view = CodeView(lines=lines)
    _place(tree, view, called=False)
    return view


def _place(scope: ast.AST, view: CodeView, *, called: bool) -> None:
    """Note the statements of a scope by their lines, and those of the scopes inside it."""
    sizes = frozenset(_sizes(scope))
    waiting = [(node, 0) for suite in _suites(scope) for node in suite]
    while waiting:
        node, loop = waiting.pop()
        line = view.lines[node.lineno - 1] if node.lineno <= len(view.lines) else 0
        view.statements.setdefault(line, []).append(node)
        loop = loop or (line if isinstance(node, _LOOPS) else 0)
        is_scope = isinstance(node, _SCOPES)
        view.sizes[line] = view.sizes.get(line, frozenset()) | sizes
        if loop:
            view.looped[line] = loop
        if called or is_scope:
            view.called.add(line)
        if is_scope:
            _place(node, view, called=True)
        else:
            waiting += [(inner, loop) for suite in _suites(node) for inner in suite]


def _suites(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        suite = getattr(node, name, None)
        if isinstance(suite, list):
            yield suite
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part.body


def _own_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a statement's expressions and all their parts, but not the statements inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            yield child
            yield from _own_parts(child)


def _values(node: ast.stmt) -> Iterator[ast.expr]:
    value = getattr(node, "value", None)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print":
        yield from value.args
    elif isinstance(value, ast.expr):
        yield value


def _is_shape(value: ast.expr) -> bool:
    """Tell whether an expression is the shape of something: `x.shape`, `x.size()`, `np.shape(x)`, `tuple(x.shape)`."""
    match value:
        case ast.Attribute(attr="shape"):
            return True
        case ast.Call(func=ast.Attribute(attr=attribute), args=arguments):
            return attribute == "shape" or (attribute == "size" and not arguments)
        case ast.Call(func=ast.Name(id=name), args=[argument]) if name in _LISTS:
            return _is_shape(argument)
        case ast.Subscript(value=inner, slice=ast.Slice()):
            return _is_shape(inner)
        case _:
            return False


def _is_made(value: ast.expr) -> bool:
    """Tell whether an expression is a call of a package's function with numbers alone."""
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute) or not value.args:
        return False
    parts = [part for argument in value.args for part in ast.walk(argument)]
    literal = all(
        isinstance(part, (ast.Constant, ast.Tuple, ast.List, ast.Load, ast.UnaryOp, ast.USub)) for part in parts
    )
    return literal and _SIZED_CALLS.search(ast.unparse(value.func)) is not None


def _sizes(scope: ast.AST) -> Iterator[str]:
    """Yield names that are lengths of axes in a scope: unpacked from a shape, or handed to what makes arrays."""
    for node in _within(scope):
        if isinstance(node, ast.Assign):
            yield from _assigned_sizes(node)
        elif isinstance(node, ast.Call) and _SIZED_CALLS.search(ast.unparse(node.func)):
            parts = [part for argument in node.args for part in _flat(argument)]
            yield from (part.id for part in parts if isinstance(part, ast.Name))


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield every part of a scope, but for the functions and classes inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, _SCOPES):
            yield child
            yield from _within(child)


def _assigned_sizes(node: ast.Assign) -> Iterator[str]:
    value, target = node.value, node.targets[0]
    counts = isinstance(value, ast.Tuple) and all(_is_count(part) for part in value.elts)
    item = isinstance(value, ast.Subscript) and _is_shape(value.value)
    if counts or _is_shape(value):
        yield from (part.id for part in _flat(target) if isinstance(part, ast.Name) and isinstance(target, ast.Tuple))
    elif item:
        yield from (part.id for part in node.targets if isinstance(part, ast.Name))


def _is_count(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _flat(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, (ast.Tuple, ast.List)) else [node]


def _joined(node: ast.AST, name: str) -> Iterator[tuple[str, bool]]:
    """Yield the other operand of a product or sum of two names."""
    pair: list[ast.expr] = []
    product = False
    match node:
        case ast.BinOp(left=left, op=operator, right=right):
            pair, product = [left, right], isinstance(operator, ast.MatMult)
        case ast.Call(func=ast.Attribute(attr=attribute), args=[left, right]) if attribute in _MATMUL:
            pair, product = [left, right], True
        case _:
            return
    names = [part.id for part in pair if isinstance(part, ast.Name)]
    if len(names) == len(pair) and name in names and names[0] != names[1]:
        yield names[1 - names.index(name)], product
