"""Syntax of matrices, `cases` and arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault_runner.oracle.syntax import Node, UnreadableError

if TYPE_CHECKING:
    from vault_runner.oracle.grammar import Grammar

MATRICES = frozenset(
    [
        "bmatrix",
        "pmatrix",
        "matrix",
        "vmatrix",
        "Vmatrix",
        "Bmatrix",
        "smallmatrix",
        "array",
        "bsmallmatrix",
        "psmallmatrix",
    ]
)
ALIGNMENTS = frozenset(
    [
        "align",
        "align*",
        "aligned",
        "split",
        "gather",
        "gather*",
        "gathered",
        "equation",
        "equation*",
        "multline",
        "multline*",
        "eqnarray",
        "eqnarray*",
    ],
)
LARGEST = 12


def environment(grammar: Grammar) -> Node:
    r"""Read `\\begin{…} … \\end{…}` in the place of a factor."""
    token = grammar.take()
    if token.text == "array":
        grammar.skip_group()
    if token.text not in MATRICES and token.text != "cases":
        raise UnreadableError("unknown-command", f"the environment `{token.text}` is not read here", token.start)
    rows = _rows(grammar)
    if token.text == "cases":
        return grammar.node("cases", token, *rows)
    matrix = grammar.node("matrix", token, *rows)
    if token.text == "vmatrix":
        return grammar.node("fun", token, matrix, text="det")
    return grammar.node("norm", token, matrix) if token.text == "Vmatrix" else matrix


def _rows(grammar: Grammar) -> tuple[Node, ...]:
    outer, grammar.bars = grammar.bars, []
    grammar.slots.append(False)
    rows: list[Node] = []
    cells: list[Node] = []
    while grammar.peek().kind != "end":
        if grammar.peek().kind == "row":
            rows, cells = [*rows, Node("row", tuple(cells))], []
            grammar.take()
        elif grammar.accept("&"):
            continue
        else:
            cells.append(_cell(grammar))
        if len(rows) > LARGEST or len(cells) > LARGEST:
            raise UnreadableError("too-large", "the matrix is too large", grammar.peek().start)
    grammar.take()
    grammar.slots.pop()
    grammar.bars = outer
    return tuple([*rows, Node("row", tuple(cells))] if cells else rows)


def _cell(grammar: Grammar) -> Node:
    """Read one cell; words and commas of a `cases` condition become marks that are judged later."""
    token = grammar.peek()
    if token.kind in {"text", "word"} and token.text.strip(" ,，").lower() in {
        "if",
        "otherwise",
        "when",
        "若",
        "其他",
        "else",
        "for",
        "否则",
        "如果",
        "当",
    }:
        grammar.take()
        if token.text.strip(" ,，").lower() in {"otherwise", "其他", "else", "否则"}:
            return Node("else")
        return _cell(grammar)
    cell = grammar.expression()
    if grammar.sees(",", ".", "，"):
        grammar.take()
    return cell
