"""From a block's source to its top-level statements, compiled so that they carry the note's path and lines."""

from __future__ import annotations
import __future__

import ast
import itertools
import warnings
from collections.abc import Callable, Iterator, Sequence
from types import CodeType
from typing import NamedTuple

FUTURES = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})
_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


class Statement(NamedTuple):
    """One top-level statement, ready to run."""

    code: CodeType
    line: int
    end_line: int
    expression: bool
    """Whether it has a value."""
    shown: bool
    """Whether that value is displayed: the last expression of a block, unless `;` follows it."""
    names: tuple[tuple[str, CodeType | None], ...]
    """What it binds, as written; attributes and items with the code that reads them."""


def compile_block(
    source: str,
    path: str,
    lines: Sequence[int],
    flags: int = 0,
    change: Callable[[ast.Module], object] | None = None,
) -> list[Statement]:
    """Compile `source`, whose line `i` stands on the note's line `lines[i - 1]`.

    All of it is compiled before any of it runs, so that a syntax error in the last line runs nothing.

    Args:
        source: The code, with LF newlines.
        path: The note, for tracebacks and warnings.
        lines: The note's lines; empty means that they start at 1.
        flags: The compiler flags of the `from __future__` imports that went before.
        change: Changes the tree before it is compiled; its top-level statements must stay the same.

    Raises:
        SyntaxError: with the note's path and line.
    """
    try:
        tree = _parse(source, path, lines, flags)
    except SyntaxError as error:
        _move_error(error, lines)
        raise
    shown = _shown(tree, source)
    if change is not None:
        change(tree)
    statements = []
    for node in tree.body:
        code = _compile(node, path, flags)
        flags |= code.co_flags & FUTURES
        expression = isinstance(node, ast.Expr)
        end = max(node.lineno, node.end_lineno or 0)
        statements.append(Statement(code, node.lineno, end, expression, node is shown, tuple(bound(node, path))))
    return statements


def _parse(source: str, path: str, lines: Sequence[int], flags: int) -> ast.Module:
    """Return the tree with the note's line numbers in it."""
    options = ast.PyCF_ONLY_AST | _AWAIT | flags
    if _consecutive(lines):
        # Empty lines in front cost next to nothing and keep warnings and errors of the parser in place as well.
        first = lines[0] if lines else 1
        return _module(compile("\n" * (first - 1) + source, path, "exec", options, dont_inherit=True))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tree = _module(compile(source, path, "exec", options, dont_inherit=True))
    for warning in caught:
        warnings.warn_explicit(warning.message, warning.category, path, _noted(warning.lineno, lines))
    for node in ast.walk(tree):
        _move(node, lines)
    return tree


def _module(tree: object) -> ast.Module:
    if not isinstance(tree, ast.Module):
        raise TypeError(f"the compiler gave {type(tree).__name__}, not a module")
    return tree


def _consecutive(lines: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in itertools.pairwise(lines))


def _noted(line: int, lines: Sequence[int]) -> int:
    return lines[min(max(line, 1), len(lines)) - 1] if lines else line


def _move(node: ast.AST, lines: Sequence[int]) -> None:
    place = node.__dict__
    if "lineno" not in place:
        return
    first, last = _noted(place["lineno"], lines), _noted(place["end_lineno"] or place["lineno"], lines)
    place.update(lineno=first, end_lineno=max(first, last))
    if last <= first:
        # Two source lines may share one line of the note; the compiler refuses a node that ends before it starts.
        place["end_col_offset"] = max(place["col_offset"], place["end_col_offset"] or 0)


def _move_error(error: SyntaxError, lines: Sequence[int]) -> None:
    if error.lineno is not None and not _consecutive(lines):
        error.lineno = _noted(error.lineno, lines)


def _shown(tree: ast.Module, source: str) -> ast.stmt | None:
    """Return the last statement if its value is to be displayed."""
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        return None
    return None if _ends_with_semicolon(source) else tree.body[-1]


def _ends_with_semicolon(source: str) -> bool:
    """Tell whether `;` follows the last statement, comments aside; the source is known to parse."""
    last = ast.parse(source).body[-1] if ";" in source else None
    if last is None or last.end_lineno is None or last.end_col_offset is None:
        return False
    rest = source.split("\n")[last.end_lineno - 1].encode()[last.end_col_offset :]
    return rest.lstrip().startswith(b";")


def _compile(node: ast.stmt, path: str, flags: int) -> CodeType:
    # An expression becomes one of its own, so that its value is had and a text at the start is no docstring.
    alone = isinstance(node, ast.Expr)
    tree = ast.Expression(node.value) if isinstance(node, ast.Expr) else ast.Module([node], [])
    code: CodeType = compile(tree, path, "eval" if alone else "exec", flags | _AWAIT, dont_inherit=True)
    return code


def bound(node: ast.stmt, path: str) -> Iterator[tuple[str, CodeType | None]]:
    """Yield what a top-level statement binds, in order, each once; imports and definitions aside."""
    seen = set()
    for target in _targets(node):
        name = ast.unparse(target)
        if name not in seen:
            seen.add(name)
            yield name, None if isinstance(target, ast.Name) else _reader(target, path)


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the places that `node` stores to in the scope it stands in."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(child.ctx, ast.Store):
            if _plain_place(child):
                yield child
        else:
            yield from _targets(child)


def _plain_place(target: ast.expr) -> bool:
    """Tell whether reading `target` again runs no call: names, attributes, and items by name or constant."""
    if isinstance(target, ast.Attribute):
        return _plain_place(target.value)
    if isinstance(target, ast.Subscript):
        return _plain_place(target.value) and not any(
            isinstance(part, (ast.Call, ast.Await, ast.NamedExpr, ast.Lambda)) for part in ast.walk(target.slice)
        )
    return isinstance(target, ast.Name)


def _reader(target: ast.expr, path: str) -> CodeType:
    return compile(ast.unparse(target), path, "eval", dont_inherit=True)
