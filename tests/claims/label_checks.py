"""Run the notes of the claim corpus with plain `exec` and evaluate the check of every labelled comment.

A check is a python expression over the names that stand at the labelled statement. Each time that the statement
has run (in a loop or a function: each time anew) it is evaluated with these names besides: `sh(a, …)` shapes as tuples,
`shown` what the statement printed, else the `repr` of its value, blanks collapsed, and `value` that value.
Fields of a row: `note`, `line` (from 1; it may go on), `text`, `kind`, `label` (`none`: no claim, or nobody could
decide it), `checkable`, `form`, `why`; `at` says which statement is meant (`here`, `next`, `previous`), `of` its line
where that is elsewhere; `check` is what the comment says, `fact` what is so instead; `rank_differs` marks bare tuples
whose number of sizes is wrong, which a cautious judge may only doubt.
Not for judging notes in earnest: this knows the corpus' own Markdown only, and imports nothing of vault_runner.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

HERE = Path(__file__).parent
OPENER = re.compile(r"(?P<prefix>[>\s]*(?:[-*+] |\d+\. )?\s*)(?P<ticks>`{3,}|~{3,})\s*python run\b")
CODE_NAMES: dict[str, Any] = {"np": np, "torch": torch}

Row = dict[str, Any]


@dataclass(frozen=True)
class Fence:
    """A python fence: the number of its first line of code in the note, and the code without container prefix."""

    line: int
    lines: list[str]


@dataclass
class Seen:
    """What was seen at the statement of one row, over all its executions."""

    verdicts: list[bool] = field(default_factory=list)
    facts: list[bool] = field(default_factory=list)


def rows(name: str) -> list[Row]:
    """The rows of one file of labels, in order."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def fences(text: str) -> list[Fence]:
    """Every fence of the note tagged `python run`."""
    found: list[Fence] = []
    lines = text.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        opener = OPENER.match(lines[at])
        at += 1
        if opener:
            start, depth, width = at, opener["prefix"].count(">"), len(opener["prefix"])
            while lines[at].lstrip("> \t") != opener["ticks"]:
                at += 1
            found.append(Fence(start + 1, [without_prefix(line, depth, width) for line in lines[start:at]]))
    return found


def without_prefix(line: str, depth: int, width: int) -> str:
    """The line inside its quotes (`depth` of them) or list."""
    if depth:
        return re.sub(rf"^\s*(?:> ?){{{depth}}}", "", line)
    return line[width:] if not line[:width].strip() else line


def without_prompts(lines: list[str]) -> list[str]:
    """The code of a doctest transcript; lines of output become empty ones."""
    if not next((line for line in lines if line.strip()), "").startswith(">>>"):
        return lines
    return [line[4:] if line.startswith((">>>", "...")) else "" for line in lines]


class Instrument(ast.NodeTransformer):
    """Puts a mark before and a probe behind each statement that a row speaks of."""

    def __init__(self, targets: dict[ast.stmt, list[int]], heads: dict[ast.stmt, list[int]]) -> None:
        """Take the rows' indices by statement, and by statement whose first line they stand on (`def`, `for`, …)."""
        self.targets = targets
        self.heads = heads

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit the lists of statements of `node`."""
        for handler in getattr(node, "handlers", []):
            self.generic_visit(handler)
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(node, name, None)
            if isinstance(statements, list):
                setattr(node, name, [new for old in statements for new in self.around(old)])
        return node

    def around(self, statement: ast.stmt) -> list[ast.stmt]:
        """The statement with its mark and probe."""
        wanted, inside = self.targets.get(statement, []), self.heads.get(statement, [])
        self.generic_visit(statement)
        if inside and isinstance(statement, ast.FunctionDef | ast.For | ast.While | ast.With | ast.If):
            statement.body[:0] = [*ast.parse("_mark()").body, *probe(inside, "None")]
        if not wanted:
            return [statement]
        kept, name, after = split(statement)
        return [*ast.parse("_mark()").body, *kept, *probe(wanted, name), *after]


def probe(wanted: list[int], value: str) -> list[ast.stmt]:
    """A call that evaluates the checks of the rows `wanted`."""
    return ast.parse(f"_probe({wanted!r}, locals(), {value})").body


def split(statement: ast.stmt) -> tuple[list[ast.stmt], str, list[ast.stmt]]:
    """What runs before the probe, the expression of the statement's value, and what runs after the probe."""
    match statement:
        case ast.Return(value=ast.expr() as value):
            return (
                [assigned(value, statement)],
                "_value",
                [ast.copy_location(ast.parse("return _value").body[0], statement)],
            )
        case ast.Expr(value=value):
            return [assigned(value, statement)], "_value", []
        case ast.Assign(targets=[target, *_]) | ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [statement], ast.unparse(target), []
        case _:
            return [statement], "None", []


def assigned(value: ast.expr, place: ast.stmt) -> ast.stmt:
    """`_value = …` at the place of a statement."""
    return ast.copy_location(ast.Assign([ast.Name("_value", ast.Store())], value), place)


def statement_of(tree: ast.Module, row: Row, line: int, column: int) -> ast.stmt:
    """The statement that the comment of `row` speaks of; `line` counts from 1 inside the fence."""
    every = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    if row["at"] == "here":
        return min(
            (s for s in every if s.lineno <= line <= (s.end_lineno or 0)), key=lambda s: (extent(s), -s.col_offset)
        )
    level = [s for s in every if s.col_offset == column] or every
    if row["at"] == "next":
        return min((s for s in level if s.lineno > line), key=lambda s: (s.lineno, -extent(s)))
    return max((s for s in level if (s.end_lineno or 0) < line), key=lambda s: (s.end_lineno or 0, extent(s)))


def extent(statement: ast.stmt) -> int:
    """How many lines the statement covers, less one."""
    return (statement.end_lineno or statement.lineno) - statement.lineno


class Recorder:
    """The two calls that instrumented code makes, and what they saw."""

    def __init__(self, wanted: list[Row]) -> None:
        """Start with nothing seen of the rows."""
        self.wanted = wanted
        self.seen = [Seen() for _ in wanted]
        self.out = io.StringIO()
        self.marks: list[int] = []

    def mark(self) -> None:
        """Remember how much was printed before a statement."""
        self.marks.append(self.out.tell())

    def probe(self, indices: list[int], names: dict[str, Any], value: object) -> None:
        """Evaluate the checks of the rows `indices` with the names that stand here."""
        printed = self.out.getvalue()[self.marks.pop() :]
        shown = " ".join((printed or repr(value)).split())
        here = {**CODE_NAMES, "sh": shapes, "shown": shown, "value": value, **names}
        for index in indices:
            row = self.wanted[index]
            self.seen[index].verdicts.append(bool(evaluate(row["check"], here)))
            if "fact" in row:
                self.seen[index].facts.append(bool(evaluate(row["fact"], here)))


def evaluate(expression: str, names: dict[str, Any]) -> object:
    """The value of a check."""
    return eval(expression, dict(names))  # noqa: S307 - the corpus is our own code


def shapes(*arrays: Any) -> object:  # noqa: ANN401 - anything that has a shape
    """The shape of one array, or the tuple of the shapes of several."""
    found = tuple(tuple(array.shape) for array in arrays)
    return found[0] if len(found) == 1 else found


def observe(note: Path, wanted: list[Row]) -> list[Seen]:
    """Run the fences of a note in one namespace and evaluate the checks of its rows."""
    recorder = Recorder(wanted)
    names: dict[str, Any] = {"__name__": "note", "_mark": recorder.mark, "_probe": recorder.probe}
    torch.manual_seed(0)
    with contextlib.redirect_stdout(recorder.out):
        for fence in fences(note.read_bytes().decode("utf-8")):
            run(fence, recorder, names, note.name)
    return recorder.seen


def run(fence: Fence, recorder: Recorder, names: dict[str, Any], name: str) -> None:
    """Run one fence, instrumented for the rows that stand in it or speak of it."""
    code = without_prompts(fence.lines)
    tree = ast.parse("\n".join(code))
    targets: dict[ast.stmt, list[int]] = {}
    heads: dict[ast.stmt, list[int]] = {}
    for index, row in enumerate(recorder.wanted):
        line = (row["of"] if "of" in row else row["line"]) - fence.line + 1
        if "check" in row and 1 <= line <= len(code):
            column = len(code[line - 1]) - len(code[line - 1].lstrip())
            statement = statement_of(tree, row, line, column)
            on_head = row["at"] == "here" and hasattr(statement, "body")
            (heads if on_head else targets).setdefault(statement, []).append(index)
    Instrument(targets, heads).generic_visit(tree)
    ast.fix_missing_locations(tree)
    exec(compile(tree, name, "exec"), names)  # noqa: S102 - the corpus is our own code
