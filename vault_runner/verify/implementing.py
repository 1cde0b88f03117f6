r"""Which function of a note computes which of its formulas: by `#| implements: label`, or by its name alone.

A name alone binds only within the same section of the same container, and only if it is longer than a letter: `f` is
chosen anew on every page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault_runner.model import Math, Note, NotePlan, Step
from vault_runner.verify.sections import Sections

_LABEL = re.compile(r"\\(?:label|tag\*?)\s*\{\s*([^{}]+?)\s*\}")
_BLOCK_ID = re.compile(r"[ \t]*(?:\r?\n(?:[ \t>]*\r?\n)?[ \t>]*)?\^([\w-]+)[ \t]*(?:\r?\n|\Z)")
_OPERATOR = re.compile(
    r"\s*(?:\\(?:text|mathrm|operatorname\*?|mathit|mathsf|mathbf)\s*\{(?P<words>[^{}]{1,40})\}|(?P<plain>[A-Za-z]\w*)"
    r"|\\(?P<command>[A-Za-z]+))\s*(?:\\left|\\bigl?|\\Bigl?)?\s*\("
)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Link:
    """A function, and the display whose formula it is meant to compute."""

    math: Math
    step: Step
    function: str
    line: int
    """The note's line of the function."""
    arguments: int
    """How many it takes without defaults, at least."""
    explicit: bool


def links_of(plan: NotePlan) -> Iterator[Link]:
    """Yield the functions of a note's blocks that compute its formulas."""
    displays = [math for math in plan.note.math if math.display and _OPERATOR.match(math.latex)]
    if not displays:
        return
    sections = Sections(plan.note)
    for step in plan.steps:
        functions = list(_functions(step))
        for math in displays if functions else ():
            found = _linked(plan.note, sections, math, step, functions)
            if found is not None:
                yield found


def _linked(
    note: Note, sections: Sections, math: Math, step: Step, functions: Sequence[ast.FunctionDef]
) -> Link | None:
    name = operator_of(math.latex)
    alike = [one for one in functions if _bare(one.name) == name]
    if step.options.implements:
        if not _same_label(step.options.implements, labels_of(note, math)):
            return None
        chosen = alike or list(functions)
        return _link(math, step, chosen[-1], explicit=True) if len(chosen) == 1 or alike else None
    here = math.span.start
    same = sections.container(here) == sections.container(step.block.span.start)
    near = any(block.id == step.block.id for block in sections.blocks(here))
    return _link(math, step, alike[-1], explicit=False) if alike and same and near and len(name) > 1 else None


def _link(math: Math, step: Step, function: ast.FunctionDef, *, explicit: bool) -> Link:
    arguments = function.args
    needed = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
    line = step.lines[function.lineno - 1] if function.lineno <= len(step.lines) else step.block.line
    return Link(math, step, function.name, line, needed, explicit)


def operator_of(latex: str) -> str:
    """Return the bare name of the operator that a formula begins with; empty if there is none."""
    found = _OPERATOR.match(latex)
    return _bare(found["words"] or found["plain"] or found["command"]) if found else ""


def labels_of(note: Note, math: Math) -> frozenset[str]:
    """Return the names by which a display may be linked to."""
    found = {label.strip() for label in _LABEL.findall(math.latex)}
    block_id = _BLOCK_ID.match(note.text, math.span.end)
    return frozenset(found | ({block_id[1]} if block_id else set()))


def _same_label(asked: str, labels: frozenset[str]) -> bool:
    wanted = asked.strip().lstrip("^#").strip("()").lower()
    return any(label.lower().strip("()") == wanted for label in labels)


def _functions(step: Step) -> Iterator[ast.FunctionDef]:
    if "def " not in step.source:
        return
    try:
        tree = ast.parse(step.source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    yield from (node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.args.kwonlyargs)


def _bare(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name.lower())
