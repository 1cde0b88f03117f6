"""Parts and numbers of a matrix that prose names: “the rows of X are x_i^T”, “A has rank r”."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.syntax import PAIR, Node

_ROWS = frozenset({"rows", "row", "行", "各行", "每行"})
_COLUMNS = frozenset({"columns", "column", "列", "各列", "每列"})
_RANK = frozenset({"rank", "秩"})
_ENTRIES = frozenset({"entries", "elements", "diagonal", "对角", "对角元", "元素", "对角元素", "主对角元"})


def take_parts(sentence: Sentence) -> None:
    """Bind the names of rows, columns and ranks to their matrix."""
    words = {piece.text for piece in sentence.pieces}
    if words & (_ROWS | _COLUMNS):
        _rows_and_columns(sentence)
    if words & _RANK:
        _rank(sentence)
    _entries(sentence)


def _entries(sentence: Sentence) -> None:
    r"""Read `u_{11}, …, u_{nn}` beside “diagonal entries” as the entries of the matrix that is named nearest."""
    for index, piece in enumerate(sentence.pieces):
        nodes = sentence.expressions_of(index) if piece.kind == "math" else ()
        bases = {name_of(node.args[0]) for node in nodes if node.head == "sub"}
        diagonal = len(bases) == 1 and all(node.head == "dots" or _on_diagonal(node) for node in nodes)
        near = {word for k in range(max(0, index - 4), index) for word in sentence.text_at(k).split()}
        matrix = _nearest_matrix(sentence, index)
        if not diagonal or not matrix or not near & _ENTRIES:
            continue
        base = bases.pop()
        if base and base.lower() == matrix.lower() and (base == matrix or _free(sentence, base)):
            if base != matrix:
                sentence.scope.symbols[base] = Symbol(base, None, body=Node("sym", (), matrix))
            sentence.scope.options.pop(f"family {base}", None)
            for place in range(max(0, index - 4), index):
                if set(sentence.text_at(place).split()) & _ENTRIES:
                    sentence.pieces[place] = replace(sentence.pieces[place], kind="name")


def _on_diagonal(node: Node) -> bool:
    """Tell whether an entry is written `u_{11}` or `u_{nn}`."""
    if node.head != "sub":
        return False
    text = "".join(index.text for index in node.args[1:])
    return len(text) == PAIR and text[0] == text[1]


def _rows_and_columns(sentence: Sentence) -> None:
    for index, piece in enumerate(sentence.pieces):
        part = _member(sentence, index) if piece.kind == "math" else None
        if part is None:
            continue
        base, turned = part
        near = {sentence.text_at(k) for k in range(max(0, index - 6), index + 3)}
        wanted = _ROWS if turned else _COLUMNS
        matrix = _nearest_matrix(sentence, index)
        if near & wanted and matrix and _free(sentence, base):
            role = "rows" if turned else "columns"
            sentence.scope.symbols[base] = Symbol(base, None, role=role, of=(matrix,))
            sentence.scope.options.pop(f"family {base}", None)


def _free(sentence: Sentence, base: str) -> bool:
    symbol = sentence.scope.get(base)
    return symbol is None or (symbol.ty is None and symbol.body is None and not symbol.role)


def _member(sentence: Sentence, index: int) -> tuple[str, bool] | None:
    r"""Read `x_i^\top` or `x_1^\top, …, x_n^\top` as rows, `x_i` as a column."""
    nodes = sentence.expressions_of(index)
    first = next((node for node in nodes if node.head != "dots"), None)
    if first is None:
        return None
    turned = first.head in {"transpose", "powT"}
    inner = first.args[0] if turned else first
    if inner.head != "sub" or len(inner.args) != PAIR or inner.args[1].head not in {"sym", "num"}:
        return None
    base = name_of(inner.args[0])
    return (base, turned) if base else None


def _nearest_matrix(sentence: Sentence, index: int) -> str:
    """Return the matrix that is named nearest to a place."""
    order = sorted(range(len(sentence.pieces)), key=lambda place: (abs(place - index), place))
    for place in order:
        for name in sentence.names_of(place):
            symbol = sentence.scope.get(name)
            if symbol is not None and symbol.ty is not None and symbol.ty.kind == "mat":
                return name
    return ""


def _rank(sentence: Sentence) -> None:
    """Read “A has rank r” and “A 的秩为 r”."""
    for index, piece in enumerate(sentence.pieces):
        if piece.text not in _RANK:
            continue
        name = next((_number(sentence, k) for k in range(index + 1, index + 4) if sentence.kind_at(k) == "math"), "")
        matrices = [found for k in range(index) for found in sentence.names_of(k) if _is_matrix(sentence, found)]
        if not name or len(set(matrices)) != 1:
            continue
        whole = sentence.scope.symbols[matrices[0]]
        if not whole.props and whole.body is None:
            sentence.scope.add_props(matrices[0], frozenset({"any-rank"}))
            body = Node("fun", (Node("sym", (), matrices[0]),), "rank")
            sentence.scope.symbols[name] = Symbol(name, None, body=body)
            sentence.scope.sizes.discard(name)
            sentence.understood.update({piece.text, "为", "of"})


def _number(sentence: Sentence, index: int) -> str:
    names = sentence.subjects[sentence.pieces[index].math].names
    return names[0] if len(names) == 1 and not _is_matrix(sentence, names[0]) else ""


def _is_matrix(sentence: Sentence, name: str) -> bool:
    symbol = sentence.scope.get(name)
    return symbol is not None and symbol.ty is not None and symbol.ty.kind == "mat"
