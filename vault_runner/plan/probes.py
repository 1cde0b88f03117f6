"""Which statements inside others are to be looked at when they run: those that a claim speaks of.

What a block's top-level statements bind is noted in any case. The lines found here enter no key: a claim is text
beside the code, and a run that has looked at its statement answers for every wording of it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from vault_runner.model import Note, Session, Step
from vault_runner.plan.source import parse_python

_NOTED = frozenset(("shape", "dtype", "device"))
_TRACED = re.compile(r"\bsettrace|\bsetprofile|cProfile|tracemalloc")
"""What would see the looking itself."""
_READ_BY_OTHERS = re.compile(
    r"\bnumba\b|\bjit\b|njit|torch\.compile|\.compile\(|_dynamo|torch\.export|\bdis\b|__code__|co_code"
    r"|joblib|pickle|\bdill\b|\bray\b|\bdask\b|ProcessPool|multiprocessing|tf\.function"
)
"""What reads functions otherwise than by calling them, or takes them to another process."""
_BINDING_HEADERS = (ast.For, ast.AsyncFor, ast.With, ast.AsyncWith, ast.FunctionDef, ast.AsyncFunctionDef)

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def with_probes(session: Session, note: Note) -> Session:
    """Return the session with the lines of `note` that have to be looked at."""
    spoken = {claim.line for claim in note.claims if claim.block and claim.kind in _NOTED and claim.line}
    if not spoken or any(_TRACED.search(step.source) for step in session.steps):
        return session
    inside = not any(_READ_BY_OTHERS.search(step.source) for step in session.steps)
    steps = (_probed(step, spoken, inside=inside) if step.path == note.path else step for step in session.steps)
    return replace(session, steps=tuple(steps))


def _probed(step: Step, spoken: set[int], *, inside: bool) -> Step:
    """Add the lines to be looked at; those of functions only if nothing but python reads them: `inside`."""
    tree = parse_python(step.source)
    if tree is None or spoken.isdisjoint(step.lines):
        return step
    found = {step.lines[row - 1] for row in _nested(tree, inside=inside) if row <= len(step.lines)}
    return replace(step, probes=tuple(sorted(found & spoken)), closed=not inside)


def _nested(tree: ast.Module, *, inside: bool) -> Iterator[int]:
    """Yield the rows of statements inside others, and of headers that bind something."""
    top = {id(node) for node in tree.body}
    for node in _reached(tree, inside=inside):
        if isinstance(node, ast.stmt) and (id(node) not in top or isinstance(node, _BINDING_HEADERS)):
            yield node.lineno


def _reached(node: ast.AST, *, inside: bool) -> Iterator[ast.AST]:
    """Walk a tree, past functions and classes if nothing inside of them may be touched."""
    for child in ast.iter_child_nodes(node):
        if inside or not isinstance(child, _SCOPES):
            yield child
            yield from _reached(child, inside=inside)
