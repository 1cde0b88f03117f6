"""Means and variances that prose gives to random variables: “with mean μ and variance σ²”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, col, mat

if TYPE_CHECKING:
    from vault_runner.oracle.roles import Reader

OF_A_SAMPLE = (
    "sample", "empirical", "observed", "estimated", "average", "unbiased", "biased", "样本", "经验", "估计", "平均",
    "无偏",
)  # fmt: skip
"""Words in front of “variance” that speak of draws rather than of a law."""
_HAVING = frozenset({"has", "have", "having", "with", "的", "有", "具有"})
_BETWEEN = _HAVING | {"a", "the", "and", "finite", "和", "与", "、", "且"}
_BEING = frozenset({"is", "be", "the", "its", "denotes", "denote", "as", "为", "是", "表示", "其", "它的"})
_NOISES = frozenset({"xi", "eta", "zeta", "epsilon", "varepsilon"})
_ANDS = frozenset({"and", "和", "与", "、"})
_OF_OTHERS = frozenset({"of", "from", "between", "given", "on", "than", "with", "by"})
_ESTIMATES = ("bar(", "hat(", "tilde(")


def take_moment(reader: Reader, index: int, kind: str) -> bool:
    """Give a random variable the mean or variance that follows the word: “with mean μ and variance σ²”."""
    value: Node | None = None
    for place in range(index + 1, min(index + 5, len(reader.pieces))):
        piece = reader.pieces[place]
        if piece.kind == "math":
            nodes = reader.expressions_of(place) or reader.right_sides(place)
            value = nodes[0] if len(nodes) == 1 else None
            break
        if piece.kind in {"comma", "role", "type", "stop"}:
            break
    subjects = _random_names(reader) or _had_by(reader, index)
    if subjects and _of_another(reader, index, subjects):
        reader.unread(reader.pieces[index].text)
        return True
    subjects = _nearest(reader, index, subjects) or subjects
    if value is None or name_of(value) in subjects:
        value = _said_before(reader, index, subjects) or value
    circular = value is not None and any(name_of(part) in subjects for part in value.walk())
    if (value is not None and name_of(value) in subjects) or (
        value is not None and not subjects and _undeclared(reader)
    ):
        reader.unread(reader.pieces[index].text)
    if value is None or not subjects or circular:
        return False
    if _is_statistic(reader, index, value):
        reader.unread(reader.pieces[index].text)
        return True
    for name in subjects:
        squared = Node("pow", (value, Node("num", (), "2"))) if kind == "std" else value
        given = "variance" if kind == "std" else kind
        reader.scope.moments[name] = (*reader.scope.moments.get(name, ()), (given, squared))
        _declare_moment(reader.scope, name, given, squared)
    return True


def _is_statistic(reader: Reader, index: int, value: Node) -> bool:
    """Tell whether the word speaks of draws, so that what it names is itself random and no moment of the variable."""
    around = [piece.text for piece in reader.pieces[max(0, index - 1) : index + 1]]
    return any(text.startswith(OF_A_SAMPLE) for text in around) or name_of(value).startswith(_ESTIMATES)


def _random_names(reader: Reader) -> list[str]:
    here = [name for k in range(len(reader.pieces)) for name in reader.names_of(k)]
    pool = here or list(reader.scope.symbols)
    found = [name for name in dict.fromkeys(pool) if (symbol := reader.scope.get(name)) is not None and symbol.random]
    if not found:
        found = [name for name, symbol in reader.scope.symbols.items() if symbol.random]
    return found


def _nearest(reader: Reader, index: int, subjects: list[str]) -> list[str]:
    """Return whose mean it is where several are random: of “X is independent of Y and has mean μ” that of X."""
    if len(subjects) < PAIR:
        return []
    for place in range(index - 1, -1, -1):
        verb = reader.text_at(place + 1) in _HAVING | {"is", "are", "be", "服从"}
        names = reader.group_at(place) if verb and reader.kind_at(place) == "math" else ()
        before = place
        while before > 0 and (reader.kind_at(before - 1) in {"math", "comma"} or reader.text_at(before - 1) in _ANDS):
            before -= 1
        if names and set(names) <= set(subjects) and reader.text_at(before - 1) not in _OF_OTHERS:
            return list(names)
    return []


def _of_another(reader: Reader, index: int, subjects: list[str]) -> bool:
    """Tell whether the mean is that of something that isn't declared yet: “…, independent of Y, which has mean μ”."""
    for place in range(index - 1, -1, -1):
        after = place + 1
        while reader.kind_at(after) == "comma" or reader.text_at(after) in {"which", "that"}:
            after += 1
        if reader.kind_at(place) == "math" and reader.text_at(after) in {"has", "have", "having", "有", "具有"}:
            names = reader.names_of(place)
            return bool(names) and not set(names) & set(subjects) and all(_may_be_random(reader, one) for one in names)
    return False


def _said_before(reader: Reader, index: int, subjects: list[str]) -> Node | None:
    """Return the σ² of “σ² is the variance of X” and of “X has mean μ, σ² its variance”."""
    place = index - 1
    while reader.text_at(place) in _BEING:
        place -= 1
    nodes = reader.expressions_of(place) if place >= 0 and reader.kind_at(place) == "math" else ()
    names = reader.names_of(place) if nodes else ()
    return nodes[0] if len(nodes) == 1 and place < index - 1 and not set(names) & set(subjects) else None


def _had_by(reader: Reader, index: int) -> list[str]:
    """Declare the X of “X has mean μ and variance σ²” as a random variable: nothing else has them so."""
    place = index - 1
    while place >= 0 and (reader.kind_at(place) in {"role", "comma"} or reader.text_at(place) in _BETWEEN):
        place -= 1
        if reader.kind_at(place) == "math" and reader.kind_at(place - 1) == "role":
            place -= 1  # the “mean μ” before “and variance σ²”
    names = reader.group_at(place) if place >= 0 and reader.kind_at(place) == "math" else ()
    if place > 0 and reader.text_at(place - 1) in _OF_OTHERS - {"with"}:
        return []  # “Y is independent of X and with mean μ” speaks of Y
    spoken = {reader.text_at(k) for k in range(place + 1, index)}
    if not names or not spoken & _HAVING or not all(_may_be_random(reader, name) for name in names):
        return []
    for name in names:
        reader.scope.declare(Symbol(name, NUM, random=True))
    return list(names)


def _may_be_random(reader: Reader, name: str) -> bool:
    letter = name.partition("_")[0]
    return (name[:1].isupper() or letter in _NOISES) and reader.scope.get(name) is None


def _undeclared(reader: Reader) -> bool:
    """Tell whether the sentence has a name that nothing declares: the moment may be its own."""
    names = {name for place in range(len(reader.pieces)) for name in reader.names_of(place)}
    return any(reader.scope.get(name) is None for name in names)


def _declare_moment(scope: Scope, variable: str, kind: str, value: Node) -> None:
    """Type the name of a moment by the variable that it belongs to."""
    symbol = scope.get(variable)
    ty = symbol.ty if symbol is not None else None
    vector = ty is not None and ty.kind == "col" and symbol is not None and not symbol.props & {"iid", "independent"}
    if ty is not None and ty.kind == "fam":
        ty, vector = ty.parts[0], ty.parts[0].kind == "col"
    name = name_of(value.args[0]) if value.head == "pow" else name_of(value)
    known = scope.get(name)
    if not name or (known is not None and known.ty is not None):
        return
    size = ty.dims[0] if vector and ty is not None else None
    if size is None:
        props = frozenset({"positive"}) if kind != "mean" else frozenset[str]()
        scope.declare(Symbol(name, NUM, props))
    elif kind == "mean":
        scope.declare(Symbol(name, col(size)))
    else:
        scope.declare(Symbol(name, mat(size, size), frozenset({"spd"})))
