"""What the statements of a block showed when they ran, each with what its code tells about it."""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vault_runner.model import Observation, Printed, Result, Step, Stream
from vault_runner.verify.outputs_chance import parsed
from vault_runner.verify.outputs_nodes import Node, UnreadError, from_plain
from vault_runner.verify.outputs_reading import read_value

Kind: TypeAlias = Literal["value", "prints", "binds", "constant", "compound", "other"]

_PRINTS: Final = frozenset({"print", "pprint", "display"})
_DEFINES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_ONCE: Final = (ast.With, ast.AsyncWith, ast.If, ast.Try)
_LOOPS: Final = (ast.For, ast.AsyncFor, ast.While, *_DEFINES, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Shown:
    """A top-level statement, and what it showed."""

    kind: Kind
    line: int
    end_line: int
    name: str = ""
    """The one name that it binds."""
    text: str = ""
    """What it printed."""
    value: str = ""
    """The text of its value, or of what it bound."""
    exact: Node | None = None
    """The value itself, if it was small enough to be observed."""
    shape: tuple[int, ...] | None = None
    is_shape: bool = False
    """Whether the value is the shape of an array."""
    whole: bool = True
    once: bool = False
    """Whether a compound statement runs each of its lines once at most, and prints in one place only."""
    chancy: bool = False


def shown_statements(step: Step, result: Result, chancy: frozenset[tuple[str, int]]) -> tuple[Shown, ...]:
    """Return the statements of a block in order; none if its code does not parse."""
    tree = parsed(step.source)
    if tree is None:
        return ()
    waiting = list(result.printed)
    found = []
    for node in tree.body:
        line, end = _note_line(step, node.lineno), _note_line(step, node.end_lineno or node.lineno)
        last = node is tree.body[-1] or _next_line(step, tree, node) != line
        beside = sum(_note_line(step, each.lineno) == line and not isinstance(each, _DEFINES) for each in tree.body)
        printed = _take(waiting, line, beside, last=last)
        observed = [each for each in result.observations if each.line == line]
        found.append(_shown(node, (line, end), printed, observed, chancy=(step.block.id, node.lineno) in chancy))
    return tuple(found)


def prints_whole(result: Result) -> bool:
    """Tell whether the statements' own texts make up all that was printed: no other process wrote to it."""
    streams = "".join(
        output.text for output in result.outputs if isinstance(output, Stream) and output.name == "stdout"
    )
    return not result.dropped and "".join(streams.split()) == "".join(
        "".join(each.text for each in result.printed).split()
    )


def _note_line(step: Step, line: int) -> int:
    return step.lines[min(line, len(step.lines)) - 1]


def _next_line(step: Step, tree: ast.Module, node: ast.stmt) -> int:
    return _note_line(step, tree.body[tree.body.index(node) + 1].lineno)


def _take(waiting: list[Printed], line: int, beside: int, *, last: bool) -> Printed | None:
    """Take what the statement of `line` showed; of several on one line the last takes the last.

    If not each of those that stand `beside` one another showed something, nobody can tell which of them did.
    """
    own = [each for each in waiting if each.line == line]
    if not own or not last:
        return None
    waiting[:] = [each for each in waiting if each.line != line]
    return own[-1] if len(own) >= beside else None


def _shown(
    node: ast.stmt, lines: tuple[int, int], printed: Printed | None, observed: Sequence[Observation], *, chancy: bool
) -> Shown:
    kind, name = _kind(node), _bound_name(node)
    own = [each for each in observed if each.name == name]
    seen = own[-1] if own and kind in ("value", "binds", "constant") else None
    return Shown(
        kind,
        *lines,
        name=name,
        text=printed.text if printed else "",
        value=printed.value if printed else "",
        exact=_exact(seen) if seen and (name or kind == "value") else None,
        shape=seen.shape if seen else None,
        is_shape=seen is not None and seen.type == "Size",
        whole=printed.whole if printed else True,
        once=kind == "compound" and _runs_once(node),
        chancy=chancy,
    )


def _kind(node: ast.stmt) -> Kind:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name in _PRINTS:
            return "prints"
        case ast.Expr():
            return "value"
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return "constant" if _is_literal(value) else "binds"
        case ast.AugAssign():
            return "binds"
        case _:
            return "compound" if hasattr(node, "body") and not isinstance(node, _DEFINES) else "other"


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _bound_name(node: ast.stmt) -> str:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.AugAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def _exact(seen: Observation) -> Node | None:
    if not seen.value:
        return None
    try:
        plain = json.loads(seen.value)
        return read_value(plain) if seen.type == "complex" else from_plain(plain)
    except (UnreadError, ValueError):
        return None


def _runs_once(node: ast.stmt) -> bool:
    """Tell whether no loop or function stands in a compound statement, and one place at most prints."""
    if not isinstance(node, _ONCE):
        return False
    inside = list(ast.walk(node))
    prints = [part for part in inside if isinstance(part, ast.Call) and _is_print(part)]
    return not any(isinstance(part, _LOOPS) for part in inside) and len(prints) == 1


def _is_print(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in _PRINTS
