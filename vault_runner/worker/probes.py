"""Puts calls beside the statements inside others that claims speak of, so that their values can be noted.

Only the statements on the given lines are touched, and only by calls of one name of the builtins: what a function
returns, raises, yields or shows stays what it was, and so do line numbers and `inspect.getsource`. A function that
something else than python reads (a compiler, a tracer), or that looks at its own names, is left alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Literal, TypeAlias

from vault_runner.worker.statements import bound

HOOK = "__vault_run_seen__"
Verb: TypeAlias = Literal["call", "turn", "open", "value", "close", "return", "at"]
Bound: TypeAlias = tuple[tuple[str, CodeType | None], ...]

_READ_BY_OTHERS = re.compile(r"jit|compile|kernel|vectorize|stencil|function$|script|trace|cuda|primitive|export")
_LOOKING = frozenset({"locals", "vars", "eval", "exec", "dir", "globals", "_getframe", "currentframe"})
_SKIPPED = (ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom, ast.Pass, ast.Break, ast.Continue, ast.Raise)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(slots=True)
class Probe:
    """One statement whose values are noted."""

    line: int
    end_line: int
    names: Bound
    """What it binds, as `Statement.names`."""
    mentioned: frozenset[str] | None
    """At the top of a module: the names to look at besides; in a function all its own are."""
    depth: int
    """How many loops enclose it in its function."""
    distinct: int = 12
    """How many more different observations are kept."""
    visits: int = 400
    """How many more visits are looked at."""


def insert(tree: ast.Module, lines: Collection[int], path: str, probes: list[Probe]) -> None:
    """Change `tree` in place and append a probe for each nested statement on one of the note's `lines`.

    The top-level statements stay the same objects; only what is inside of them changes.
    """
    for node in tree.body if lines else ():
        if not any(node.lineno <= line <= (node.end_lineno or node.lineno) for line in lines):
            continue
        mentioned = frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
        _Inserter(frozenset(lines), path, probes, mentioned).inside(node)


class _Inserter:
    """Puts the calls into one scope: the top of a module, a function or a class, and those below it."""

    def __init__(
        self, lines: frozenset[int], path: str, probes: list[Probe], mentioned: frozenset[str] | None, depth: int = 0
    ) -> None:
        self._lines, self._path, self._probes = lines, path, probes
        self._mentioned = mentioned
        self._depth = depth

    def inside(self, node: ast.stmt) -> None:
        """Go through the suites of a compound statement, and note what its header binds at their start."""
        probed = node.lineno in self._lines
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            self._scope(node, probed=probed)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            self._loop(node, probed=probed)
        else:
            for suite in _suites(node):
                suite[:] = self._suite(suite)
            if probed and isinstance(node, (ast.With, ast.AsyncWith)):
                targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
                if targets:
                    node.body.insert(0, self._call(node, "at", self._probe(node, self._bound_by(targets))))

    def _suite(self, suite: list[ast.stmt]) -> list[ast.stmt]:
        return [fresh for node in suite for fresh in self._statement(node)]

    def _statement(self, node: ast.stmt) -> Iterator[ast.stmt]:
        probed = node.lineno in self._lines
        if _suites(node):
            if probed and isinstance(node, (ast.If, ast.Match)):
                yield self._call(node, "at", self._probe(node, ()))
            self.inside(node)
            yield node
        elif probed and not isinstance(node, _SKIPPED) and not _is_text(node):
            yield from self._watched(node, self._probe(node, tuple(bound(node, self._path))))
        else:
            yield node

    def _watched(self, node: ast.stmt, probe: int) -> Iterator[ast.stmt]:
        """Yield a simple statement between the calls that look at what is there before and after it."""
        yield self._call(node, "open", probe)
        if isinstance(node, (ast.Return, ast.Expr)) and node.value is not None:
            printed = _printed(node.value) if isinstance(node, ast.Expr) else None
            if isinstance(node.value, ast.Yield) and node.value.value is not None:
                node.value.value = self._around(node.value.value, "return", probe)  # it may never be resumed
            elif printed is None:
                verb: Verb = "return" if isinstance(node, ast.Return) else "value"
                node.value = self._around(node.value, verb, probe)
            else:
                printed.args = [
                    part if isinstance(part, ast.Starred) else self._around(part, "value", probe)
                    for part in printed.args
                ]
        yield node
        if not isinstance(node, ast.Return):
            yield self._call(node, "close", probe)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, *, probed: bool) -> None:
        before = len(self._probes)
        self._depth += 1
        header = []
        if probed and not isinstance(node, ast.While):
            header = [self._call(node, "at", self._probe(node, self._bound_by([node.target])))]
        body = self._suite(node.body)
        if len(self._probes) > before:
            node.body[:] = [self._call(node, "turn", self._depth), *header, *body]
        self._depth -= 1
        node.orelse[:] = self._suite(node.orelse)

    def _scope(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, *, probed: bool) -> None:
        if _is_left_alone(node):
            return
        before = len(self._probes)
        own = _Inserter(self._lines, self._path, self._probes, None)
        header = []
        if probed and not isinstance(node, ast.ClassDef):
            header = [own._call(node, "at", own._probe(node, own._arguments(node)))]
        text, rest = (node.body[:1], node.body[1:]) if _is_text(node.body[0]) else ([], node.body)
        body = own._suite(rest)
        if len(self._probes) > before:
            node.body[:] = [*text, own._call(node.body[0], "call", 0), *header, *body]

    def _arguments(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Bound:
        every = node.args
        named = [*every.posonlyargs, *every.args, *every.kwonlyargs]
        return tuple((argument.arg, None) for argument in named if argument.arg not in {"self", "cls"})

    def _bound_by(self, targets: list[ast.expr]) -> Bound:
        return tuple(bound(ast.Assign(targets, ast.Constant(None)), self._path))

    def _probe(self, node: ast.stmt, names: Bound) -> int:
        """Add a probe and return its number."""
        last = node.lineno if _suites(node) else max(node.lineno, node.end_lineno or 0)
        self._probes.append(Probe(node.lineno, last, names, self._mentioned, self._depth))
        return len(self._probes) - 1

    def _call(self, node: ast.stmt, verb: Verb, number: int) -> ast.Expr:
        call = ast.Expr(_hook(verb, number, inside=self._mentioned is None))
        return _at_start_of(node, call)

    def _around(self, value: ast.expr, verb: Verb, number: int) -> ast.expr:
        call = _hook(verb, number, inside=self._mentioned is None)
        _at_start_of(value, call)
        call.args.append(value)
        call.end_lineno, call.end_col_offset = value.end_lineno, value.end_col_offset
        return call


def _hook(verb: Verb, number: int, *, inside: bool) -> ast.Call:
    arguments = [ast.Constant(verb), ast.Constant(number), ast.Constant(inside)]
    return ast.Call(ast.Name(HOOK, ast.Load()), list[ast.expr](arguments), [])


def _at_start_of(node: ast.stmt | ast.expr, fresh: ast.Expr | ast.Call) -> ast.Expr:
    """Give every part of `fresh` the place at which `node` starts."""
    for part in ast.walk(fresh):
        if isinstance(part, (ast.expr, ast.stmt)):
            part.lineno = part.end_lineno = node.lineno
            part.col_offset = part.end_col_offset = node.col_offset
    return fresh  # type: ignore[return-value]  # the caller knows which of the two it gave


def _suites(node: ast.AST) -> list[list[ast.stmt]]:
    """Return the lists of statements inside a compound statement."""
    fields = (getattr(node, name, None) for name in ("body", "orelse", "finalbody"))
    suites = [suite for suite in fields if isinstance(suite, list) and suite]
    return suites + [part.body for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ()))]


def _printed(value: ast.expr) -> ast.Call | None:
    """Return the call if `value` is a call of `print`."""
    is_print = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"
    return value if is_print and isinstance(value, ast.Call) else None


def _is_text(node: ast.stmt) -> bool:
    """Tell whether a statement is a text alone, which at the start of a function documents it."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_left_alone(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Tell whether a call more in this function or class could be noticed."""
    if any(_READ_BY_OTHERS.search(ast.unparse(decorator)) for decorator in node.decorator_list):
        return True
    if isinstance(node, ast.ClassDef):
        return bool(node.keywords)  # a metaclass may look every name up in a way of its own
    return any(isinstance(part, ast.Name) and part.id in _LOOKING for part in ast.walk(node))
